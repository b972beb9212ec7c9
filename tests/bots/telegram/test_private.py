"""Only in private, only words and pictures; everything else is answered kindly and not fetched."""

from typing import Any

import pytest

from tests.bots.channel_contract import CANARY
from tests.bots.telegram.line import TelegramLine

FILE = {"file_id": "f" * 20, "file_unique_id": "f" * 8, "file_size": 10}
PERSON = {"id": 5, "is_bot": False, "first_name": "Q"}
KINDS: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": FILE
        | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    },
    "voice": {"voice": FILE | {"duration": 1}},
    "video_note": {"video_note": FILE | {"duration": 1, "length": 9}},
    "audio": {"audio": FILE | {"duration": 1}},
    "location": {"location": {"latitude": 51.6, "longitude": -3.9}},
    "contact": {"contact": {"phone_number": "07700900123", "first_name": "Q"}},
    "poll": {
        "poll": {
            "id": "1", "question": "Q?", "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
            "allows_revoting": False, "members_only": False,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "forwarded": {"text": CANARY, "forward_origin": {"type": "user", "date": 1, "sender_user": PERSON}},
    "document": {"document": FILE | {"file_name": "letter.pdf", "mime_type": "application/pdf"}},
    "other": {},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_we_do_not_take_gets_its_sentence_and_is_not_fetched(
    line: TelegramLine, kind: str
) -> None:
    line.person.sends(**KINDS[kind])
    await line.telegram.settled()
    words = line.house.content.in_language("en").text(f"telegram.{kind}")
    assert line.person.texts() == [words]
    assert line.script.heard == []
    assert (line.telegram.count("getFile"), line.telegram.fetched) == (0, 0)


async def test_a_forwarded_picture_is_not_fetched(line: TelegramLine) -> None:
    line.person.sends_photo(
        b"picture", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "Q"}
    )
    await line.telegram.settled()
    assert line.script.heard == []
    assert line.telegram.count("getFile") == 0


async def test_an_edited_message_is_not_heard_twice(line: TelegramLine) -> None:
    await line.says("first")
    line.person.edits(line.person.sees()[0]["message_id"], CANARY)
    await line.telegram.settled()
    assert line.script.texts() == ["first"]
    assert line.person.texts()[-1] == line.house.content.in_language("en").text("telegram.edited")


async def test_telegrams_own_notices_are_passed_over(line: TelegramLine) -> None:
    line.person.sends(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
    await line.telegram.settled()
    assert line.person.texts() == []


async def test_a_group_hears_one_line_and_nothing_else(line: TelegramLine) -> None:
    line.person.adds_to_group()
    line.person.says_in_group("/start")
    line.person.says_in_group(CANARY)
    await line.telegram.settled()
    assert [seen.text for seen in line.shown_in_group()] == [
        "I only talk in private. Please write to me directly."
    ]
    assert line.script.heard == []


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
