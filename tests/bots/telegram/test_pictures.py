"""Pictures on Telegram: fetched only when the core asks, into memory, and taken out of the chat."""

import io
import time
from collections.abc import AsyncIterator

import numpy as np
import pytest
from PIL import Image

from bots.pictures import start_zygote, stop_zygote
from nlu.dialogue import Effect, Heard, Reply
from responses.words import Words
from tests.bots.telegram.line import TelegramLine

FETCH = (Effect("fetch_picture"),)


@pytest.fixture
async def zygote() -> AsyncIterator[None]:
    await start_zygote()
    yield
    await stop_zygote()


def picture(form: str = "JPEG") -> bytes:
    """Make a picture with enough in it."""
    noise = np.random.default_rng(7).integers(0, 255, (12, 12, 3), dtype=np.uint8)
    image = Image.fromarray(noise).resize((400, 400), Image.Resampling.BICUBIC)
    file = io.BytesIO()
    image.save(file, form)
    return file.getvalue()


def words(line: TelegramLine) -> Words:
    return line.house.content.in_language("en")


async def test_before_the_age_gate_the_file_endpoints_get_no_call_at_all(line: TelegramLine) -> None:
    line.person.sends_photo(picture(), caption="this one")
    line.person.sends_photo(picture(), has_media_spoiler=True)
    line.person.sends_document(picture(), "IMG_1.HEIC", "image/heic")
    line.person.sends(video=line.telegram.keep_file(b"film") | {"width": 1, "height": 1, "duration": 1})
    await line.telegram.settled()
    assert [heard.kind for heard in line.script.heard].count("picture") == 4
    assert (line.telegram.count("getFile"), line.telegram.fetched) == (0, 0)


async def test_the_words_below_a_picture_are_heard_before_it(line: TelegramLine) -> None:
    line.person.sends_photo(picture(), caption="I am 15")
    await line.telegram.settled()
    assert line.script.heard == [Heard("text", "I am 15"), Heard("picture")]


@pytest.mark.usefixtures("zygote")
async def test_a_picture_is_fingerprinted_and_its_message_is_taken_out_of_the_chat(
    line: TelegramLine,
) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    line.person.sends_photo(picture())
    await line.telegram.settled()
    assert line.telegram.fetched == 1
    assert [message["from"]["is_bot"] for message in line.person.sees()] == [True]
    kept, gone = words(line).text("picture.kept"), words(line).text("telegram.picture_deleted")
    assert line.person.texts()[-1] == f"{kept}\n\n{gone}"
    conversation = line.house.turns.conversation("telegram", line.account)
    case = line.store.cases.case_of(conversation)
    assert case is not None
    assert line.store.fingerprints.count(case) == 1


@pytest.mark.usefixtures("zygote")
async def test_the_largest_size_of_a_photo_is_the_one_that_is_fetched(line: TelegramLine) -> None:
    line.script.effects["picture"] = FETCH
    line.person.sends_photo(picture())
    await line.telegram.settled()
    asked = next(given["file_id"] for name, given in line.telegram.calls if name == "getFile")
    assert line.telegram.files[asked] == picture()


@pytest.mark.usefixtures("zygote")
async def test_an_album_is_answered_once_for_all_its_pictures(line: TelegramLine) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    for _ in range(4):
        line.person.sends_photo(picture(), media_group_id="77")
    await line.telegram.settled()
    assert line.telegram.fetched == 4
    assert len(line.person.texts()) == 1
    assert len(line.person.sees()) == 1


async def test_a_file_above_twenty_megabytes_is_never_asked_for_and_the_limit_is_said(
    line: TelegramLine,
) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    line.person.sends_document(b"big", "film.mp4", "video/mp4", size=20_000_001)
    await line.telegram.settled()
    assert line.telegram.count("getFile") == 0
    assert words(line).text("telegram.too_big") in line.person.texts()[-1]


async def test_a_file_that_telegram_finds_too_big_is_explained_too(line: TelegramLine) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    line.person.sends_document(bytes(20_000_001), "photo.png", "image/png", size=5)
    await line.telegram.settled()
    assert line.telegram.fetched == 0
    assert words(line).text("telegram.too_big") in line.person.texts()[-1]


async def test_a_picture_that_cannot_be_taken_out_of_the_chat_is_said_to_be_there(line: TelegramLine) -> None:
    line.person.sends_photo(picture(), date=int(time.time()) - 49 * 3600)
    await line.telegram.settled()
    assert words(line).text("telegram.picture_not_deleted") in line.person.texts()[-1]


async def test_a_picture_that_was_not_fetched_is_taken_out_of_the_chat_as_well(line: TelegramLine) -> None:
    line.script.replies["picture"] = (Reply("Not yet."),)
    line.person.sends_photo(picture())
    await line.telegram.settled()
    assert [message["text"][:8] for message in line.person.sees()] == ["Not yet."]
    assert line.telegram.fetched == 0


async def test_the_limits_are_said_before_a_picture_is_sent(line: TelegramLine) -> None:
    line.script.effects["do:send_picture"], line.script.replies["do:send_picture"] = FETCH, ()
    line.person.presses(1, "do:send_picture")
    await line.telegram.settled()
    assert line.person.texts() == [
        f"{words(line).text('picture.how_channel')}\n\n{words(line).text('telegram.how')}"
    ]


async def test_what_telegram_may_still_hold_is_said_in_full_once(line: TelegramLine) -> None:
    full, short = (words(line).text(f"telegram.picture_deleted{end}") for end in ("", "_too"))
    line.script.replies["picture"] = (Reply("Not yet."),)
    for _ in range(2):
        line.person.sends_photo(picture())
        await line.telegram.settled()
    assert line.person.texts() == [f"Not yet.\n\n{full}", f"Not yet.\n\n{short}"]
