"""Every kind of message that Telegram knows and we do not take: its sentence, nothing fetched, once."""

from typing import Any

import pytest

from bots.telegram.heard import came
from tests.bots.channel_contract import CANARY
from tests.bots.telegram.line import TelegramLine

FILE = {"file_id": "f" * 20, "file_unique_id": "f" * 8, "file_size": 10}
PHOTO = [FILE | {"width": 90, "height": 60}]
STICKER = FILE | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
PERSON = {"id": 5, "is_bot": False, "first_name": "Q"}
CHANNEL = {"id": -1005, "type": "channel", "title": "C"}
PLACE = {"latitude": 51.6, "longitude": -3.9}
POLL = {
    "id": "1", "question": "Q?", "options": [], "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    "allows_revoting": False, "members_only": False,
}  # fmt: skip
CREDENTIALS = {"data": "d", "hash": "h", "secret": "s"}
# What came, under the name of its sentence.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "sticker": ("sticker", {"sticker": STICKER}),
    "voice": ("voice", {"voice": FILE | {"duration": 1}}),
    "round video": ("video_note", {"video_note": FILE | {"duration": 1, "length": 9}}),
    "audio": ("audio", {"audio": FILE | {"duration": 1}}),
    "location": ("location", {"location": PLACE}),
    "live location": ("location", {"location": PLACE | {"live_period": 900}}),
    "venue": ("location", {"location": PLACE, "venue": {"location": PLACE, "title": "T", "address": "A"}}),
    "contact": ("contact", {"contact": {"phone_number": "07700900123", "first_name": "Q"}}),
    "poll": ("poll", {"poll": POLL}),
    "dice": ("dice", {"dice": {"emoji": "🎲", "value": 3}}),
    "game": ("game", {"game": {"title": "T", "description": "D", "photo": PHOTO}}),
    "story": ("story", {"story": {"chat": CHANNEL, "id": 4}}),
    "passport": ("passport", {"passport_data": {"data": [], "credentials": CREDENTIALS}}),
    "gift": ("gift", {"gift": {"gift": {"id": "1", "sticker": STICKER, "star_count": 5}}}),
    "paid media": (
        "paid_media",
        {"paid_media": {"star_count": 5, "paid_media": [{"type": "photo", "photo": PHOTO}]}},
    ),
    "document": ("document", {"document": FILE | {"file_name": "a.pdf", "mime_type": "application/pdf"}}),
    "archive": ("document", {"document": FILE | {"file_name": "a.zip", "mime_type": "application/zip"}}),
    "nameless document": ("document", {"document": FILE}),
    "checklist": ("other", {"checklist": {"title": "T", "tasks": [{"id": 1, "text": "t"}]}}),
    "payment": (
        "other",
        {
            "successful_payment": {
                "currency": "XTR", "total_amount": 1, "invoice_payload": "p",
                "telegram_payment_charge_id": "1", "provider_payment_charge_id": "2",
            }
        },
    ),
    "view once, gone before a bot may see it": ("other", {}),
    "something from the future": ("other", {"hologram": FILE}),
    "forwarded words": (
        "forwarded",
        {"text": CANARY, "forward_origin": {"type": "user", "date": 1, "sender_user": PERSON}},
    ),
    "forwarded photo": (
        "forwarded",
        {"photo": PHOTO, "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Q"}},
    ),
    "forwarded from a channel": (
        "forwarded",
        {"photo": PHOTO, "forward_origin": {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 9}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_we_do_not_take_gets_its_sentence_and_is_not_fetched(
    line: TelegramLine, kind: str
) -> None:
    sentence, content = KINDS[kind]
    line.person.sends(**content)
    await line.telegram.settled()
    assert line.person.texts() == [line.house.content.in_language("en").text(f"telegram.{sentence}")]
    assert [option.payload for option in line.shown()[-1].options] == ["do:report_start"]
    assert line.script.heard == []
    assert (line.telegram.count("getFile"), line.telegram.fetched) == (0, 0)


@pytest.mark.parametrize(
    "notice",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}},
        {"write_access_allowed": {"from_request": True}},
        {"connected_website": "example.org"},
        {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    ],
    ids=lambda notice: next(iter(notice)),
)
async def test_telegrams_own_notices_are_passed_over(line: TelegramLine, notice: dict[str, Any]) -> None:
    line.person.sends(**notice)
    await line.telegram.settled()
    assert line.person.texts() == []
    assert line.script.heard == []


async def test_an_edited_message_is_not_heard_twice(line: TelegramLine) -> None:
    await line.says("first")
    line.person.edits(line.person.sees()[0]["message_id"], CANARY)
    await line.telegram.settled()
    assert line.script.texts() == ["first"]
    assert line.person.texts()[-1] == line.house.content.in_language("en").text("telegram.edited")


async def test_a_location_that_moves_is_answered_once(line: TelegramLine) -> None:
    line.person.sends(location=PLACE | {"live_period": 900})
    await line.telegram.settled()
    place = line.person.sees()[0]
    for _ in range(5):
        line.telegram.updates.add(edited_message=place | {"edit_date": place["date"] + 1})
    await line.telegram.settled()
    assert len(line.person.texts()) == 1


async def test_what_we_do_not_take_goes_with_the_rest_when_the_chat_is_hidden(line: TelegramLine) -> None:
    line.person.sends(voice=FILE | {"duration": 1})
    line.person.sends(location=PLACE)
    await line.telegram.settled()
    await line.hides()
    assert len(line.person.sees()) == 1  # how to delete the rest


async def test_an_open_question_closes_with_its_answer_whatever_came_between(line: TelegramLine) -> None:
    await line.says("fruit")
    question = line.shown()[-1].options[0].where
    line.person.sends(sticker=STICKER)
    await line.telegram.settled()
    await line.says("a pear, please")
    assert "reply_markup" not in line.telegram.chats.standing[line.person.number, question]


async def test_reactions_and_other_updates_we_never_asked_for_are_ignored(line: TelegramLine) -> None:
    chat = line.telegram.chats.chat(line.person.number)
    line.telegram.updates.add(
        message_reaction={
            "chat": chat, "message_id": 1, "user": PERSON, "date": 1, "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        }
    )  # fmt: skip
    line.telegram.updates.add(inline_query={"id": "1", "from": PERSON, "query": CANARY, "offset": ""})
    line.telegram.updates.add(poll=POLL)
    line.telegram.updates.add(
        pre_checkout_query={
            "id": "1", "from": PERSON, "currency": "XTR", "total_amount": 1, "invoice_payload": "p"
        }
    )  # fmt: skip
    line.telegram.updates.add(something_new={"from": "the future"})
    await line.telegram.settled()
    assert line.person.texts() == []
    assert line.script.heard == []
    asked = next(given for name, given in line.telegram.calls if name == "getUpdates")
    assert "message_reaction" not in asked["allowed_updates"]


def test_every_kind_above_is_read_without_a_file_in_hand() -> None:
    from telegram import Message

    chat = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
    for sentence, content in KINDS.values():
        message = Message.de_json(chat | content, None)
        assert came(message).kind == sentence
        assert came(message).picture is None
