"""Set a server up: one command, a few lists, each choice kept at once, and a check of what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bots.discord.answering import heard, tell
from bots.discord.custom_ids import Pressed, custom_id, own
from bots.discord.desk import Desk
from bots.discord.permissions import check
from bots.discord.presses import chosen, press
from bots.discord.servers import DAYS, GUARD_DOES, Server
from bots.discord.show import NO_MENTIONS, still

LANGUAGES = ("en", "cy")


async def set_up(desk: Desk, interaction: discord.Interaction) -> None:
    """Open the wizard, for whoever manages the server."""
    if not await heard(interaction):
        return
    if not interaction.permissions.manage_guild or interaction.guild_id is None:
        await tell(interaction, desk.text("discord.moderators.not_you"))
        return
    settings = desk.servers.get(interaction.guild_id) or Server()
    await tell(interaction, intro(desk, settings), first_page(desk, interaction.guild_id, settings))


async def check_now(desk: Desk, interaction: discord.Interaction) -> None:
    """Answer /fingerpost check."""
    if await heard(interaction) and interaction.guild is not None:
        settings = desk.servers.get(interaction.guild.id) or Server()
        await tell(interaction, check(desk, interaction.guild, settings)[:2000])


def intro(desk: Desk, settings: Server) -> str:
    """Write what is chosen so far."""
    language, none = settings.language, desk.text("discord.setup.none", settings.language)
    return desk.text(
        "discord.setup.intro",
        language,
        channel=f"<#{settings.channel}>" if settings.channel else none,
        role=f"<@&{settings.role}>" if settings.role else none,
        moderators=" ".join(f"<@{one}>" for one in settings.moderators) or none,
        language=desk.text(f"discord.setup.language_{language}", language),
        guard=desk.text(f"discord.setup.guard_{settings.guard}", language),
        avatars=desk.text(f"discord.setup.avatars_{'yes' if settings.avatars else 'no'}", language),
        days=settings.days,
    )


def first_page(desk: Desk, server: int, settings: Server) -> discord.ui.View:
    """Return the lists that everybody needs."""
    view, say = discord.ui.View(timeout=None), _saying(desk, settings)
    view.add_item(
        discord.ui.ChannelSelect(
            custom_id=_id("channel", server),
            placeholder=say("channel"),
            channel_types=[discord.ChannelType.text],
        )
    )
    view.add_item(discord.ui.RoleSelect(custom_id=_id("role", server), placeholder=say("role")))
    guard: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=_id("guard", server), placeholder=say("guard")
    )
    for name in GUARD_DOES:
        guard.add_option(
            label=say(f"guard_{name}"),
            value=name,
            description=say(f"guard_{name}_why"),
            default=name == settings.guard,
        )
    view.add_item(guard)
    days: discord.ui.Select[Any] = discord.ui.Select(custom_id=_id("days", server), placeholder=say("days"))
    for number in DAYS:
        days.add_option(label=say(f"days_{number}"), value=str(number), default=number == settings.days)
    view.add_item(days)
    view.add_item(discord.ui.Button(label=say("more"), custom_id=_id("page", server, "more")))
    view.add_item(discord.ui.Button(label=say("check"), custom_id=_id("check", server)))
    return still(view)


def second_page(desk: Desk, server: int, settings: Server) -> discord.ui.View:
    """Return the lists that are needed less often."""
    view, say = discord.ui.View(timeout=None), _saying(desk, settings)
    view.add_item(
        discord.ui.UserSelect(
            custom_id=_id("moderators", server), placeholder=say("moderators"), min_values=0, max_values=25
        )
    )
    languages: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=_id("language", server), placeholder=say("language")
    )
    for name in LANGUAGES:
        languages.add_option(label=say(f"language_{name}"), value=name, default=name == settings.language)
    view.add_item(languages)
    avatars = "off" if settings.avatars else "on"
    view.add_item(
        discord.ui.Button(label=say(f"avatars_{avatars}"), custom_id=_id("avatars", server, avatars))
    )
    view.add_item(discord.ui.Button(label=say("back"), custom_id=_id("page", server, "first")))
    return still(view)


def _saying(desk: Desk, settings: Server) -> Any:
    return lambda key: desk.text(f"discord.setup.{key}", settings.language)


def _id(name: str, server: int, *parts: object) -> str:
    return custom_id(own("setup", name, *parts), server)


@press("setup")
async def choose(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Keep one choice of the wizard and show where it stands now."""
    await interaction.response.defer()
    guild = interaction.guild
    if guild is None or not interaction.permissions.manage_guild:
        await tell(interaction, desk.text("discord.moderators.not_you"))
        return
    before = desk.servers.get(guild.id) or Server()
    name, values = pressed.parts[0], chosen(interaction) or pressed.parts[1:]
    if name == "check":
        await tell(interaction, check(desk, guild, before)[:2000])
        return
    settings = changed(before, name, values)
    if settings.channel != before.channel and _is_open(guild, settings.channel):
        await tell(interaction, desk.text("discord.setup.open_channel", channel=f"<#{settings.channel}>"))
        return
    if settings != before:
        desk.servers.save(guild.id, settings)
        desk.store.moderator_log.append(str(guild.id), str(interaction.user.id), f"setup: {name}")
    await _show(desk, interaction, guild.id, settings, name, values)


async def _show(
    desk: Desk, interaction: discord.Interaction, server: int, settings: Server, name: str, values: list[str]
) -> None:
    further = name in {"moderators", "language", "avatars"} or (name, values) == ("page", ["more"])
    text = desk.text("discord.setup.more_intro", settings.language) if further else intro(desk, settings)
    view = second_page(desk, server, settings) if further else first_page(desk, server, settings)
    await interaction.edit_original_response(content=text, view=view, allowed_mentions=NO_MENTIONS)


def changed(settings: Server, name: str, values: list[str]) -> Server:
    """Return the settings with one choice taken; what is no choice of ours changes nothing."""
    first = values[0] if values else ""
    if name in {"channel", "role"} and first.isdigit():
        return (
            replace(settings, channel=int(first)) if name == "channel" else replace(settings, role=int(first))
        )
    if name == "moderators":
        return replace(settings, moderators=tuple(int(one) for one in values if one.isdigit()))
    if name == "guard" and first in GUARD_DOES:
        return replace(settings, guard=next(one for one in GUARD_DOES if one == first))
    if name == "days" and first.isdigit() and int(first) in DAYS:
        return replace(settings, days=int(first))
    if name == "language" and first in LANGUAGES:
        return replace(settings, language=first)
    return replace(settings, avatars=first == "on") if name == "avatars" else settings


def _is_open(guild: discord.Guild, channel: int) -> bool:
    found = guild.get_channel(channel)
    return found is not None and found.permissions_for(guild.default_role).view_channel
