"""Cover: hiding, forgetting, documents, and messages that nobody waits for."""

import time
from pathlib import Path

from nlu.dialogue import Button, Effect, Reply
from tests.bots.channel_contract import Script, a_house
from tests.bots.telegram.fake_api import FakeTelegram
from tests.bots.telegram.line import ACCOUNT, TelegramLine, a_channel, to, until

HIDE = (Effect("hide"),)
FORGET = (Effect("forget"),)


def said(line: TelegramLine, key: str) -> str:
    return line.house.content.in_language("en").text(key)


def hides(line: TelegramLine) -> None:
    line.script.effects["do:hide"], line.script.replies["do:hide"] = HIDE, ()


async def test_hiding_takes_everything_out_of_the_chat_but_how_to_delete_the_rest(line: TelegramLine) -> None:
    hides(line)
    await line.says("one")
    await line.says("two")
    await line.presses(line.shown()[-1].options[0])
    await line.hides()
    assert [message["text"] for message in line.person.sees()] == [said(line, "telegram.hidden")]


async def test_what_is_left_after_hiding_says_nothing_about_why(line: TelegramLine) -> None:
    left = said(line, "telegram.hidden").lower() + said(line, "telegram.hidden_partly").lower()
    assert not any(word in left for word in ("abuse", "picture", "report", "help", "police", "fingerpost"))


async def test_hiding_still_knows_its_messages_after_a_restart(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        script = Script()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            line = TelegramLine(telegram, script, house)
            await line.says("one")
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            hides(line)
            await line.hides()
            assert [message["text"] for message in line.person.sees()] == [said(line, "telegram.hidden")]


async def test_messages_older_than_two_days_are_said_to_be_there_still(line: TelegramLine) -> None:
    hides(line)
    await line.says("one")
    line.person.sees()[0]["date"] = int(time.time()) - 49 * 3600
    await line.says("two")
    await line.hides()
    assert [message["text"] for message in line.person.sees()] == [
        "one",
        said(line, "telegram.hidden_partly"),
    ]


async def test_hiding_while_the_core_is_away_hides_and_gives_the_numbers(line: TelegramLine) -> None:
    await line.says("one")
    line.script.fails = True
    await line.hides()
    assert [message["text"] for message in line.person.sees()] == [
        said(line, "safety.holding"),
        said(line, "telegram.hidden"),
    ]


async def test_forgetting_clears_the_chat_and_gives_a_receipt_and_keeps_no_number(line: TelegramLine) -> None:
    line.script.effects["one"] = (Effect("save_case", {"answers": {"age": "adult"}}),)
    line.script.effects["do:forget_now"], line.script.replies["do:forget_now"] = FORGET, ()
    line.script.replies["do:forget_me"] = (Reply("Sure?", (Button("Yes", "do:forget_now"),)),)
    await line.says("one")
    await line.says("/forget")
    await line.presses(line.shown()[-1].options[0])
    left = [message["text"] for message in line.person.sees()]
    assert left[0].startswith("It is done")
    assert left[-1] == said(line, "telegram.forgotten")
    assert not {"Which fruit?", "Sure?"} & set(left)
    assert line.store.sent.load_sent(line.house.turns.conversation("telegram", line.account)) == {}


async def test_a_check_in_reaches_the_person_at_night_without_a_sound(line: TelegramLine) -> None:
    await line.says("one")
    send = line.house.senders.of("telegram")
    assert send is not None
    assert await send(str(ACCOUNT), [Reply("You asked me to check in.")], True)
    assert await send(str(ACCOUNT), [Reply("You asked me to check in.")], False)
    silent, loud = (message["_sent_with"] for message in line.person.was_sent()[-2:])
    assert silent.get("disable_notification") == "true"
    assert loud.get("disable_notification") != "true"


async def test_a_check_in_to_somebody_who_blocked_us_says_so(line: TelegramLine) -> None:
    await line.says("one")
    line.telegram.chats.blocked.add(ACCOUNT)
    send = line.house.senders.of("telegram")
    assert send is not None
    assert not await send(str(ACCOUNT), [Reply("You asked me to check in.")], False)
    assert not await send("123", [Reply("You asked me to check in.")], False)


async def test_a_check_in_is_hidden_with_the_rest(line: TelegramLine) -> None:
    hides(line)
    await line.says("one")
    send = line.house.senders.of("telegram")
    assert send is not None
    await send(str(ACCOUNT), [Reply("You asked me to check in.")], False)
    await line.hides()
    assert len(line.person.sees()) == 1


async def test_a_channel_that_stops_sends_no_check_in(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, a_house(tmp_path, Script(), **to(telegram)) as house:
        async with a_channel(house):
            await until(lambda: house.senders.of("telegram"))
        assert house.senders.of("telegram") is None
