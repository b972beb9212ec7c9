"""Talking on Telegram: starts, commands, keyboards, and what a message looks like."""

import asyncio
from typing import Any

import pytest

from bots.telegram.profile import COMMANDS
from nlu.dialogue import Button, Heard, Reply
from tests.bots.channel_contract import FRUIT, PLACE, Option
from tests.bots.telegram.line import TelegramLine, until

CODE = "0612345678901234"
OFFERS = Reply(
    "What next?", (Button("More", "s:services:3"), Button("Law", "s:law"), Button("Stop", "do:stop"))
)


def keyboard(line: TelegramLine, message: int) -> list[str]:
    """Return the labels that stand below a message now."""
    stands = line.telegram.chats.standing[line.person.number, message]
    return [one["text"] for row in stands.get("reply_markup", {}).get("inline_keyboard", ()) for one in row]


async def test_a_start_reaches_the_core_as_a_start(line: TelegramLine) -> None:
    await line.says("/start")
    assert line.script.heard == [Heard("start")]


async def test_a_campaign_in_a_deep_link_is_let_go(line: TelegramLine) -> None:
    await line.says("/start poster_bristol_7")
    assert line.script.heard == [Heard("start")]


@pytest.mark.parametrize("code", [CODE, "06123-456789-01234", "06123_456789_01234"])
async def test_a_code_in_a_deep_link_is_tried_after_the_start(line: TelegramLine, code: str) -> None:
    await line.says(f"/start {code}")
    assert line.script.heard[0] == Heard("start")
    assert line.script.texts() == []
    wrong = line.house.content.in_language("en").text("keeping.code_wrong")
    assert line.person.texts()[-1] == wrong


@pytest.mark.parametrize(
    ("command", "payload"),
    [
        ("/help", "do:menu"),
        ("/menu", "do:menu"),
        ("/forget", "do:forget_me"),
        ("/held", "do:what_do_you_hold"),
        ("/code", "do:carry_on"),
        ("/status@fingerpost_bot", "do:status"),
        ("/pack", "do:pack"),
        ("/STOP", "do:stop"),
        ("/nonsense", "do:menu"),
    ],
)
async def test_a_command_is_the_button_of_that_name(line: TelegramLine, command: str, payload: str) -> None:
    await line.says(command)
    assert line.script.heard == [Heard("button", payload)]


async def test_the_commands_and_descriptions_are_set_in_english_and_welsh(line: TelegramLine) -> None:
    profile = line.telegram.profile
    await until(lambda: ("name", "cy") in profile)
    for language in ("", "cy"):
        assert all(f'"command": "{name}"' in profile["commands", language] for name in COMMANDS)
        assert profile["description", language]
        assert profile["short_description", language]
    assert profile["commands", ""] != profile["commands", "cy"]
    assert profile["name", ""] == "Fingerpost"


async def test_an_answered_question_keeps_only_the_ticked_answer(line: TelegramLine) -> None:
    await line.says("fruit")
    question = line.shown()[-1].options[0].where
    await line.presses(line.shown()[-1].options[1])
    assert keyboard(line, question) == ["✓ Pear"]


async def test_a_ticked_answer_pressed_again_is_only_acknowledged(line: TelegramLine) -> None:
    await line.says("fruit")
    pear = line.shown()[-1].options[1]
    await line.presses(pear)
    heard = len(line.script.heard)
    await line.presses(Option("✓ Pear", "x", where=pear.where))
    await line.presses(pear)
    assert len(line.script.heard) == heard
    assert [given.get("text") for name, given in line.telegram.calls if name == "answerCallbackQuery"] == [
        None,
        "Already noted.",
        "Already noted.",
    ]


async def test_an_answer_in_words_takes_the_buttons_off_the_open_question(line: TelegramLine) -> None:
    await line.says("fruit")
    question = line.shown()[-1].options[0].where
    await line.says("a pear, please")
    assert keyboard(line, question) == []


async def test_a_list_of_offers_keeps_the_others_when_one_was_taken(line: TelegramLine) -> None:
    line.script.replies["offers"] = (OFFERS,)
    await line.says("offers")
    offers = line.shown()[-1].options
    await line.presses(offers[0])
    assert keyboard(line, offers[0].where) == ["Law", "Stop"]


