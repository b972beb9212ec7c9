"""Run the channels beside each other until told to stop; what a channel has in hand is finished first."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from bots.house import House
from bots.log import Event, note
from bots.outbox import Outbox
from bots.pictures.bank import Bank
from bots.reminders import Reminding

SWEEP_EVERY = 3600.0


async def run_channels(house: House) -> int:
    """Run every channel that is switched on, and sweep what is overdue every hour."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    note(Event.STARTED)
    tasks: list[asyncio.Task[None]] = [asyncio.create_task(start(house, told)) for start in channels(house)]
    reminding = Reminding(house.store, house.content, house.senders)
    tasks.append(asyncio.create_task(reminding.run(told)))
    if house.settings.hma_url:
        outbox = Outbox(house.store, Bank(house.settings.hma_url))
        tasks.append(asyncio.create_task(outbox.run(told)))
    tasks.append(asyncio.create_task(_sweep(house)))
    await told.wait()
    tasks[-1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    note(Event.STOPPED)
    return 0


def channels(house: House) -> list[Callable[[House, asyncio.Event], Coroutine[Any, Any, None]]]:
    """Return the start function of each channel that has a token."""
    started: list[Callable[[House, asyncio.Event], Coroutine[Any, Any, None]]] = []
    if house.settings.telegram_token:
        from bots.telegram import run_telegram

        started.append(run_telegram)
    if house.settings.discord_token:
        from bots.discord import run_discord

        started.append(run_discord)
    return started


async def _sweep(house: House) -> None:
    while True:
        swept = await asyncio.to_thread(house.store.sweep)
        note(Event.SWEPT, count=sum(swept.gone.values()))
        await asyncio.sleep(SWEEP_EVERY)
