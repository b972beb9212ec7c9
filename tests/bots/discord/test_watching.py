"""The watch list on Discord: asked for, decided, told, paused, renewed, undone with a sorry."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from bots.discord import tending
from bots.discord.proposing import ask_again_after_restart
from bots.guard import MOST_UPLOADERS
from nlu.dialogue import Button, Effect, Reply
from storage import CaseId
from tests.bots.discord.conftest import World, holding, said, shown
from tests.bots.discord.watched import left, made, upload, watch

LOOK_OUT = "Look out"


async def test_a_false_match_is_undone_with_an_apology_and_the_entry_is_paused(
    world: World, eve: Any
) -> None:
    await watch(world)
    await upload(world, eve)
    alert = world.last(world.private)
    await world.mo.click(alert, label="It was a mistake")
    assert "removed by mistake" in world.texts(eve.user.dm_channel)[-1]
    assert "I am sorry" in world.texts(eve.user.dm_channel)[-1]
    await upload(world, eve)
    assert left(world) == ["look"]
    assert any("One entry is paused" in text for text in world.texts(world.private))


async def test_an_apology_that_cannot_be_sent_is_given_to_the_moderators(world: World, eve: Any) -> None:
    await watch(world)
    await upload(world, eve)
    alert = world.last(world.private)
    world.env.inject_error("POST", f"/channels/{eve.user.dm_channel.id}/messages", status=403, code=50007)
    await world.mo.click(alert, label="It was a mistake")
    text = next(text for text in world.texts(world.private) if "could not write to the account" in text)
    assert "You did nothing wrong" in text


async def test_one_entry_that_matches_many_people_is_paused_and_reported(world: World) -> None:
    await watch(world, guard="hold")
    for number in range(MOST_UPLOADERS + 1):
        await upload(world, world.guild.add_member(world.env.create_user(f"member{number}")))
    alert = world.last(world.private)
    assert "One entry is paused" in alert.content
    await world.mo.click(alert, label="Take it off the list")
    assert world.house.store.watches.states(str(world.guild.id)) == {}


async def test_the_person_is_told_only_when_they_asked_to_be(world: World, eve: Any) -> None:
    await watch(world, tell=str(world.ada.id))
    await upload(world, eve)
    text = world.texts(world.ada.user.dm_channel)[-1]
    assert "About The Greenhouse: I found it on" in text
    assert "and removed it" in text
    assert str(eve.id) not in text


async def test_what_is_said_of_the_guard_by_direct_message_tells_nothing_to_a_glance(world: World) -> None:
    words = world.house.content.in_language("en")
    told = [key for key in words.keys() if key.startswith("guard.told_")]  # noqa: SIM118
    assert len(told) == 7
    for key in told:
        text = words.text(key, server="The Greenhouse", when="today").lower()
        assert not re.search("picture|photo|image|nude|fingerprint|abuse|report", text)


async def test_a_pause_is_told_to_the_person_in_their_own_direct_message(world: World) -> None:
    await watch(world, tell=str(world.ada.id), guard="hold")
    for number in range(MOST_UPLOADERS + 1):
        await upload(world, world.guild.add_member(world.env.create_user(f"member{number}")))
    assert "I have paused what you asked me to do" in world.texts(world.ada.user.dm_channel)[-1]
    result = await world.ada.slash(world.general, "help-me")
    assert "Paused until the moderators decide: 1." in said(result)
    await world.mo.click(world.last(world.private), label="Let it count again")
    assert "is going on again" in world.texts(world.ada.user.dm_channel)[-1]


async def test_a_pause_is_told_to_nobody_who_did_not_ask(world: World) -> None:
    await watch(world, guard="hold")
    for number in range(MOST_UPLOADERS + 1):
        await upload(world, world.guild.add_member(world.env.create_user(f"member{number}")))
    assert world.texts(world.ada.user.dm_channel) == []


@pytest.mark.parametrize(("press", "told"), [("Yes, look out", "I have started"), ("No", "could not start")])
async def test_what_the_moderators_decided_is_told(world: World, press: str, told: str) -> None:
    await ask(world)
    await world.mo.click(world.last(world.private), label=press)
    assert told in world.texts(world.ada.user.dm_channel)[-1]


async def ask(world: World) -> Any:
    """Let Ada ask for a picture to be looked out for, and to be told."""
    has_a_picture(world)
    world.script.effects["start"] = (Effect("watch_for_picture"),)
    result = await world.ada.slash(world.general, "help-me")
    return await world.ada.click(holding(result, "Yes, tell me"), label="Yes, tell me")


def has_a_picture(world: World) -> CaseId:
    world.set_up(guard="remove")
    case = world.house.store.cases.open_case(world.conversation())
    world.house.store.fingerprints.add_fingerprint(case, made().as_dict())
    world.house.store.cases.save_answers(case, {"age": "adult", "age_in_picture": "adult"})
    return case


def killed_before_asking(world: World) -> None:
    """Leave in the store what is there when the bot is killed while a proposal waits to be asked."""
    case = has_a_picture(world)
    world.desk.guard.propose(str(world.guild.id), world.conversation(), case, "batch")


async def test_what_the_moderators_were_not_asked_before_a_kill_is_asked_after_it_and_once(
    world: World,
) -> None:
    killed_before_asking(world)
    for _ in range(2):
        await ask_again_after_restart(world.desk, world.bot)
        await world.env.settle()
    (text,) = world.texts(world.private)
    assert "A person asks you to look out for pictures of theirs: 1" in text


async def test_what_was_taken_back_meanwhile_is_not_asked(world: World) -> None:
    killed_before_asking(world)
    world.house.store.watches.withdraw_all(world.conversation())
    await ask_again_after_restart(world.desk, world.bot)
    await world.env.settle()
    assert world.texts(world.private) == []


async def test_the_whole_way_from_consent_to_removal_and_back(world: World, eve: Any) -> None:
    world.set_up(guard="remove")
    case = world.house.store.cases.open_case(world.conversation())
    world.house.store.fingerprints.add_fingerprint(case, made().as_dict())
    world.house.store.cases.save_answers(case, {"age": "adult", "age_in_picture": "adult"})
    world.script.replies["start"] = (Reply("Hello.", (Button(LOOK_OUT, "do:watch_for_picture_yes"),)),)
    world.script.effects["do:watch_for_picture_yes"] = (Effect("watch_for_picture"),)
    result = await world.ada.slash(world.general, "help-me")
    result = await world.ada.click(holding(result, LOOK_OUT), label=LOOK_OUT)
    result = await world.ada.click(holding(result, "No, just look out"), label="No, just look out")
    assert "I start as soon as they say yes" in said(result)
    asked = world.last(world.private)
    assert str(world.ada.id) not in asked.content
    await upload(world, eve)
    assert left(world) == ["look"]
    await world.mo.click(asked, label="Yes, look out")
    await upload(world, eve)
    assert left(world) == ["look"]
    result = await world.ada.slash(world.general, "help-me")
    stop = "Stop looking out for my pictures"
    await world.ada.click(holding(result, stop), label=stop)
    await upload(world, eve)
    assert len(left(world)) == 2


async def test_an_age_that_changed_in_between_stops_it(world: World) -> None:
    world.set_up(guard="remove")
    case = world.house.store.cases.open_case(world.conversation())
    world.house.store.fingerprints.add_fingerprint(case, made().as_dict())
    world.script.effects["start"] = (Effect("watch_for_picture"),)
    result = await world.ada.slash(world.general, "help-me")
    world.house.store.cases.save_answers(case, {"age": "under_18", "age_in_picture": "adult"})
    result = await world.ada.click(holding(result, "No, just look out"), label="No, just look out")
    assert "only look out for a picture when everyone in it is 18 or over" in said(result)
    assert world.house.store.watches.states(str(world.guild.id)) == {}


async def test_the_list_shows_numbers_and_dates_and_one_command_takes_an_entry_off(world: World) -> None:
    await watch(world)
    (entry,) = world.house.store.watches.states(str(world.guild.id))
    listed = said(await world.mo.slash(world.private, "fingerpost watch"))
    assert re.search(rf"{entry}: counting, added \d{{4}}-\d\d-\d\d, ends \d{{4}}-\d\d-\d\d", listed)
    choices = await world.mo.autocomplete(world.private, "fingerpost unwatch", "entry", entry[:4])
    assert [choice["value"] for choice in choices] == [entry]
    assert "off the list" in said(await world.mo.slash(world.private, "fingerpost unwatch", entry=entry))
    assert world.house.store.watches.states(str(world.guild.id)) == {}
    assert "no such entry" in said(await world.mo.slash(world.private, "fingerpost unwatch", entry=entry))


async def test_moderators_are_asked_in_time_whether_to_renew(world: World, monkeypatch: Any) -> None:
    await watch(world)
    server = str(world.guild.id)
    now = world.desk.guard._now()
    monkeypatch.setattr(world.desk.guard, "_now", lambda: now + timedelta(days=86))
    await tending.tend_once(world.desk, world.bot, ask=True)
    alert = world.last(world.private)
    assert "Entries that end within a week: 1" in alert.content
    await world.mo.click(alert, label="Renew them")
    assert any(row.did == "watch renewed" for row in world.house.store.moderator_log.rows(server))


async def test_every_word_of_an_answer_is_unseen_by_others(world: World) -> None:
    await watch(world)
    result = await world.mo.slash(world.private, "fingerpost watch")
    assert all(message.ephemeral for message in shown(result))
