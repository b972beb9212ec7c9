"""The outbox: passes on what people agreed to give, and asks back what they took back, until it is done.

Everything stands in the store before anything leaves, so a restart loses nothing. What was being sent when we
died is sent again, and a mark stays for the operator that the bank may hold it twice.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from bots.log import Event, note
from bots.pictures import Refused
from bots.pictures.bank import Bank
from bots.pictures.sharing import add_to_bank, take_from_bank
from storage import Share, StorageError, Store, Takeback

RETRY = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 180, 720, 1440))
LOOK_EVERY = 60.0


@dataclass(slots=True)
class Passed:
    """Say how many were passed on, taken back, and put off."""

    given: int = 0
    taken_back: int = 0
    put_off: int = 0


class Outbox:
    """Passes on and takes back, one by one."""

    def __init__(self, store: Store, bank: Bank) -> None:
        self._store, self._bank = store, bank

    async def run(self, told: asyncio.Event) -> None:
        """Send what is due until told to stop."""
        while not told.is_set():
            try:
                passed = await self.send_due()
                if passed.given or passed.taken_back:
                    note(Event.SHARED, count=passed.given + passed.taken_back)
            except StorageError as error:
                note(Event.CHANNEL_TROUBLE, error=error)
            try:
                async with asyncio.timeout(LOOK_EVERY):
                    await told.wait()
            except TimeoutError:
                continue

    async def send_due(self) -> Passed:
        """Take back first, then pass on, everything that is due now."""
        passed = Passed()
        for back in await asyncio.to_thread(self._store.shares.due_takebacks):
            await self._take_back(back, passed)
        while (share := await asyncio.to_thread(self._store.shares.take)) is not None:
            await self._give(share, passed)
        return passed

    async def _give(self, share: Share, passed: Passed) -> None:
        bank = str(share.facts["bank"])
        request = add_to_bank(str(share.facts["pdq"]), bank)
        if isinstance(request, Refused):
            return
        said = await self._bank.send(request)
        if said.outcome == "sent":
            await asyncio.to_thread(self._store.shares.gone_out, share.id, bank, said.content)
            passed.given += 1
            return
        unsent = said.outcome == "unsent"
        await asyncio.to_thread(self._store.shares.put_off, share.id, _wait(share.attempts), unsent)
        passed.put_off += 1

    async def _take_back(self, back: Takeback, passed: Passed) -> None:
        content = back.facts.get("content")
        if content is None:
            return  # its number is not known here; `fingerpost shared` lists it for the operator
        said = await self._bank.send(take_from_bank(str(back.facts["bank"]), content))
        if said.outcome == "sent":
            await asyncio.to_thread(self._store.shares.taken_back, back.id)
            passed.taken_back += 1
            return
        await asyncio.to_thread(self._store.shares.put_off_takeback, back.id, _wait(back.attempts))
        passed.put_off += 1


def _wait(attempts: int) -> timedelta:
    return RETRY[min(attempts, len(RETRY) - 1)]
