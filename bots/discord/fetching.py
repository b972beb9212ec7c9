"""Fetch a picture from Discord into memory, only when called; never before the core has let it through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import discord

from bots.discord.desk import CHANNEL
from bots.log import Event, note
from bots.pictures import Refused

Fetch = Callable[[], Awaitable[bytes | Refused]]
TOO_BIG = 25 * 1024 * 1024
# Addresses inside somebody's message could lead anywhere; only Discord's own copies are ever opened.
HOSTS = (".discordapp.net", ".discordapp.com", ".discord.com")


def fetch_of(attachment: discord.Attachment) -> Fetch:
    """Return what fetches an attachment, for the one place that may call it."""

    async def fetch() -> bytes | Refused:
        if attachment.size > TOO_BIG:
            return Refused("too_big")
        try:
            return await attachment.read()
        except (discord.NotFound, discord.Forbidden):
            return Refused("empty")
        except discord.HTTPException as error:
            note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
            return Refused("not_now")

    return fetch


def is_discords(url: str) -> bool:
    """Tell whether an address is one of Discord's own."""
    found = urlsplit(url)
    return found.scheme == "https" and f".{found.hostname or ''}".endswith(HOSTS)
