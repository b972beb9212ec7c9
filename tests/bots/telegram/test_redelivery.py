"""Telegram gives a hundred updates at once, again until confirmed: a full window, slow ones, kills."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bots.house import House
from bots.telegram import polling, run_telegram
from nlu.dialogue import Heard
from tests.bots.channel_contract import Script, a_house
from tests.bots.telegram.fake_api import FakeTelegram, Fault, Person
from tests.bots.telegram.line import QUICK, TelegramLine, a_channel, to, until

MANY = 230


def holds_back(script: Script, held: asyncio.Event, who: Callable[[Heard], bool]) -> None:
    """Let the turns of some wait for an event."""
    quick = script.turn

    async def turn(heard: Heard, state: str | None) -> Any:
        if who(heard):
            await held.wait()
        return await quick(heard, state)

    script.turn = turn  # type: ignore[method-assign]


def crowd(telegram: FakeTelegram) -> list[Person]:
    return [telegram.person(20_000 + number) for number in range(MANY)]


async def killed_when(house: House, holds: Callable[[], object]) -> None:
    """Run the channel and end it as a kill does: nothing is finished, nothing is acknowledged."""
    running = asyncio.create_task(run_telegram(house, asyncio.Event(), QUICK))
    await until(holds, 40)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_one_that_hangs_does_not_shut_the_others_out(
    line: TelegramLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "HOLD", 0.2)
    held = asyncio.Event()
    holds_back(line.script, held, lambda heard: heard.text == "slow")
    line.person.says("slow")
    people = crowd(line.telegram)
    for person in people:
        person.says("hello")
    await until(lambda: all(person.texts() for person in people))
    assert line.person.texts() == []
    held.set()
    await line.telegram.settled()
    assert [person.texts() for person in (line.person, *people)] == [["Which fruit?"]] * (MANY + 1)


async def test_a_full_window_in_hand_is_not_confirmed_and_a_kill_loses_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "HOLD", 0.05)
    async with FakeTelegram() as telegram:
        script, held, people = Script(), asyncio.Event(), crowd(telegram)
        holds_back(script, held, lambda _: True)
        async with a_house(tmp_path, script, **to(telegram)) as house:
            for person in people:
                person.says("hello")
            await killed_when(house, lambda: telegram.count("getUpdates") > 5)
        assert len(telegram.updates.waiting) == MANY
        held.set()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.updates.none_left(40)
        assert [person.texts() for person in people] == [["Which fruit?"]] * MANY


@pytest.mark.parametrize("answered", [1, 60, 150])
async def test_a_kill_among_many_loses_none_and_answers_none_twice(tmp_path: Path, answered: int) -> None:
    async with FakeTelegram() as telegram:
        script, people = Script(), crowd(telegram)
        async with a_house(tmp_path, script, **to(telegram)) as house:
            for person in people:
                person.says("hello")
            # From then on messages are sent and their answers are lost, and nobody can look for them.
            fails_after(telegram, answered)
            await killed_when(house, lambda: telegram.count("editMessageReplyMarkup"))
        telegram.faults.clear()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.updates.none_left(40)
        assert [person.texts() for person in people] == [["Which fruit?"]] * MANY


def fails_after(telegram: FakeTelegram, messages: int) -> None:
    """Let the answers to what is sent be lost once so many messages have been sent."""
    put = telegram.chats.put

    def counting(chat: int, sender: dict[str, Any], **content: Any) -> dict[str, Any]:
        if sender["is_bot"] and telegram.count("sendMessage") == messages:
            telegram.fail(Fault.lost_answer("sendMessage", times=40))
            telegram.fail(Fault.flood("editMessageReplyMarkup", 30, times=200))
        return put(chat, sender, **content)

    telegram.chats.put = counting  # type: ignore[method-assign]


async def test_what_is_delivered_again_while_it_is_in_hand_is_left_alone(line: TelegramLine) -> None:
    held = asyncio.Event()
    holds_back(line.script, held, lambda heard: heard.text == "slow")
    number = line.person.says("slow")
    await until(lambda: line.telegram.updates.given.get(number, 0) > 2)
    held.set()
    await line.telegram.settled()
    assert line.person.texts() == ["Which fruit?"]
    assert line.script.texts() == ["slow"]


async def test_a_kind_that_is_delivered_again_is_answered_once(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        person = telegram.person(1)
        async with a_house(tmp_path, Script(), **to(telegram)) as house, a_channel(house):
            number = person.sends(dice={"emoji": "🎲", "value": 3})
            kept = next(update for update in telegram.updates.waiting if update["update_id"] == number)
            await telegram.settled()
        telegram.updates.waiting.append(kept)
        async with a_house(tmp_path, Script(), **to(telegram)) as house, a_channel(house):
            await telegram.settled()
        assert len(person.texts()) == 1
