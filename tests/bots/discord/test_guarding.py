"""The hash guard on Discord: removed or held per setting, decided without a picture, undone with a sorry."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from bots.discord import tending
from bots.guard import MOST_UPLOADERS
from bots.pictures import Fingerprint, fingerprint_now
from nlu.dialogue import Button, Effect, Reply
from tests.bots.discord.conftest import World, holding, labels, said, shown
from tests.pictures.samples import picture, saved

LOOK_OUT = "Look out"


def made() -> Fingerprint:
    found = fingerprint_now(saved(picture()))
    assert isinstance(found, Fingerprint)
    return found


async def watch(world: World, tell: str = "", **settings: Any) -> None:
    """Let the server look out for one picture of Ada's."""
    world.set_up(**{"guard": "remove", **settings})
    case = world.house.store.cases.open_case(world.conversation())
    world.house.store.fingerprints.add_fingerprint(case, made().as_dict())
    world.house.store.cases.save_answers(case, {"age": "adult", "age_in_picture": "adult"})
    world.desk.guard.propose(str(world.guild.id), world.conversation(), case, "batch", tell)
    assert (await world.desk.guard.confirm(str(world.guild.id), "batch")).added == 1


@pytest.fixture
def eve(world: World) -> Any:
    return world.guild.add_member(world.env.create_user("eve"))


async def upload(world: World, who: Any, image: bytes | None = None) -> Any:
    return await who.send(world.general, "look", attachments=[("a.jpg", image or saved(picture()))])


def left(world: World) -> list[str]:
    return [message.content for message in world.general.history()]


async def test_a_sure_match_is_removed_and_said_with_ids_tier_and_time(world: World, eve: Any) -> None:
    await watch(world)
    message = await upload(world, eve)
    assert left(world) == []
    text = world.texts(world.private)[-1]
    assert "Removed: a sure match" in text
    assert str(message.id) in text
    assert str(eve.id) in text
    (row,) = [row for row in world.house.store.moderator_log.rows(str(world.guild.id)) if row.by == "guard"]
    assert row.facts["tier"] == "strong"
    assert set(row.facts) == {"channel", "message", "account", "tier", "alert"}


async def test_no_picture_preview_or_distance_ever_reaches_the_moderators(world: World, eve: Any) -> None:
    await watch(world, guard="hold")
    await upload(world, eve)
    alert = world.last(world.private)
    assert alert.attachments == []
    assert alert.embeds == []
    assert alert.flags.suppress_embeds
    pdq = made().pdq
    asked = [one for one in world.env.http_requests if str(world.private.id) in one.path]
    assert not [one for one in asked if pdq in repr(one.json) or "cdn" in repr(one.json)]
    assert not re.search(r"distance|bits", alert.content)


async def test_a_server_that_only_wants_to_be_told_decides_itself(world: World, eve: Any) -> None:
    await watch(world, guard="hold")
    await upload(world, eve)
    assert left(world) == ["look"]
    alert = world.last(world.private)
    assert labels(alert) == ["Remove it", "Leave it", "It was a mistake", "The right order of steps"]
    await world.mo.click(alert, label="Remove it")
    assert left(world) == []
    assert "Removed by" in world.last(world.private).content
    assert world.last(world.private).components == []


async def test_a_possible_match_is_only_ever_held(world: World, eve: Any) -> None:
    await watch(world)
    near = picture().crop((60, 45, 1140, 855))
    assert (await world.desk.guard.look(str(world.guild.id), saved(near), "x")).tier == "review"
    await upload(world, eve, saved(near))
    assert left(world) == ["look"]
    assert "a possible match" in world.texts(world.private)[-1]


async def test_members_who_are_no_moderators_decide_nothing(world: World) -> None:
    await watch(world, guard="hold")
    guest = world.guild.add_member(world.env.create_user("guest"), roles=[world.guests])
    await upload(world, guest)
    result = await guest.click(world.last(world.private), label="Leave it")
    assert said(result).endswith(world.desk.text("discord.moderators.not_you"))
    assert "Remove it" in labels(world.last(world.private))


async def test_forwards_are_looked_at_too(world: World, eve: Any) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    source = await eve.send(elsewhere, "", attachments=[("a.jpg", saved(picture()))])
    await watch(world)
    await eve.forward(source, world.general)
    assert left(world) == []


async def test_a_picture_that_comes_with_an_edit_is_looked_at(world: World, eve: Any) -> None:
    await watch(world)
    message = await eve.send(world.general, "soon")
    url = "https://images-ext-1.discordapp.net/external/abc/a.jpg"
    world.env.backend.cdn._blobs[url] = saved(picture())
    embed = {"type": "image", "thumbnail": {"url": "https://example.org/a.jpg", "proxy_url": url}}
    world.env.backend.edit_message(world.general.id, message.id, {"embeds": [embed]})
    await world.env.settle()
    assert left(world) == []


