"""The Discord client: asks for the least, receives events, and hands each on. It decides nothing itself."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import discord
from discord import app_commands

# These register who answers which press.
from bots.discord import alerts, line, line_moderators, line_reading, watching  # noqa: F401
from bots.discord.commands import add_commands
from bots.discord.desk import CHANNEL, Desk
from bots.discord.fetching import Opening
from bots.discord.guarding import Watching
from bots.discord.line_restart import go_on_after_restart
from bots.discord.person import direct_message, pressed_for_core
from bots.discord.presses import ACTS, pressed_in
from bots.discord.proposing import ask_again_after_restart
from bots.discord.tending import load_lists, tend
from bots.log import Event, note
from bots.settings import Settings

PRESSES = (discord.InteractionType.component, discord.InteractionType.modal_submit)


def intents(settings: Settings) -> discord.Intents:
    """Return the least there is: servers and direct messages; for the guard more, only where it is on."""
    asked = discord.Intents.none()
    asked.guilds = asked.dm_messages = True
    if settings.discord_guard:
        asked.guild_messages = asked.message_content = True
        asked.members = settings.discord_joins
    return asked


class Tree(app_commands.CommandTree[discord.Client]):
    """The tree of commands; what fails in one is noted by class and place, never by its text."""

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Note that a command failed."""
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=getattr(error, "original", error))


class Fingerpost(discord.Client):
    """One bot in many servers."""

    def __init__(self, desk: Desk, *, tends: bool = False, **options: Any) -> None:
        super().__init__(
            intents=intents(desk.settings),
            # Nothing is cached that we do not need: no messages, and of members only who is there anyway.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            **options,
        )
        self.desk = desk
        self.tree = Tree(self)
        self.watching = Watching(desk, self, Opening())
        self._begun, self._tends = False, tends
        add_commands(self.tree, desk)

    async def setup_hook(self) -> None:
        """Tell Discord which commands there are."""
        await self.tree.sync()

    async def on_ready(self) -> None:
        """Forget servers that were left meanwhile, and go on, once, with what waited."""
        here = {guild.id for guild in self.guilds}
        for server in await asyncio.to_thread(self.desk.servers.ids):
            if server not in here:
                self._forget(server)
        if not self._begun:
            self._begun = True
            self.desk.later(go_on_after_restart(self.desk, self))
            self.desk.later(ask_again_after_restart(self.desk, self))
            self.desk.later(load_lists(self.desk))
            if self._tends:
                self.desk.later(tend(self.desk, self))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget everything about a server that the bot has left."""
        self._forget(guild.id)

    def _forget(self, server: int) -> None:
        self.desk.guard.forget_server(str(server))
        self.desk.servers.forget(server)

    async def on_message(self, message: discord.Message) -> None:
        """Take a direct message to the core; in a server only the guard looks, at pictures alone."""
        if message.guild is not None:
            await self.watching.message(message)
        elif message.author != self.user and not message.author.bot:
            await direct_message(self.desk, message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Look at what an edit brought: pictures in it, and embeds that Discord adds a moment later."""
        if payload.guild_id is not None and payload.message.author is not None:
            await self.watching.message(payload.message)

    async def on_member_join(self, member: discord.Member) -> None:
        """Look at a new member's profile picture, where that is switched on."""
        await self.watching.joined(member)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Hand a press on to whoever answers it; it may be from a message older than this process."""
        if interaction.type not in PRESSES:
            return
        pressed = pressed_in(interaction)
        if pressed is None:
            return
        try:
            if not pressed.is_own:
                await pressed_for_core(self.desk, interaction, pressed)
            elif act := ACTS.get(pressed.name):
                await act(self.desk, interaction, pressed)
        except Exception as error:
            note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Note that an event failed, by class and place; its text may quote a message."""
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=sys.exc_info()[1])

    async def close(self) -> None:
        """Let go of every connection."""
        await self.watching.opening.close()
        await super().close()

    async def finish(self) -> None:
        """Let what waits go out now, and leave."""
        await self.desk.finish()
        await self.close()
