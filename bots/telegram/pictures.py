"""Fetch a picture into memory, and only when it is asked for."""

from __future__ import annotations

import asyncio

from telegram.error import BadRequest, TelegramError

from bots.log import Event, note
from bots.pictures import Refused
from bots.telegram.bot import Bot
from bots.telegram.heard import MOST_BYTES, Sent
from bots.telegram.request import TooMuch

# Each may be 20 MB in memory.
AT_ONCE = 4
SECONDS = 60.0


class Pictures:
    """Fetch pictures, a few at a time."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._places = asyncio.Semaphore(AT_ONCE)

    async def fetch(self, sent: Sent) -> bytes | Refused:
        """Fetch one picture into memory. Whatever goes wrong is a reason with vetted words."""
        if sent.size > MOST_BYTES:
            return Refused("too_big")
        async with self._places:
            try:
                # The file's address holds the token: it stays inside this function.
                file = await self._bot.get_file(sent.file)
                return bytes(await file.download_as_bytearray(read_timeout=SECONDS))
            except TooMuch:
                return Refused("too_big")
            except BadRequest as error:
                return Refused("too_big" if "too big" in error.message.lower() else "not_now")
            except TelegramError as error:
                note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)
                return Refused("not_now")
