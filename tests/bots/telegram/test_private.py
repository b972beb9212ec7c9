"""Only in private: one line in groups and channels, and those who left are left alone."""

import pytest

from tests.bots.channel_contract import CANARY
from tests.bots.telegram.fake_api.people import GROUP
from tests.bots.telegram.line import TelegramLine

ONLY_PRIVATE = "I only talk in private. Please write to me directly."


async def test_a_group_hears_one_line_and_nothing_else(line: TelegramLine) -> None:
    line.person.adds_to_group()
    line.person.says_in_group("/start")
    line.person.says_in_group(CANARY)
    await line.telegram.settled()
    assert [seen.text for seen in line.shown_in_group()] == [ONLY_PRIVATE]
    assert line.script.heard == []


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_wherever_others_can_read_it_is_one_line(line: TelegramLine, kind: str) -> None:
    line.person.adds_to_group(kind)
    await line.telegram.settled()
    assert [seen.text for seen in line.shown_in_group()] == [ONLY_PRIVATE]
    assert line.script.heard == []


async def test_a_picture_or_a_press_in_a_group_is_neither_heard_nor_fetched(line: TelegramLine) -> None:
    line.person.says_in_group("hello")
    line.person.sends_photo_in_group(b"picture")
    line.person.presses_in_group("do:forget_now")
    await line.telegram.settled()
    assert len(line.shown_in_group()) == 1
    assert line.script.heard == []
    assert (line.telegram.count("getFile"), line.telegram.fetched) == (0, 0)


async def test_a_group_that_does_not_let_us_write_is_no_trouble(line: TelegramLine) -> None:
    line.person.adds_to_group()
    await line.telegram.settled()
    line.telegram.chats.blocked.add(GROUP)
    line.person.says_in_group("hello")
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]


async def test_somebody_who_blocks_us_is_left_alone(line: TelegramLine) -> None:
    await line.says("hello")
    line.person.blocks()
    await line.telegram.settled()
    assert line.person.texts() == ["Which fruit?"]


@pytest.mark.parametrize("gone", ["blocked", "deactivated"])
async def test_an_answer_to_somebody_who_is_gone_ends_quietly(line: TelegramLine, gone: str) -> None:
    getattr(line.telegram.chats, gone).add(line.person.number)
    await line.says("hello")
    assert line.telegram.count("sendMessage") == 1
    other = line.telegram.person(8002)
    other.says("still there?")
    await line.telegram.settled()
    assert other.texts() == ["Which fruit?"]


async def test_words_of_ours_come_in_welsh_to_somebody_whose_telegram_is_welsh(line: TelegramLine) -> None:
    welsh = line.telegram.person(8003, "cy")
    welsh.says_in_group("helo")
    await line.telegram.settled()
    assert line.shown_in_group()[0].text == line.house.content.in_language("cy").text("telegram.only_private")
