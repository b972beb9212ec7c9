"""The sign that an answer is being written, for a turn that takes longer than a moment."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bots.telegram.calls import Calls

# A turn that is quicker needs no sign that somebody writes; the sign itself fades after five seconds.
AFTER, AGAIN = 0.3, 4.5
# When very many wait at once, the signs themselves would make them wait longer.
MOST_AT_ONCE = 20


class Writing:
    """Show it, chat by chat."""

    def __init__(self, calls: Calls) -> None:
        self._calls, self._exchanges = calls, 0

    @asynccontextmanager
    async def shown(self, chat: int) -> AsyncIterator[None]:
        """Show that an answer is being written, while it takes longer than a moment."""
        showing = asyncio.create_task(self._show(chat))
        self._exchanges += 1
        try:
            yield
        finally:
            self._exchanges -= 1
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing

    async def _show(self, chat: int) -> None:
        await asyncio.sleep(AFTER)
        while self._exchanges <= MOST_AT_ONCE:
            await self._calls.typing(chat)
            await asyncio.sleep(AGAIN)
