"""Updates that wait for the bot: until an offset confirms them, or a webhook takes them."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.bots.telegram.fake_api.faults import CallFailed

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """Number updates, hold them, and give them out in order."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.given: dict[int, int] = {}
        self._number = 500_000
        self._changed = asyncio.Condition()
        self._poll = 0

    def add(self, **update: Any) -> int:
        """Add an update and return its number."""
        self._number += 1
        self.waiting.append({"update_id": self._number, **update})
        asyncio.get_running_loop().call_soon(self._wake)
        return self._number

    def skip_to(self, number: int) -> None:
        """Count from another number, as Telegram does after a quiet week."""
        self._number = number

    async def get(self, offset: int | None, limit: int, timeout: int) -> list[dict[str, Any]]:
        """Answer getUpdates: confirm what lies below the offset, wait, and fight a second poller."""
        self._poll += 1
        mine = self._poll
        self._wake()
        if offset is not None:
            self.confirm_below(offset)
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        async with self._changed:
            while not self.waiting and loop.time() < until and mine == self._poll:
                try:
                    await asyncio.wait_for(self._changed.wait(), until - loop.time())
                except TimeoutError:
                    break
        if mine != self._poll:
            raise CallFailed(409, CONFLICT)
        found = self.waiting[: max(1, min(limit, 100))]
        for update in found:
            self.given[update["update_id"]] = self.given.get(update["update_id"], 0) + 1
        return found

    def confirm_below(self, offset: int) -> None:
        """Forget every update below an offset."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
            return
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        self._wake()

    def confirm(self, number: int) -> None:
        """Forget one update."""
        self.waiting = [update for update in self.waiting if update["update_id"] != number]
        self._wake()

    def _wake(self) -> None:
        async def wake() -> None:
            async with self._changed:
                self._changed.notify_all()

        asyncio.ensure_future(wake())

    async def none_left(self, seconds: float = 20.0) -> None:
        """Wait until every update was confirmed."""
        async with asyncio.timeout(seconds), self._changed:
            while self.waiting:
                await self._changed.wait()
