"""Tend the watch lists: destroy what has ended, and ask in time whether to renew."""

from __future__ import annotations

import asyncio
import contextlib

import discord

from bots.discord.custom_ids import own
from bots.discord.desk import Desk
from bots.discord.notices import to_moderators
from bots.discord.servers import Server
from nlu.dialogue import Button, Reply

EVERY = 3600.0
ASK_AGAIN = 7 * 24  # rounds until moderators are asked about renewing again


async def tend(desk: Desk, client: discord.Client) -> None:
    """Tend every server's list once an hour, until the bot is being stopped."""
    rounds = 0
    while not desk.hurry.is_set():
        await tend_once(desk, client, ask=rounds % ASK_AGAIN == 0)
        rounds += 1
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(desk.hurry.wait(), EVERY)


async def load_lists(desk: Desk) -> None:
    """Read the lists of all servers that want the guard, one after the other."""
    for server in await asyncio.to_thread(desk.servers.ids):
        if (desk.servers.get(server) or Server()).guard != "off":
            await desk.guard.is_watching(str(server))


async def tend_once(desk: Desk, client: discord.Client, ask: bool) -> None:
    """Destroy what has ended in every server, and ask about what soon will."""
    for server in await asyncio.to_thread(desk.servers.ids):
        settings = desk.servers.get(server) or Server()
        if settings.guard == "off":
            continue
        await asyncio.to_thread(desk.guard.expire, str(server))
        ending = await asyncio.to_thread(desk.guard.ending, str(server))
        if ask and ending:
            text = desk.text("guard.ending", settings.language, count=len(ending))
            button = Button(desk.text("guard.renew", settings.language), own("w_renew"))
            await to_moderators(desk, client, server, Reply(text, (button,)))