async def test_a_button_works_again_after_the_core_was_away(line: TelegramLine) -> None:
    await line.says("fruit")
    pear = line.shown()[-1].options[1]
    line.script.fails = True
    await line.presses(pear)
    assert keyboard(line, pear.where) == ["Apple", "Pear"]
    line.script.fails = False
    await line.presses(pear)
    assert line.person.texts()[-1] == "Which fruit?"
    assert keyboard(line, pear.where) == ["✓ Pear"]


async def test_a_button_that_means_nothing_any_more_is_explained(line: TelegramLine) -> None:
    line.script.replies["do:why"] = ()
    line.person.presses(1, "do:why")
    await line.telegram.settled()
    assert line.person.texts() == [line.house.content.in_language("en").text("talk.old_button")]


async def test_links_are_buttons_and_stay_when_the_question_is_answered(line: TelegramLine) -> None:
    line.script.replies["more"] = (PLACE,)
    await line.says("more")
    here = line.shown()[-1].options[0]
    await line.presses(here)
    assert keyboard(line, here.where) == ["✓ Here", "Read more"]


async def test_no_message_carries_a_preview_of_a_link(line: TelegramLine) -> None:
    line.script.replies["site"] = (Reply("See https://example.org for more."),)
    await line.says("site")
    assert '"is_disabled": true' in last_sent(line)["link_preview_options"]


async def test_a_code_can_be_copied_but_not_passed_on(line: TelegramLine) -> None:
    line.script.replies["code"] = (Reply("Your code:\n06123 456789 01234\nKeep it."),)
    await line.says("code")
    sent = last_sent(line)
    button = sent["reply_markup"]["inline_keyboard"][0][0]
    assert button["copy_text"] == {"text": "06123 456789 01234"}
    assert sent["protect_content"] == "true"


async def test_words_that_are_not_about_one_person_can_be_passed_on(line: TelegramLine) -> None:
    line.script.replies["number"] = (Reply("Samaritans: 116 123. Revenge Porn Helpline: 0345 6000 459."),)
    await line.says("number")
    assert last_sent(line).get("protect_content") != "true"


async def test_a_slow_turn_shows_that_somebody_is_writing(line: TelegramLine) -> None:
    ready = asyncio.Event()
    quick = line.script.turn

    async def slow(heard: Heard, state: str | None) -> Any:
        await ready.wait()
        return await quick(heard, state)

    line.script.turn = slow  # type: ignore[method-assign]
    line.person.says("take your time")
    await until(lambda: line.telegram.count("sendChatAction"))
    assert line.person.texts() == []
    ready.set()
    await line.telegram.settled()
    assert line.person.texts() == ["Which fruit?"]


async def test_a_quick_turn_shows_no_such_sign(line: TelegramLine) -> None:
    await line.says("quick")
    assert line.telegram.count("sendChatAction") == 0


async def test_turns_of_one_chat_keep_their_order_and_those_of_others_do_not_wait(line: TelegramLine) -> None:
    held = asyncio.Event()
    quick = line.script.turn

    async def turn(heard: Heard, state: str | None) -> Any:
        if heard.text == "first":
            await held.wait()
        return await quick(heard, state)

    line.script.turn = turn  # type: ignore[method-assign]
    other = line.telegram.person(8002)
    line.person.says("first")
    line.person.says("second")
    other.says("other")
    await until(other.texts)
    assert line.person.texts() == []
    held.set()
    await line.telegram.settled()
    assert line.script.texts() == ["other", "first", "second"]


async def test_many_buttons_stand_alone_when_long_and_in_pairs_when_short(line: TelegramLine) -> None:
    line.script.replies["q"] = (
        Reply(
            "Q?",
            (*FRUIT.buttons, Button("A much longer answer here", "a:q=long")),
        ),
    )
    await line.says("q")
    rows = line.person.was_sent()[-1]["reply_markup"]["inline_keyboard"]
    assert [[one["text"] for one in row] for row in rows] == [
        ["Apple", "Pear"],
        ["A much longer answer here"],
    ]


def last_sent(line: TelegramLine) -> dict[str, Any]:
    """Return the parameters of the last message."""
    sent: dict[str, Any] = line.person.was_sent()[-1]["_sent_with"]
    return sent
