"""Floods, lost networks, lost answers, a second poller and restarts: nothing lost, nothing sent twice."""

import asyncio
import logging
from pathlib import Path

import pytest

from bots.telegram import run_telegram
from nlu.dialogue import Reply
from tests.bots.channel_contract import Script, a_house
from tests.bots.telegram.fake_api import TOKEN, FakeTelegram, Fault
from tests.bots.telegram.line import QUICK, TelegramLine, a_channel, to, until


async def test_a_flood_limit_is_waited_out_and_nothing_is_lost(line: TelegramLine) -> None:
    line.telegram.fail(Fault.flood("sendMessage", 1, times=2))
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]
    assert line.telegram.count("sendMessage") == 3


@pytest.mark.parametrize(
    "fault",
    [
        Fault.lost_answer("sendMessage"),
        Fault.bad_gateway("sendMessage", after=True),
        Fault.dropped("sendMessage"),
        Fault.bad_gateway("sendMessage", times=3),
    ],
    ids=["answer lost", "502 after sending", "dropped before sending", "502 three times"],
)
async def test_a_message_is_sent_once_whatever_became_of_its_answer(line: TelegramLine, fault: Fault) -> None:
    line.telegram.fail(fault)
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]


async def test_a_lost_answer_is_found_among_the_messages_of_others(line: TelegramLine) -> None:
    others = [line.telegram.person(9000 + number) for number in range(6)]
    line.script.replies["hello"] = (Reply("No buttons here."),)
    line.telegram.fail(Fault.lost_answer("sendMessage"))
    line.person.says("hello")
    for other in others:
        other.says("me too")
    await line.telegram.settled()
    everybody = [line.person, *others]
    assert [len(one.texts()) for one in everybody] == [1] * 7


async def test_a_message_whose_answer_was_lost_can_still_be_hidden(line: TelegramLine) -> None:
    line.telegram.fail(Fault.lost_answer("sendMessage"))
    await line.says("hello")
    await line.hides()
    assert len(line.person.sees()) == 1  # how to delete the rest


@pytest.mark.parametrize("status", [409, 502, 500])
async def test_trouble_with_polling_loses_nothing(line: TelegramLine, status: int) -> None:
    line.telegram.fail(Fault("getUpdates", status, "trouble", times=3))
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]


async def test_a_second_poller_is_waited_out(line: TelegramLine) -> None:
    await line.telegram.updates.get(None, 1, 0)  # it takes the poll from us, and lets go
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]


async def test_a_lost_network_is_waited_out(line: TelegramLine) -> None:
    await line.says("before")
    await line.telegram.vanish()
    line.person.says("while it was gone")
    await asyncio.sleep(QUICK * 3)
    await line.telegram.open()
    await line.telegram.settled()
    assert line.script.texts() == ["before", "while it was gone"]
    assert line.person.texts() == ["Which fruit?"] * 2


async def test_the_channel_starts_when_telegram_comes_back(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        await telegram.vanish()
        script = Script()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            person = telegram.person(1)
            person.says("hello")
            await telegram.open()
            await telegram.settled()
            assert person.texts() == ["Which fruit?"]


async def test_a_wrong_token_ends_the_channel_and_is_not_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="fingerpost")
    wrong = "4242:AAThisOneIsWrongButSecret"
    async with FakeTelegram() as telegram:
        settings = to(telegram) | {"telegram_token": wrong}
        async with a_house(tmp_path, Script(), **settings) as house:
            await asyncio.wait_for(run_telegram(house, asyncio.Event()), 10)
    assert "error=InvalidToken" in caplog.text
    assert "ThisOneIsWrong" not in caplog.text


async def test_the_token_is_in_no_log_whatever_goes_wrong(
    line: TelegramLine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="fingerpost")
    for method in ("sendMessage", "getUpdates", "getFile", "answerCallbackQuery"):
        line.telegram.fail(Fault.lost_answer(method))
        line.telegram.fail(Fault.bad_gateway(method))
    await line.says("hello")
    await line.telegram.vanish()
    await asyncio.sleep(QUICK * 3)
    await line.telegram.open()
    await line.says("hello again")
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name == "fingerpost")
    assert "channel trouble" in ours
    assert TOKEN not in ours
    assert TOKEN.split(":")[1] not in ours


async def test_unknown_and_broken_updates_are_passed_over(line: TelegramLine) -> None:
    line.telegram.updates.add(something_new={"from": "the future"})
    line.telegram.updates.add(message={"nonsense": True})
    line.telegram.updates.add(callback_query=17)
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]


async def test_numbers_that_begin_anew_after_a_quiet_week_are_heard(line: TelegramLine) -> None:
    await line.says("before")
    line.telegram.updates.skip_to(1000)
    line.person.says("after")
    await until(lambda: line.script.texts() == ["before", "after"])
