"""The page on the phone: it comes first, and what comes back from it is checked like a stranger's letter."""

import json
from typing import Any

import pytest

from bots.pictures import LABEL
from nlu.dialogue import Effect, Heard
from responses.words import Words
from tests.bots.telegram.line import TelegramLine, a_line

PDQ = "0f" * 32
FETCH = (Effect("fetch_picture"),)
BROKEN = [
    *("", "[]", "null", "{}", "5", '"pdq"', "NaN", "\ud800", '{"pdq": 1,'),
    *("{" * 3000, "[" * 4000, "[" * 100_000, "9" * 4000),
]


def words(line: TelegramLine) -> Words:
    return line.house.content.in_language("en")


async def test_with_a_page_of_our_own_the_phone_comes_first(tmp_path: Any) -> None:
    async with a_line(tmp_path, web_origin="https://help.example.org") as line:
        line.script.effects["do:send_picture"], line.script.replies["do:send_picture"] = FETCH, ()
        line.person.presses(1, "do:send_picture")
        await line.telegram.settled()
        first, second = line.person.was_sent()
        assert first["text"] == words(line).text("telegram.on_phone_first")
        button = first["_sent_with"]["reply_markup"]["keyboard"][0][0]
        assert button["web_app"] == {"url": "https://help.example.org/fingerprint"}
        assert second["text"].startswith(words(line).text("picture.how_channel"))


def from_phone(line: TelegramLine, **changed: Any) -> None:
    values = {"pdq": PDQ, "quality": 90, "label": LABEL} | changed
    line.person.sends(web_app_data={"data": json.dumps(values), "button_text": "Make it on my phone"})


async def test_a_fingerprint_from_the_phone_is_kept_and_no_picture_is_fetched(line: TelegramLine) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    from_phone(line)
    await line.telegram.settled()
    assert line.person.texts() == [words(line).text("telegram.from_phone"), words(line).text("picture.kept")]
    assert line.telegram.count("getFile") == 0
    case = line.store.cases.case_of(line.house.turns.conversation("telegram", line.account))
    assert case is not None
    assert line.store.fingerprints.fingerprints(case)[0]["pdq"] == PDQ


async def test_a_fingerprint_from_the_phone_passes_the_age_gate_like_any_picture(line: TelegramLine) -> None:
    from_phone(line)
    await line.telegram.settled()
    assert line.script.heard == [Heard("picture")]
    assert line.store.cases.case_of(line.house.turns.conversation("telegram", line.account)) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"pdq": "00" * 32},
        {"pdq": "ff" * 32},
        {"pdq": 5},
        {"pdq": None},
        {"pdq": [PDQ]},
        {"pdq": PDQ * 9},
        {"pdq": PDQ[:-1]},
        {"pdq": PDQ + "\n"},
        {"pdq": "٠" * 64},
        {"pdq": "0x" + PDQ[2:]},
        {"pdq": "'; DROP TABLE cases; --".ljust(64, "0")},
        {"quality": "90"},
        {"quality": True},
        {"quality": 90.0},
        {"quality": -1},
        {"quality": 101},
        {"quality": 10**300},
        {"label": "x"},
        {"label": None},
        {"label": ["pdq"]},
    ],
)
async def test_what_is_no_fingerprint_is_refused_however_it_was_sent(
    line: TelegramLine, changed: dict[str, Any]
) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    from_phone(line, **changed)
    await line.telegram.settled()
    assert line.person.texts()[-1] == words(line).text("pictures.not_a_fingerprint")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "null",
        "{}",
        "5",
        '"pdq"',
        "{" * 3000,
        "[" * 4000,
        "[" * 100_000,
        "NaN",
        "\ud800",
        "9" * 4000,
        '{"pdq": 1,',
    ],
    ids=lambda data: f"{data[:4]}{len(data)}".encode("ascii", "replace").decode(),
)
async def test_broken_data_of_a_page_is_refused(line: TelegramLine, data: str) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    line.person.sends(web_app_data={"data": data, "button_text": "b"})
    await line.telegram.settled()
    assert line.person.texts()[-1] == words(line).text("pictures.not_a_fingerprint")


async def test_what_a_page_sends_is_never_fetched_opened_or_followed(line: TelegramLine) -> None:
    from_phone(line, url="https://evil.example/picture.jpg", file_id="f" * 20, photo="AAAA")
    await line.telegram.settled()
    assert line.telegram.count("getFile") == 0
    assert line.script.heard == [Heard("picture")]


async def test_more_than_telegram_would_ever_pass_on_is_refused_unread(line: TelegramLine) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    from_phone(line, more="x" * 5000)
    await line.telegram.settled()
    assert line.person.texts()[-1] == words(line).text("pictures.not_a_fingerprint")


async def test_a_refused_result_leaves_the_pages_button_there_to_try_again(line: TelegramLine) -> None:
    line.script.effects["picture"], line.script.replies["picture"] = FETCH, ()
    from_phone(line, pdq="nonsense")
    await line.telegram.settled()
    assert not any("remove_keyboard" in str(one.get("_sent_with")) for one in line.person.was_sent())