async def test_an_embeds_own_address_is_never_opened(world: World, eve: Any) -> None:
    await watch(world)
    message = await eve.send(world.general, "soon")
    embed = {"type": "image", "thumbnail": {"url": "https://x.org/a", "proxy_url": "https://evil.org/a"}}
    opened: list[str] = []
    fetch = world.bot.http.get_from_cdn

    async def counting(url: str) -> bytes:
        opened.append(url)
        return await fetch(url)

    world.bot.http.get_from_cdn = counting  # type: ignore[method-assign]
    world.env.backend.edit_message(world.general.id, message.id, {"embeds": [embed]})
    await world.env.settle()
    assert opened == []


async def test_nothing_is_fetched_in_a_server_where_the_guard_is_off(world: World, eve: Any) -> None:
    await watch(world, guard="off")
    opened: list[str] = []

    async def counting(url: str) -> bytes:
        opened.append(url)
        return b""

    world.bot.http.get_from_cdn = counting  # type: ignore[method-assign]
    await upload(world, eve)
    assert opened == []
    assert left(world) == ["look"]


async def test_nothing_is_fetched_where_nothing_is_looked_out_for(world: World, eve: Any) -> None:
    world.set_up(guard="remove")
    opened: list[str] = []

    async def counting(url: str) -> bytes:
        opened.append(url)
        return b""

    world.bot.http.get_from_cdn = counting  # type: ignore[method-assign]
    await upload(world, eve)
    assert opened == []


async def test_other_pictures_are_left_alone_and_leave_no_trace(world: World, eve: Any) -> None:
    await watch(world)
    await upload(world, eve, saved(picture(seed=9)))
    assert left(world) == ["look"]
    assert world.texts(world.private) == []
    assert [
        row for row in world.house.store.moderator_log.rows(str(world.guild.id)) if row.by == "guard"
    ] == []


async def test_a_missing_permission_is_said_and_the_match_is_held(world: World, eve: Any) -> None:
    await watch(world)
    await world.take_away(manage_messages=False)
    await upload(world, eve)
    assert left(world) == ["look"]
    assert "I need Manage Messages" in world.texts(world.private)[-1]


async def test_a_message_that_is_gone_already_is_said_so(world: World, eve: Any) -> None:
    await watch(world, guard="hold")
    message = await upload(world, eve)
    await eve.delete(message)
    await world.mo.click(world.last(world.private), label="Remove it")
    assert "already gone" in world.last(world.private).content


async def test_a_message_in_a_place_we_cannot_see_gets_a_clear_sentence(world: World, eve: Any) -> None:
    await watch(world, guard="hold")
    await upload(world, eve)
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001)
    result = await world.mo.click(world.last(world.private), label="Remove it")
    assert "I can't see that message" in said(result)
    assert "Remove it" in labels(world.last(world.private))


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
    assert "was found in The Greenhouse" in text
    assert "it was removed" in text
    assert str(eve.id) not in text


async def test_a_profile_picture_is_looked_at_on_joining_only_where_that_is_on(world: World) -> None:
    await watch(world, avatars=True)
    url = "https://cdn.discordapp.com/avatars"

    async def avatar(asked: str) -> bytes:
        assert asked.startswith(url)
        return saved(picture().resize((512, 512)))

    world.bot.http.get_from_cdn = avatar  # type: ignore[method-assign]
    world.guild.add_member(world.env.create_user("new", avatar="a" * 32))
    await world.env.settle()
    assert "a profile picture" in world.texts(world.private)[-1]
    world.set_up(guard="remove", avatars=False)
    count = len(world.texts(world.private))
    world.guild.add_member(world.env.create_user("newer", avatar="b" * 32))
    await world.env.settle()
    assert len(world.texts(world.private)) == count


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
    assert entry in said(await world.mo.slash(world.private, "fingerpost watch"))
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
    assert "end within a week" in alert.content
    await world.mo.click(alert, label="Renew them")
    assert any(row.did == "watch renewed" for row in world.house.store.moderator_log.rows(server))


async def test_files_that_are_no_pictures_or_too_large_are_left_alone(world: World, eve: Any) -> None:
    await watch(world)
    await eve.send(world.general, "text", attachments=[("a.txt", b"words")])
    await eve.send(world.general, "false", attachments=[("a.jpg", b"words")])
    await eve.send(world.general, "large", attachments=[("b.jpg", bytes(25 * 1024 * 1024 + 1))])
    assert len(left(world)) == 3
    assert world.texts(world.private) == []


async def test_every_word_of_an_answer_is_unseen_by_others(world: World) -> None:
    await watch(world)
    result = await world.mo.slash(world.private, "fingerpost watch")
    assert all(message.ephemeral for message in shown(result))
