"""The hash guard on Discord: removed or held per setting, decided without a picture."""

from __future__ import annotations

import re
from typing import Any

from tests.bots.discord.conftest import World, labels, said
from tests.bots.discord.watched import left, made, upload, watch
from tests.pictures.samples import picture, saved


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
