"""The contract of every channel, on Discord, in a direct message."""

from __future__ import annotations

from typing import Any

import pytest

from storage import Store
from tests.bots.channel_contract import ChannelContract, Line, Option, Script, Seen
from tests.bots.discord.conftest import World, options


class DiscordLine(Line):
    most_letters = 2000

    def __init__(self, world: World) -> None:
        self._world = world
        self.script: Script = world.script
        self.store: Store = world.house.store
        self.account = str(world.ada.id)
        self._seen: dict[int, Seen] = {}
        self._fetched = 0
        fetch = world.bot.http.get_from_cdn

        async def counting(url: str) -> bytes:
            self._fetched += 1
            return await fetch(url)

        world.bot.http.get_from_cdn = counting  # type: ignore[method-assign]

    async def says(self, text: str) -> None:
        await self._world.ada.send_dm(text)
        self._look()

    async def presses(self, option: Option) -> None:
        message, select = option.where
        if select:
            await self._world.ada.user.select(message, [option.payload], custom_id=select)
        else:
            await self._world.ada.user.click(message, label=option.label)
        self._look()

    async def sends_picture(self, picture: bytes) -> None:
        channel = self._world.ada.user.dm_channel
        files = self._world.env.backend.store_attachments(channel.id, [("picture.png", picture)])
        await self._world.ada.send_dm("", attachments=files)
        self._look()

    async def hides(self) -> None:
        await self._world.ada.user.slash("hide")
        self._look()

    async def says_in_group(self, text: str) -> None:
        await self._world.ada.send(self._world.general, text)

    def shown(self) -> list[Seen]:
        return [self._seen[name] for name in sorted(self._seen)]

    def shown_in_group(self) -> list[Seen]:
        return [Seen(text) for text in self._world.texts(self._world.general)]

    def fetched(self) -> int:
        return self._fetched

    def _look(self) -> None:
        for message in self._world.ada.user.dm_channel.history():
            if message.author.id == self._world.bot.user.id and message.content:  # type: ignore[union-attr]
                self._seen.setdefault(message.id, Seen(message.content, tuple(_options(message))))


def _options(message: Any) -> list[Option]:
    found = []
    for label, payload in options(message):
        if payload.startswith("https://"):
            found.append(Option(label, link=payload, where=(message, None)))
        else:
            rows = [part for row in message.components for part in row.to_dict().get("components", ())]
            select = next((part["custom_id"] for part in rows if part.get("options")), None)
            found.append(Option(label, payload, where=(message, select)))
    return found


class TestDiscord(ChannelContract):
    @pytest.fixture
    async def line(self, world: World) -> DiscordLine:
        return DiscordLine(world)
