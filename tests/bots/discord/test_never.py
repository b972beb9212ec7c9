"""Pictures and entries that never match, by a moderator's command."""

from __future__ import annotations

from typing import Any

import discord

from tests.bots.discord.conftest import World, said, shown
from tests.bots.discord.watched import did, left, upload, watch
from tests.pictures.samples import picture, saved

MEME = saved(picture(seed=9))


async def never(world: World, who: Any, image: bytes, where: Any = None) -> Any:
    return await who.slash(
        where or world.private, "fingerpost never-picture", file=("a.jpg", image), kind="meme"
    )


async def test_a_harmless_picture_is_put_on_the_never_match_list_unseen(world: World) -> None:
    world.set_up(guard="hold")
    result = await never(world, world.mo, MEME)
    assert "I never match that picture" in said(result)
    assert all(message.ephemeral for message in shown(result))
    assert did(world) == ["never-match picture added"]
    assert "never matches" in said(await world.mo.slash(world.private, "fingerpost watch"))


async def test_a_moderator_can_not_blind_the_guard_to_a_picture_that_is_looked_out_for(
    world: World, eve: Any
) -> None:
    await watch(world)
    assert "I did not add it" in said(await never(world, world.mo, saved(picture())))
    await upload(world, eve)
    assert left(world) == []


async def test_what_is_no_picture_is_said_so(world: World) -> None:
    world.set_up(guard="hold")
    assert "could not recognise that as a picture" in said(await never(world, world.mo, b"words"))


async def test_members_put_nothing_on_the_list_and_their_file_is_not_fetched(world: World) -> None:
    world.set_up(guard="hold")
    role = world.guild.create_role("Helpers", permissions=discord.Permissions(manage_messages=True))
    helper = world.guild.add_member(world.env.create_user("helper"), roles=[role])
    result = await never(world, helper, MEME, world.general)
    assert said(result) == world.desk.text("discord.moderators.not_you")
    assert world.house.store.watches.states(str(world.guild.id)) == {}


async def test_one_command_lets_an_entry_never_match_and_another_undoes_it(world: World, eve: Any) -> None:
    entry = await watch(world, tell=str(world.ada.id))
    result = await world.mo.slash(world.private, "fingerpost never-entry", entry=entry)
    assert "It never matches from now on" in said(result)
    await upload(world, eve)
    assert left(world) == ["look"]
    assert "the moderators ended what you asked me to do" in world.texts(world.ada.user.dm_channel)[-1]
    assert "off the list" in said(await world.mo.slash(world.private, "fingerpost unwatch", entry=entry))


async def test_a_paused_entry_can_be_made_to_never_match_by_a_button(world: World, eve: Any) -> None:
    entry = await watch(world)
    await upload(world, eve)
    await world.mo.click(world.last(world.private), label="It was a mistake")
    await world.mo.click(world.last(world.private), label="Never match it")
    assert world.house.store.watches.states(str(world.guild.id)) == {entry: "never"}
