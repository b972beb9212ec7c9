"""Fetch a picture from Discord into memory, only when called; never before the core has let it through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp
import discord

from bots.discord.desk import CHANNEL
from bots.log import Event, note
from bots.pictures import Refused

Fetch = Callable[[], Awaitable[bytes | Refused]]
TOO_BIG = 25_000_000
MOST_SECONDS = aiohttp.ClientTimeout(total=20)
# Addresses inside somebody's message could lead anywhere; only Discord's own copies are ever opened.
HOSTS = (".discordapp.net", ".discordapp.com", ".discord.com")


class Opening:
    """Opens addresses of Discord's for the guard: whole, within 25 MB, and nowhere else they may point to."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def read(self, url: str) -> bytes | Refused:
        """Return what is there, or why not. What claims no size is cut off where it grows too large."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=MOST_SECONDS)
        try:
            async with self._session.get(url, allow_redirects=False) as answer:
                if answer.status != 200:
                    return Refused("empty")
                return await _within(answer)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
            return Refused("not_now")

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()


async def _within(answer: aiohttp.ClientResponse) -> bytes | Refused:
    if (answer.content_length or 0) > TOO_BIG:
        return Refused("too_big")
    found = bytearray()
    async for part in answer.content.iter_chunked(1 << 16):
        found += part
        if len(found) > TOO_BIG:
            return Refused("too_big")
    return bytes(found)


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
