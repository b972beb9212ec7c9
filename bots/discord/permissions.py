"""Say which permissions are missing in a server, and why each is needed. As few as will do."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from bots.discord.desk import Desk
from bots.discord.servers import Server

IN_THE_CHANNEL = (
    "view_channel",
    "send_messages",
    "create_public_threads",
    "create_private_threads",
    "send_messages_in_threads",
    "manage_threads",
)
FOR_THE_GUARD = ("read_message_history", "manage_messages")


def invited_with() -> discord.Permissions:
    """Return the permissions that an invitation asks for: those of the line, and those of the guard."""
    return discord.Permissions(**dict.fromkeys((*IN_THE_CHANNEL, *FOR_THE_GUARD), True))


def check(desk: Desk, guild: discord.Guild, settings: Server) -> str:
    """Write what is missing, or that everything is in place."""
    lines = list(missing(desk, guild, settings))
    if not lines:
        return desk.text("discord.check.good", settings.language)
    return "\n".join([desk.text("discord.check.missing", settings.language), *lines])


def missing(desk: Desk, guild: discord.Guild, settings: Server) -> Iterator[str]:
    """Give a line for each thing that is missing."""
    language = settings.language
    channel = guild.get_channel(settings.channel)
    if channel is None:
        yield desk.text("discord.check.no_channel", language)
    else:
        if channel.permissions_for(guild.default_role).view_channel:
            yield desk.text("discord.check.open_channel", language, channel=channel.mention)
        may = channel.permissions_for(guild.me)
        yield from (_line(desk, name, language) for name in IN_THE_CHANNEL if not getattr(may, name))
    if guild.get_role(settings.role) is None:
        yield desk.text("discord.check.no_role", language)
    if settings.guard != "off":
        yield from _for_the_guard(desk, guild, settings)


def _for_the_guard(desk: Desk, guild: discord.Guild, settings: Server) -> Iterator[str]:
    if not desk.settings.discord_guard:
        yield desk.text("discord.check.no_intent", settings.language)
    if settings.avatars and not desk.settings.discord_joins:
        yield desk.text("discord.check.no_members", settings.language)
    for name in FOR_THE_GUARD:
        if name == "manage_messages" and settings.guard != "remove":
            continue
        lacking = [one for one in guild.text_channels if not getattr(one.permissions_for(guild.me), name)]
        if lacking:
            why = desk.text(f"discord.check.{name}", settings.language)
            count = len(lacking)
            yield desk.text(
                "discord.check.some_channels", settings.language, name=_named(name), count=count, why=why
            )


def _line(desk: Desk, name: str, language: str) -> str:
    why = desk.text(f"discord.check.{name}", language)
    return desk.text("discord.check.line", language, name=_named(name), why=why)


def _named(name: str) -> str:
    """Name a permission as Discord's own settings do, near enough to find it."""
    return name.replace("_", " ").title()
