"""The channel, running for real against the fake Bot API, and one person in front of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bots.house import House
from bots.telegram import run_telegram
from tests.bots.channel_contract import Line, Option, Script, Seen, a_house
from tests.bots.telegram.fake_api import TOKEN, FakeTelegram
from tests.bots.telegram.fake_api.people import GROUP

ACCOUNT = 7_001_234_567
QUICK = 0.01


@asynccontextmanager
async def a_channel(house: House) -> AsyncIterator[asyncio.Event]:
    """Run the channel of a house until the end, and stop it as the real process does."""
    told = asyncio.Event()
    running = asyncio.create_task(run_telegram(house, told, QUICK))
    try:
        yield told
    finally:
        told.set()
        await asyncio.wait_for(running, 40)


@asynccontextmanager
async def a_line(folder: Path, **settings: Any) -> AsyncIterator[TelegramLine]:
    """Give one person on a running channel."""
    async with FakeTelegram() as telegram:
        script = Script()
        async with a_house(folder, script, **to(telegram), **settings) as house, a_channel(house):
            yield TelegramLine(telegram, script, house)


def to(telegram: FakeTelegram) -> dict[str, Any]:
    """Return the settings that lead a channel to the fake."""
    return {"telegram_token": TOKEN, "telegram_base_url": telegram.url}


async def until(holds: Callable[[], object], seconds: float = 15.0) -> None:
    """Let everything go on until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.005)


class TelegramLine(Line):
    """One person on Telegram."""

    most_letters = 4096
    account = str(ACCOUNT)

    def __init__(self, telegram: FakeTelegram, script: Script, house: House) -> None:
        self.telegram, self.script, self.house, self.store = telegram, script, house, house.store
        self.person = telegram.person(ACCOUNT)

    async def says(self, text: str) -> None:
        self.person.says(text)
        await self.telegram.settled()

    async def presses(self, option: Option) -> None:
        self.person.presses(option.where, option.payload)
        await self.telegram.settled()

    async def sends_picture(self, picture: bytes) -> None:
        self.person.sends_photo(picture)
        await self.telegram.settled()

    async def hides(self) -> None:
        await self.says("/hide")

    async def says_in_group(self, text: str) -> None:
        self.person.says_in_group(text)
        await self.telegram.settled()

    def shown(self) -> list[Seen]:
        return [_seen(message) for message in self.person.was_sent()]

    def shown_in_group(self) -> list[Seen]:
        history = self.telegram.chats.history
        return [_seen(one) for one in history if one["chat"]["id"] == GROUP and one["from"]["is_bot"]]

    def fetched(self) -> int:
        return self.telegram.fetched


def _seen(message: dict[str, Any]) -> Seen:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    options = [
        Option(one["text"], one.get("callback_data", ""), one.get("url", ""), where=message["message_id"])
        for row in rows
        for one in row
    ]
    return Seen(message.get("text", ""), tuple(options))
