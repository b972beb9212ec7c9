"""What every part of this channel has at hand: storage, turns, words, the guard, and memory."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import discord

from bots.discord.pace import Pace
from bots.discord.servers import Servers
from bots.discord.show import NO_MENTIONS, Page
from bots.guard import Guard
from bots.log import Event, note
from bots.settings import Settings
from bots.turn import Turns
from responses.reader import Content
from storage import Store

CHANNEL = "discord"
Key = TypeVar("Key")
Value = TypeVar("Value")
# How long, by chance between these, something waits before moderators see it: its time must not tell who.
WAIT = (60.0, 300.0)
MOST_DRAFTS = 1000
MOST_SECONDS_TO_FINISH = 10.0


@dataclass(slots=True)
class Desk:
    """The parts that belong together while the channel runs."""

    settings: Settings
    store: Store
    content: Content
    turns: Turns
    guard: Guard
    servers: Servers
    wait: tuple[float, float] = WAIT
    pace: Pace = field(default_factory=Pace)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    # In memory only: words that are not sent yet, and the server a person's direct messages began in.
    drafts: OrderedDict[str, str] = field(default_factory=OrderedDict, repr=False)
    began_in: OrderedDict[int, int] = field(default_factory=OrderedDict, repr=False)
    tasks: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    def text(self, key: str, language: str = "en", /, **places: object) -> str:
        """Return vetted words."""
        return self.content.in_language(language).text(key, **places)

    def conversation(self, account: int) -> str:
        """Return the opaque id of one person."""
        return self.turns.conversation(CHANNEL, str(account))

    def remember_server(self, account: int, server: int | None) -> None:
        """Remember where a person came from, until the bot is restarted."""
        if server is not None:
            remember(self.began_in, account, server)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the rest; what fails is noted by class only."""
        task = asyncio.create_task(_noted(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def finish(self) -> None:
        """Let what waits go out now, within a few seconds, and give up the rest."""
        self.hurry.set()
        waiting = {task for task in self.tasks if not task.done()}
        if waiting:
            await asyncio.wait(waiting, timeout=MOST_SECONDS_TO_FINISH)
        for task in waiting:
            task.cancel()


def remember(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    """Remember a few things; the oldest are let go."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > MOST_DRAFTS:
        kept.popitem(last=False)


async def _noted(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)


async def post(where: discord.abc.Messageable, page: Page) -> discord.Message:
    """Send one message, without mentions, without previews, and never as a reply to another."""
    if page.view is None:
        return await where.send(page.text, allowed_mentions=NO_MENTIONS, suppress_embeds=True)
    return await where.send(page.text, view=page.view, allowed_mentions=NO_MENTIONS, suppress_embeds=True)
