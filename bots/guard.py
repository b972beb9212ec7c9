"""Compare new uploads with a server's watch list: of any channel, in the sandbox, in two tiers.

What does not match is neither kept nor noted. An entry is proposed with the person's consent, confirmed by a
moderator who sees no picture, and withdrawn the moment the person forgets, on whatever channel.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from bots.guard_brake import MOST_UNRELATED, Unrelated
from bots.guard_entries import Confirmed, Entries, Proposed
from bots.guard_lists import MOST_UPLOADERS, Kept
from bots.pictures import Fingerprint, Refused, fingerprint

__all__ = ["MOST_UPLOADERS", "Confirmed", "Guard", "Look", "Proposed"]

Never = Literal["added", "too_plain", "watched"]


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking at one upload. The alert is opaque, and new each time."""

    tier: Literal["none", "review", "strong"] = "none"
    alert: str = ""
    tell: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    refused: str = ""


class Guard(Entries):
    """Watch over every server's uploads."""

    async def look(self, server: str, picture: bytes, uploader: str) -> Look:
        """Fingerprint an upload in the sandbox and compare it. What is no picture matches nothing."""
        made = await fingerprint(picture)
        if isinstance(made, Refused):
            return Look(refused=made.reason)
        return await self.compare(server, made, uploader)

    async def compare(self, server: str, made: Fingerprint, uploader: str) -> Look:
        """Compare a fingerprint with a server's list, off the loop, one query of a server at a time."""
        kept = self._kept(server)
        async with kept.lock:
            return await asyncio.to_thread(self._compare, server, kept, made, uploader)

    async def add_never(self, server: str, made: Fingerprint, moderator: str) -> Never:
        """Never match a picture that everybody may see; not one that somebody asked to look out for."""
        kept = self._kept(server)
        async with kept.lock:
            return await asyncio.to_thread(self._add_never, server, kept, made, moderator)

    def _add_never(self, server: str, kept: Kept, made: Fingerprint, moderator: str) -> Never:
        """Threat: a moderator who did it could blind the guard to the very picture, unseen by the others."""
        if not made.is_reliable:
            return "too_plain"
        self._follow(server, kept)
        if kept.watched.ask(made, uploader=moderator, now=self._now()).tier != "none":
            return "watched"
        self._store.watches.add_watch(server, made.kept().as_dict(), moderator, state="never")
        return "added"

    def _compare(self, server: str, kept: Kept, made: Fingerprint, uploader: str) -> Look:
        self._follow(server, kept)
        answer = kept.watched.ask(made, uploader=uploader, now=self._now())
        entry = kept.watched.entry_of(answer.alert)
        if entry is None:
            return Look()
        if self._is_flood(kept, entry, made, uploader):
            self._suspend(kept, entry)
            return Look(suspended=(entry,))
        address = self.teller(entry)
        return Look(answer.tier, self._alert(entry), (address,) if address else ())

    def _is_flood(self, kept: Kept, entry: str, made: Fingerprint, uploader: str) -> bool:
        """Tell whether one entry matches too many people's pictures, or too many with nothing in common."""
        people = self._store.watches.note_match(entry, uploader)
        pictures = kept.unrelated.setdefault(entry, Unrelated()).count(made, self._now())
        return people > MOST_UPLOADERS or pictures > MOST_UNRELATED
