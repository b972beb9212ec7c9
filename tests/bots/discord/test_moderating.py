"""The moderators' half: setting up, the check of permissions, the steps, the log, and forgetting a server."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import discord
import pytest

from bots.discord.custom_ids import custom_id, own
from bots.discord.servers import Server
from tests.bots.discord.conftest import World, holding, labels, said, shown


@pytest.fixture
def boss(world: World) -> Any:
    role = world.guild.create_role(
        "Boss", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
    )
    return world.guild.add_member(world.env.create_user("boss"), roles=[role, world.mods])


def mark(world: World, *parts: object) -> str:
    return custom_id(own("setup", *parts), world.guild.id)


async def test_the_wizard_keeps_each_choice_at_once(world: World, boss: Any) -> None:
    result = await boss.slash(world.private, "fingerpost setup")
    page = shown(result)[0]
    assert page.ephemeral
    await boss.select(page, [world.private], custom_id=mark(world, "channel"))
    await boss.select(page, [world.mods], custom_id=mark(world, "role"))
    await boss.select(page, ["hold"], custom_id=mark(world, "guard"))
    await boss.select(page, ["30"], custom_id=mark(world, "days"))
    await boss.click(page, label="More settings")
    await boss.select(page, [world.mo], custom_id=mark(world, "moderators"))
    await boss.select(page, ["cy"], custom_id=mark(world, "language"))
    kept = world.house.store.servers.settings(str(world.guild.id))
    assert kept is not None
    assert Server.of(kept) == Server(
        channel=world.private.id,
        role=world.mods.id,
        moderators=(world.mo.id,),
        language="cy",
        guard="hold",
        days=30,
    )


async def test_the_guard_and_profile_pictures_are_off_until_switched_on(world: World, boss: Any) -> None:
    assert Server().guard == "off"
    assert not Server().avatars
    result = await boss.slash(world.private, "fingerpost setup")
    await boss.click(shown(result)[0], label="More settings")
    await boss.click(shown(result)[0], label="Look at profile pictures")
    settings = world.desk.servers.get(world.guild.id)
    assert settings is not None
    assert settings.avatars


async def test_a_channel_that_everybody_can_read_is_refused(world: World, boss: Any) -> None:
    result = await boss.slash(world.private, "fingerpost setup")
    result = await boss.select(shown(result)[0], [world.general], custom_id=mark(world, "channel"))
    assert "Please choose a private one" in said(result)
    assert world.desk.servers.get(world.guild.id) is None


async def test_only_who_manages_the_server_sets_it_up(world: World) -> None:
    result = await world.mo.slash(world.private, "fingerpost setup")
    assert said(result) == world.desk.text("discord.moderators.not_you")


async def test_the_check_says_what_is_missing_and_why(world: World) -> None:
    world.desk.servers.save(world.guild.id, Server(channel=world.private.id, role=1, guard="remove"))
    await world.take_away(create_public_threads=False, manage_messages=False)
    text = said(await world.mo.slash(world.private, "fingerpost check"))
    assert "Create Public Threads: to open a thread for a case" in text
    assert "A moderators' role" in text
    assert "Manage Messages in" in text
    assert "View Channel" not in text


async def test_a_guard_that_the_operator_has_not_switched_on_is_said_so(world: World) -> None:
    world.desk.settings = world.desk.settings.model_copy(update={"discord_guard": False})
    world.set_up(guard="hold")
    assert "FINGERPOST_DISCORD_GUARD" in said(await world.mo.slash(world.private, "fingerpost check"))


async def test_the_steps_come_one_at_a_time_and_in_the_right_order(world: World) -> None:
    world.set_up()
    result = await world.mo.slash(world.private, "fingerpost steps")
    result = await world.mo.click(holding(result, "No"), label="No")
    seen = [said(result)]
    while "Done, next" in labels(shown(result)[-1]):
        result = await world.mo.click(shown(result)[-1], label="Done, next")
        seen.append(said(result))
    order = ["Copy the links", "Report it to Discord", "Remove it", "Act on the account", "Tell the person"]
    assert [word in text for word, text in zip(order, seen, strict=False)] == [True] * 5
    assert "law of the United States" in seen[1]
    assert "discord.com/report" in seen[1]
    did = [row.did for row in world.house.store.moderator_log.rows(str(world.guild.id))]
    assert did.count("step done") == 6


async def test_a_child_in_the_picture_changes_the_steps_from_the_first(world: World) -> None:
    world.set_up()
    result = await world.mo.slash(world.private, "fingerpost steps")
    result = await world.mo.click(holding(result, "Yes, or not sure"), label="Yes, or not sure")
    assert "Don't open, save or forward it" in said(result)
    result = await world.mo.click(shown(result)[-1], label="Done, next")
    assert "999" in said(result)
    assert "Internet Watch Foundation" in said(result)


async def test_nowhere_are_moderators_told_that_everyone_should_report(world: World) -> None:
    words = world.house.content.in_language("en")
    text = " ".join(words.text(key) for key in words.keys() if key.startswith("discord.steps."))  # noqa: SIM118
    assert "don't ask everybody to report" in text.lower()
    assert "everyone report" not in text.lower()


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_the_log_is_exported_without_content(world: World, form: str) -> None:
    world.set_up()
    log = world.house.store.moderator_log
    log.append(str(world.guild.id), "guard", "match held", {"message": "1", "tier": "review"})
    log.append(str(world.guild.id), "=cmd()", "left", {"line": "@Heron 41"})
    result = await world.mo.slash(world.private, "fingerpost log", form=form, days=7)
    (file,) = shown(result)[0].attachments
    content = (await file.read()).decode()
    if form == "json":
        assert [row["did"] for row in json.loads(content)] == ["match held", "left"]
    else:
        rows = list(csv.DictReader(io.StringIO(content)))
        assert [row["did"] for row in rows] == ["match held", "left"]
        assert rows[1]["by"] == "'=cmd()"
        assert rows[1]["line"] == "'@Heron 41"
    assert shown(result)[0].ephemeral


async def test_members_get_no_log_and_no_steps(world: World) -> None:
    world.set_up()
    role = world.guild.create_role("Helpers", permissions=discord.Permissions(manage_messages=True))
    helper = world.guild.add_member(world.env.create_user("helper"), roles=[role])
    for command in ("fingerpost log", "fingerpost steps", "fingerpost watch"):
        assert said(await helper.slash(world.general, command)) == world.desk.text(
            "discord.moderators.not_you"
        )


async def test_leaving_a_server_forgets_its_data(world: World) -> None:
    world.set_up()
    store, name = world.house.store, str(world.guild.id)
    store.moderator_log.append(name, "guard", "match held")
    store.watches.add_watch(name, {"pdq": "00"}, "person")
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    await guild.leave()
    await world.env.settle()
    assert store.servers.settings(name) is None
    assert store.moderator_log.rows(name) == []
    assert store.watches.states(name) == {}


async def test_a_server_left_while_the_bot_was_away_is_forgotten_at_the_next_start(world: World) -> None:
    world.house.store.servers.save_settings("123", {"guard": "off"})
    await world.bot.on_ready()
    assert world.house.store.servers.settings("123") is None


async def test_one_bot_keeps_servers_apart(world: World) -> None:
    world.set_up(guard="hold")
    other = world.env.create_guild("Elsewhere")
    assert world.desk.servers.get(other.id) is None
    assert world.desk.servers.get(world.guild.id) is not None
