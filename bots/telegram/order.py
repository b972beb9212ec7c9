"""Keep the order within each chat while different chats go on beside each other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import BaseUpdateProcessor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# More than the queue of one poll; what is beyond waits in order.
AT_ONCE = 256


class Order:
    """Let one thing happen at a time in each chat, first come, first served."""

    def __init__(self) -> None:
        self._queues: dict[int, deque[asyncio.Event]] = {}

    @asynccontextmanager
    async def in_chat(self, chat: int) -> AsyncIterator[None]:
        """Wait for the chat's turn, and give it to the next afterwards."""
        queue = self._queues.setdefault(chat, deque())
        mine = asyncio.Event()
        queue.append(mine)
        try:
            if queue[0] is not mine:
                await mine.wait()
            yield
        finally:
            queue.remove(mine)
            if queue:
                queue[0].set()
            else:
                del self._queues[chat]


class InOrder(BaseUpdateProcessor):
    """Run the updates of one chat one after the other, and say when each is done."""

    __slots__ = ("_done", "_order")

    def __init__(self, order: Order, done: Callable[[int], None]) -> None:
        super().__init__(AT_ONCE)
        self._order, self._done = order, done

    async def do_process_update(self, update: object, coroutine: Awaitable[None]) -> None:
        """Run one update when its chat is free."""
        assert isinstance(update, Update)  # noqa: S101 - only updates are ever queued
        chat = update.effective_chat.id if update.effective_chat else 0
        try:
            async with self._order.in_chat(chat):
                await coroutine
        finally:
            self._done(update.update_id)

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
