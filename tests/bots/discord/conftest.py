"""A Discord of our own: the real channel and the real library against a simulated server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bots.discord import fetching, make_desk
from bots.discord.client import Fingerpost
from bots.discord.desk import Desk
from bots.discord.servers import Server
from bots.house import House
from bots.pictures import Refused
from nlu.dialogue import Button, Effect, Reply
from tests.bots.channel_contract import Script, a_house


@dataclass
class World:
    """A server with a member, a moderator and the bot in it."""

    env: simcord.Env
    bot: Fingerpost
    script: Script
    house: House
    guild: Any = None
    general: Any = None
    private: Any = None
    mods: Any = None
    ada: Any = None
    mo: Any = None
    guests: Any = None

    @property
    def desk(self) -> Desk:
        return self.bot.desk

    @property
    def opened(self) -> list[str]:
        """Return the addresses that the guard opened."""
        opening = self.bot.watching.opening
        assert isinstance(opening, Opening)
        return opening.opened

    def set_up(self, **changes: Any) -> None:
        """Set the server up as its moderators would."""
        settings = Server(channel=self.private.id, role=self.mods.id, **changes)
        self.desk.servers.save(self.guild.id, settings)

    def conversation(self, member: Any = None) -> str:
        return self.desk.conversation((member or self.ada).id)

    async def take_away(self, **permissions: bool) -> None:
        """Take permissions away from the bot, as somebody who manages the server could."""
        backend, guild = self.env.backend, self.guild.id
        for role in backend.get_member(guild, self.bot.user.id).role_ids:
            left = discord.Permissions(backend.get_role(guild, role).permissions)
            left.update(**permissions)
            backend.edit_role(guild, role, {"permissions": left.value})
        everyone = discord.Permissions(backend.get_role(guild, guild).permissions)
        everyone.update(**permissions)
        backend.edit_role(guild, guild, {"permissions": everyone.value})
        await self.env.settle()

    def texts(self, channel: Any) -> list[str]:
        """Return what the bot said in a channel, oldest first."""
        messages = sorted(channel.history(), key=lambda message: message.id)
        return [message.content for message in messages if message.author.id == self.bot.user.id]

    def last(self, channel: Any) -> discord.Message:
        messages = [message for message in channel.history() if message.author.id == self.bot.user.id]
        return max(messages, key=lambda message: message.id)


def shown(result: Any) -> list[Any]:
    """Return every message of one answer, in order."""
    first = [result.response] if result.response is not None else []
    known: dict[int, Any] = {message.id: message for message in (*first, *result.followups)}
    return [known[name] for name in sorted(known)]


def said(result: Any) -> str:
    """Return all the text of one answer."""
    return "\n".join(message.content for message in shown(result))


def labels(message: Any) -> list[str]:
    """Return the labels of everything that can be pressed."""
    return [label for label, _ in options(message)]


def options(message: Any) -> list[tuple[str, str]]:
    """Return label and payload of everything that can be pressed or chosen."""
    found: list[tuple[str, str]] = []
    for row in parts(message):
        for part in row.get("components", ()):
            if part.get("options"):
                found += [(option["label"], option["value"]) for option in part["options"]]
            elif part.get("label"):
                found.append(
                    (part["label"], part.get("custom_id", "").split("~", 3)[-1] or part.get("url", ""))
                )
    return found


def parts(message: Any) -> list[dict[str, Any]]:
    return [row if isinstance(row, dict) else row.to_dict() for row in message.components]


def holding(result: Any, label: str) -> Any:
    """Return the message of an answer that has this label on it."""
    return next(message for message in shown(result) if label in labels(message))


class Opening(fetching.Opening):
    """Opens the simulated Discord's files, which have no socket; the real one is in test_opening."""

    def __init__(self, bot: Fingerpost) -> None:
        super().__init__()
        self._bot, self.opened = bot, list[str]()

    async def read(self, url: str) -> bytes | Refused:
        self.opened.append(url)
        try:
            return await self._bot.http.get_from_cdn(url)
        except discord.HTTPException:
            return Refused("empty")


@pytest.fixture
def eve(world: World) -> Any:
    """Somebody who puts pictures up."""
    return world.guild.add_member(world.env.create_user("eve"))


@pytest.fixture
def told(world: World) -> World:
    """A world in which the person has said what happened, and the core asks for the line at "Show me"."""
    world.set_up()
    world.script.replies["start"] = (Reply("Hello.", (Button("Show me", "do:tell_moderators_yes"),)),)
    world.script.effects["start"] = (
        Effect("save_case", {"answers": {"incident": "threat", "age": "adult"}}),
    )
    world.script.replies["do:tell_moderators_yes"] = (Reply("All right."),)
    world.script.effects["do:tell_moderators_yes"] = (Effect("tell_moderators"),)
    return world


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def settings() -> dict[str, Any]:
    """Settings of the bot that a test may change by overriding this fixture."""
    return {"discord_guard": True, "discord_joins": True}


@pytest.fixture
async def world(tmp_path: Path, script: Script, settings: dict[str, Any]) -> AsyncIterator[World]:
    async with a_house(tmp_path, script, **settings) as house:
        desk = make_desk(house)
        desk.wait = (0.0, 0.0)
        bot = Fingerpost(desk)
        bot.watching.opening = Opening(bot)
        env = simcord.Env(bot, settle_timeout=30.0)  # a busy machine may be slow to start the sandbox
        await env.start()
        try:
            made = World(env, bot, script, house)
            made.guild = env.create_guild("The Greenhouse")
            everyone = made.guild.default_role
            made.mods = made.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
            made.guests = made.guild.create_role("Guests, who may read the moderators' channel")
            hidden = {everyone: discord.PermissionOverwrite(view_channel=False)}
            open_ = discord.PermissionOverwrite(view_channel=True)
            made.general = made.guild.create_text_channel("general")
            made.private = made.guild.create_text_channel(
                "mods", overwrites={**hidden, made.mods: open_, made.guests: open_, bot.user: open_}
            )
            made.ada = made.guild.add_member(
                env.create_user("ada.lovelace", global_name="Ada L"), nick="adders"
            )
            made.mo = made.guild.add_member(env.create_user("mo", global_name="Mo"), roles=[made.mods])
            yield made
        finally:
            desk.hurry.set()
            for task in desk.tasks:
                task.cancel()
            await env.shutdown()
            if env.check_errors:
                env.raise_errors()
