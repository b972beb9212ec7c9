"""The anonymous line after a kill: what waited goes out once, and lost words are asked for again."""

from __future__ import annotations

from bots.discord import make_desk
from bots.discord.client import Fingerpost
from bots.discord.line_restart import go_on_after_restart
from storage import Thread
from tests.bots.discord.conftest import World, said

LOST = "I was restarted before your last words went out"


def killed_while_waiting(told: World, words: bool, way: str = "", incident: str = "threat") -> Thread:
    """Leave in the store what is there when the bot is killed while a line waits to go out."""
    store, conversation = told.house.store, told.conversation()
    case = store.cases.open_case(conversation)
    store.cases.save_answers(case, {"incident": incident} if incident else {"age": "adult"})
    facts = {"way": way, "without": 0, "waits": True, "words": words}
    made = store.threads.open_thread(case, conversation, str(told.guild.id), "waits:1", "Heron 41", facts)
    assert made is not None
    return made


async def restart(told: World) -> None:
    await go_on_after_restart(told.desk, told.bot)
    await told.env.settle()


async def test_a_line_that_waited_goes_out_after_the_restart_and_once(told: World) -> None:
    killed_while_waiting(told, words=False)
    await restart(told)
    await restart(told)
    (thread,) = told.private.threads
    assert thread.name == "Heron 41"
    assert "Someone threatens to share it" in told.texts(thread)[0]


async def test_a_line_that_was_taken_back_meanwhile_does_not_go_out(told: World) -> None:
    line = killed_while_waiting(told, words=False)
    told.house.store.threads.close_thread(line.thread)
    await restart(told)
    assert told.private.threads == []


async def test_lost_words_are_asked_for_by_direct_message_where_that_was_agreed(told: World) -> None:
    killed_while_waiting(told, words=True, way=str(told.ada.id))
    await restart(told)
    assert LOST in told.texts(told.ada.user.dm_channel)[-1]
    assert len(told.private.threads) == 1


async def test_else_they_are_asked_for_when_the_person_looks_next_and_once(told: World) -> None:
    killed_while_waiting(told, words=True)
    await restart(told)
    assert told.texts(told.ada.user.dm_channel) == []
    assert LOST in said(await told.ada.slash(told.general, "help-me"))
    assert LOST not in said(await told.ada.slash(told.general, "help-me"))


async def test_where_the_words_were_all_there_was_no_empty_thread_is_opened(told: World) -> None:
    line = killed_while_waiting(told, words=True, incident="")
    await restart(told)
    assert told.private.threads == []
    assert LOST in said(await told.ada.slash(told.general, "help-me"))
    assert told.house.store.threads.threads_of(line.case) == []


async def test_each_of_two_answers_that_were_lost_is_known_to_be_lost(told: World) -> None:
    line = killed_while_waiting(told, words=False)
    told.house.store.threads.save_facts(line.thread, {**line.facts, "waits": False, "waits_words": 2})
    await restart(told)
    assert LOST in said(await told.ada.slash(told.general, "help-me"))


async def test_the_bot_itself_goes_on_when_it_is_ready_again(told: World) -> None:
    killed_while_waiting(told, words=False)
    desk = make_desk(told.house)
    desk.wait = (0.0, 0.0)
    await told.env.restart_bot(Fingerpost(desk))
    await told.env.settle()
    assert len(told.private.threads) == 1
