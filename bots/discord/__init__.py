"""The Discord channel: for the person it happened to, and for the moderators. Only here is Discord known."""

from __future__ import annotations

import asyncio

import discord

from bots.discord.client import Fingerpost
from bots.discord.desk import CHANNEL, Desk
from bots.discord.reminding import CheckIns
from bots.discord.servers import Server, Servers
from bots.guard import Guard
from bots.house import House
from bots.log import Event, note
from bots.reminders import Senders

LONGEST_PAUSE = 60.0


def make_desk(house: House) -> Desk:
    """Put together what the channel's parts have at hand."""
    servers = Servers(house.store)
    guard = Guard(house.store, days=lambda server: (servers.get(int(server)) or Server()).days)
    return Desk(house.settings, house.store, house.content, house.turns, guard, servers)


async def run_discord(house: House, told: asyncio.Event) -> None:
    """Run the channel until told to stop; what it has in hand is finished first."""
    if house.settings.discord_token is None:
        return
    desk = make_desk(house)
    token = house.settings.discord_token.get_secret_value()
    running = asyncio.create_task(_keep_running(desk, token, house.senders))
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    await desk.finish()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _keep_running(desk: Desk, token: str, senders: Senders) -> None:
    """Connect and stay connected; the library reconnects by itself. A refused token ends the channel."""
    pause = 1.0
    while True:
        client = Fingerpost(desk, tends=True)
        senders.register(CHANNEL, CheckIns(desk, client).send)
        try:
            await client.start(token, reconnect=True)
        except (discord.LoginFailure, discord.PrivilegedIntentsRequired) as error:
            note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
            return
        except Exception as error:  # Discord cannot be reached yet, or not rightly
            note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        finally:
            senders.leave(CHANNEL)
            await client.close()
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
