"""Long polling that acknowledges an update only when it has been answered, so that a kill loses none.

Telegram forgets what lies below the offset we ask from, and gives everything above it again. So the offset
follows the oldest update still in hand; what comes a second time meanwhile is known and left alone.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.error import RetryAfter, TelegramError

from bots.log import Event, note
from bots.telegram.bot import MOST_UPDATES, Bot

LONG = 30
# While something is in hand, new updates are looked for this often.
TICK = 0.05
# With a hundred in hand, the next ones can wait until half of them are done, or this long.
FULL_TICK = 0.5
# Those that hang, in a flood limit for instance, may hold the others up this long.
HOLD = 5.0
LONGEST_PAUSE = 30.0


def read_update(data: Any, bot: Bot) -> Update | None:
    """Read an update; None, and a note, for one that is not as the Bot API says."""
    try:
        update = Update.de_json(data, bot)
        int(update.update_id)
    except Exception as error:
        note(Event.UPDATE_IGNORED, channel="telegram", error=error)
        return None
    return update


class Polling:
    """Put updates into the queue, and acknowledge them once they are done."""

    def __init__(self, bot: Bot, queue: asyncio.Queue[object], first_pause: float = 1.0) -> None:
        self._bot, self._queue, self._first_pause = bot, queue, first_pause
        self._in_hand: set[int] = set()
        self._next: int | None = None
        self._freed = asyncio.Event()
        self._moves_on = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to poll."""
        self._task = asyncio.create_task(self._run())

    async def stop_taking(self) -> None:
        """Take no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def finish(self) -> None:
        """Tell Telegram what has been answered, before we leave."""
        if self._next is not None:
            with contextlib.suppress(TelegramError):
                await self._bot.raw_updates(self.offset(), 0, limit=1)

    def done(self, update: int) -> None:
        """Note that an update has been answered."""
        self._in_hand.discard(update)
        self._freed.set()

    def offset(self) -> int | None:
        """Return the oldest update that is not answered yet, or the next one to come."""
        return min(self._in_hand, default=self._next)

    async def _run(self) -> None:
        """Poll until cancelled. Trouble is noted, and tried again after a growing pause."""
        pause, webhook_gone = self._first_pause, False
        while True:
            try:
                # What came by webhook before waits there, and nothing of it is dropped.
                webhook_gone = webhook_gone or await self._bot.delete_webhook()
                await self._poll()
                pause = self._first_pause
            except RetryAfter as error:
                await asyncio.sleep(wait_of(error))
            except TelegramError as error:
                # A second poller (409) may be the other half of a restart: it is waited out, never fought.
                note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _poll(self) -> None:
        busy = bool(self._in_hand)
        asked, self._moves_on = self._next if self._moves_on else self.offset(), False
        found = await self._bot.raw_updates(asked, 0 if busy else LONG)
        new = [data for data in found if self._is_new(int(data["update_id"]), asked)]
        for data in new:
            await self._take(data)
        if busy or new:
            await self._rest(is_full=len(found) >= MOST_UPDATES, is_shut=bool(found) and not new)

    async def _rest(self, *, is_full: bool, is_shut: bool) -> None:
        """Let what is in hand get done before the next look; Telegram gives all of it again each time."""
        if is_full and is_shut:
            # A hundred are known, the oldest is in hand: nobody else is heard before it is done. A few that
            # hang must not shut everybody out, so after a while the window moves on over them. Where most
            # hang, the trouble is everybody's, and Telegram keeps the rest until it is over.
            oldest = self.offset()
            moved = await self._within(HOLD, lambda: self.offset() != oldest)
            self._moves_on = not moved and len(self._in_hand) <= MOST_UPDATES // 2
        elif is_full:
            await self._within(FULL_TICK, lambda: len(self._in_hand) <= MOST_UPDATES // 2)
        else:
            await self._within(TICK, lambda: not self._in_hand)

    async def _within(self, seconds: float, holds: Callable[[], bool]) -> bool:
        """Wait until something holds; False when the time was over first."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():
                    self._freed.clear()
                    await self._freed.wait()
        return holds()

    def _is_new(self, number: int, asked: int | None) -> bool:
        # Between the offset and the next one lies what is in hand or was done a moment ago. What lies below
        # the offset is new as well: after a quiet week Telegram counts from another number.
        return asked is None or self._next is None or not asked <= number < self._next

    async def _take(self, data: dict[str, Any]) -> None:
        number = int(data["update_id"])
        self._next = number + 1
        update = read_update(data, self._bot)
        if update is not None:
            self._in_hand.add(number)
            await self._queue.put(update)


def wait_of(error: RetryAfter) -> float:
    """Tell how many seconds Telegram asks us to wait."""
    wait = error.retry_after
    return float(wait if isinstance(wait, int | float) else wait.total_seconds())
