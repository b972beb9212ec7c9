"""Stops, kills and restarts: what was in hand is finished, found again, and never said twice."""

import asyncio
from pathlib import Path
from typing import Any

from bots.telegram import run_telegram
from nlu.dialogue import Heard, Reply
from tests.bots.channel_contract import Script, a_house
from tests.bots.telegram.fake_api import FakeTelegram, Fault
from tests.bots.telegram.line import QUICK, a_channel, to, until


async def test_a_turn_in_hand_is_finished_before_the_channel_stops(tmp_path: Path) -> None:
    started, ready = asyncio.Event(), asyncio.Event()
    script = Script()
    quick = script.turn

    async def slow(heard: Heard, state: str | None) -> Any:
        started.set()
        await ready.wait()
        return await quick(heard, state)

    script.turn = slow  # type: ignore[method-assign]
    async with FakeTelegram() as telegram, a_house(tmp_path, script, **to(telegram)) as house:
        person = telegram.person(1)
        async with a_channel(house) as told:
            person.says("hello")
            await started.wait()
            told.set()
            asyncio.get_running_loop().call_later(0.05, ready.set)
        assert person.texts() == ["Which fruit?"]
        assert telegram.updates.waiting == []


async def test_an_update_delivered_again_after_a_crash_is_answered_once(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        script = Script()
        person = telegram.person(1)
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            number = person.says("hello")
            kept = next(update for update in telegram.updates.waiting if update["update_id"] == number)
            await telegram.settled()
        telegram.updates.waiting.append(kept)  # it was answered, and the offset that says so was lost
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.settled()
        assert person.texts() == ["Which fruit?"]


async def test_words_that_were_kept_but_not_sent_before_a_crash_are_sent_after_it(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        script = Script()
        script.replies["hello"] = (Reply("One."), Reply("Two."), Reply("Three."))
        person = telegram.person(1)
        async with a_house(tmp_path, script, **to(telegram)) as house:
            running = asyncio.create_task(run_telegram(house, asyncio.Event(), QUICK))
            send = telegram_stops_after(telegram, 2)
            person.says("hello")
            await until(send.is_set)
            running.cancel()  # as a kill: nothing is finished, nothing is acknowledged
            await asyncio.gather(running, return_exceptions=True)
        telegram.faults.clear()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.settled()
        assert person.texts() == ["One.", "Two.", "Three."]


def telegram_stops_after(telegram: FakeTelegram, messages: int) -> asyncio.Event:
    """Let sending hang in a flood once so many messages have been sent."""
    reached, put = asyncio.Event(), telegram.chats.put

    def counting(chat: int, sender: dict[str, Any], **content: Any) -> dict[str, Any]:
        message = put(chat, sender, **content)
        if (
            sender["is_bot"]
            and len([one for one in telegram.chats.history if one["from"]["is_bot"]]) >= messages
        ):
            telegram.fail(Fault.flood("sendMessage", 30, times=10))
            asyncio.get_running_loop().call_later(0.1, reached.set)
        return message

    telegram.chats.put = counting  # type: ignore[method-assign]
    return reached


async def test_a_message_sent_just_before_a_kill_is_found_and_not_sent_again(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        script, person = Script(), telegram.person(1)
        async with a_house(tmp_path, script, **to(telegram)) as house:
            running = asyncio.create_task(run_telegram(house, asyncio.Event(), QUICK))
            telegram.fail(Fault.lost_answer("sendMessage"))
            telegram.fail(Fault.flood("editMessageReplyMarkup", 30, times=10))
            person.says("hello")
            await until(lambda: telegram.count("editMessageReplyMarkup"))
            running.cancel()  # killed before it heard that the message was sent
            await asyncio.gather(running, return_exceptions=True)
        telegram.faults.clear()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.settled()
            await until(lambda: telegram.count("editMessageReplyMarkup") > 1)
        assert person.texts() == ["Which fruit?"]
