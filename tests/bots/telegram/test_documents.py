"""The pack as files, over the socket: whole, once, hidden with the rest, and offered again after a kill."""

import asyncio
import json
from pathlib import Path

from bots.telegram import run_telegram
from nlu.dialogue import Effect
from tests.bots.channel_contract import Script, a_house
from tests.bots.telegram.fake_api import FakeTelegram, Fault, Person
from tests.bots.telegram.line import QUICK, TelegramLine, a_channel, to, until

ANSWERS = {"incident": "image_shared", "age": "adult", "nation": "wales", "site": "instagram"}


def hands_over(script: Script) -> None:
    """Let /pack make the pack of a case that has some answers."""
    script.effects["hello"] = (Effect("save_case", {"answers": ANSWERS}),)
    script.effects["do:pack"], script.replies["do:pack"] = (Effect("make_pack"),), ()


def names(person: Person) -> list[str]:
    """Name the files that stand in the chat."""
    return [one["document"]["file_name"].rpartition(".")[2] for one in person.sees() if "document" in one]


async def test_both_files_arrive_whole_after_their_words(line: TelegramLine) -> None:
    hands_over(line.script)
    await line.says("hello")
    await line.says("/pack")
    given = line.house.content.in_language("en").text("pack.given")
    kinds = ["text" if "text" in one else "file" for one in line.person.was_sent()]
    assert given in line.person.texts()
    assert kinds[-2:] == ["file", "file"]
    (pdf_name, pdf), (json_name, written) = line.telegram.documents
    assert (pdf_name[-4:], json_name[-5:]) == (".pdf", ".json")
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert json.loads(written)


async def test_the_names_of_files_give_nothing_away(line: TelegramLine) -> None:
    hands_over(line.script)
    await line.says("hello")
    await line.says("/pack")
    told = " ".join(name for name, _ in line.telegram.documents).lower()
    assert not any(word in told for word in ("fingerpost", "abuse", "report", "picture", "police"))


async def test_a_file_is_sent_once_whatever_became_of_its_answer(line: TelegramLine) -> None:
    hands_over(line.script)
    await line.says("hello")
    for fault in (
        Fault.lost_answer("sendDocument"),
        Fault.flood("sendDocument"),
        Fault.dropped("sendDocument"),
    ):
        line.telegram.fail(fault)
    await line.says("/pack")
    assert names(line.person) == ["pdf", "json"]


async def test_files_are_hidden_with_the_rest(line: TelegramLine) -> None:
    hands_over(line.script)
    await line.says("hello")
    await line.says("/pack")
    await line.hides()
    assert names(line.person) == []


async def test_files_to_somebody_who_is_gone_end_quietly(line: TelegramLine) -> None:
    hands_over(line.script)
    await line.says("hello")
    line.telegram.fail(Fault("sendDocument", 403, "Forbidden: bot was blocked by the user"))
    await line.says("/pack")
    assert names(line.person) == []
    await line.says("hello again")
    assert line.script.texts()[-1] == "hello again"


async def test_files_that_a_kill_kept_back_are_offered_again_and_made_again(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        script, person = Script(), telegram.person(1)
        hands_over(script)
        async with a_house(tmp_path, script, **to(telegram)) as house:
            running = asyncio.create_task(run_telegram(house, asyncio.Event(), QUICK))
            person.says("hello")
            await telegram.settled()
            telegram.fail(Fault.flood("sendDocument", 30, times=10))
            person.says("/pack")
            await until(lambda: telegram.count("sendDocument"))
            running.cancel()  # as a kill
            await asyncio.gather(running, return_exceptions=True)
        telegram.faults.clear()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.settled()
            words = house.content.in_language("en").text("telegram.interrupted")
            assert person.texts()[-1] == words
            assert names(person) == []
            again = person.was_sent()[-1]
            person.presses(
                again["message_id"], again["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
            )
            await telegram.settled()
            assert names(person) == ["pdf", "json"]
            assert person.texts().count(words) == 1


async def test_a_kill_while_the_files_are_made_is_not_met_with_silence(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        script, person = Script(), telegram.person(1)
        hands_over(script)
        async with a_house(tmp_path, script, **to(telegram)) as house:
            running = asyncio.create_task(run_telegram(house, asyncio.Event(), QUICK))
            person.says("hello")
            await telegram.settled()
            before = telegram.count("sendMessage")
            telegram.fail(Fault.flood("sendMessage", 30, times=10))
            person.says("/pack")
            await until(lambda: telegram.count("sendMessage") > before)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        telegram.faults.clear()
        async with a_house(tmp_path, script, **to(telegram)) as house, a_channel(house):
            await telegram.settled()
            assert person.texts()[-1] == house.content.in_language("en").text("telegram.interrupted")
