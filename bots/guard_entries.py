"""A watch list's entries: proposed by a person, confirmed by a moderator, paused, renewed, taken off.

A moderator sees no picture at any of this. What a person takes back is destroyed, also what never matches.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bots.guard_lists import Kept, Lists
from bots.pictures import Fingerprint
from storage import CaseId, State, Watch

STANDING: tuple[State, ...] = ("active", "suspended", "never")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of a person's wish: how many wait for a moderator, and how many are too plain."""

    waiting: int
    plain: int
    batch: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of a moderator's yes."""

    added: int
    refused: tuple[str, ...]
    until: datetime | None


class Entries(Lists):
    """Put entries on servers' lists and take them off."""

    def propose(self, server: str, conversation: str, case: CaseId, batch: str, tell: str = "") -> Proposed:
        """Put a person's fingerprints before a server's moderators, with the consent just given."""
        known = {
            watch.fingerprint["pdq"]
            for watch in self._store.watches.watches_of(conversation)
            if watch.server == server
        }
        waiting = plain = 0
        for kept in self._store.fingerprints.fingerprints(case):
            made = Fingerprint.from_dict(kept)
            if made.pdq in known:
                continue
            plain += not made.is_reliable
            if made.is_reliable:
                facts: dict[str, Any] = {"batch": batch, "tell": tell}
                self._store.watches.add_watch(
                    server,
                    made.kept().as_dict(),
                    conversation,
                    case=case,
                    conversation=conversation,
                    facts=facts,
                )
                waiting += 1
        return Proposed(waiting, plain, batch)

    def waiting(self, server: str, batch: str = "") -> list[Watch]:
        """List what waits for a moderator, all of it or one proposal."""
        return [
            watch for watch in self._store.watches.watches(server, "waiting")
            if not batch or watch.facts.get("batch") == batch
        ]  # fmt: skip

    async def confirm(self, server: str, batch: str) -> Confirmed:
        """Take a moderator's yes. What would be unsafe to watch for is refused, and destroyed."""
        kept = self._kept(server)
        async with kept.lock:
            return await asyncio.to_thread(self._confirm, server, kept, batch)

    def _confirm(self, server: str, kept: Kept, batch: str) -> Confirmed:
        self._follow(server, kept)
        added, refused, until = 0, [], None
        for watch in self.waiting(server, batch):
            until, made = self.until(watch), Fingerprint.from_dict(watch.fingerprint)
            why = kept.watched.add(watch.id, made, origin=watch.origin, now=self._now(), until=until)
            if why is not None:
                refused.append(why.reason)
                self._store.watches.withdraw(watch.id)
                continue
            self._store.watches.set_state(watch.id, "active")
            kept.states[watch.id] = "active"
            added += 1
        return Confirmed(added, tuple(refused), until)

    def decline(self, server: str, batch: str) -> int:
        """Take a moderator's no: the fingerprints are destroyed."""
        return sum(self._store.watches.withdraw(watch.id) for watch in self.waiting(server, batch))

    def withdraw(self, server: str, entry: str) -> bool:
        """Take one entry off a server's list at once."""
        if entry not in self._store.watches.states(server):
            return False
        return self._store.watches.withdraw(entry)

    def resume(self, server: str, entry: str) -> bool:
        """Let a paused entry count again, with a clean slate."""
        if self._store.watches.states(server).get(entry) != "suspended":
            return False
        kept = self._kept(server)
        kept.watched.resume(entry)
        kept.unrelated.pop(entry, None)
        return self._store.watches.set_state(entry, "active")

    def never(self, server: str, entry: str) -> bool:
        """Let an entry never match again: it turned out to be a picture that everybody has."""
        if self._store.watches.states(server).get(entry) not in STANDING:
            return False
        return self._store.watches.set_state(entry, "never")

    def pause_for_mistake(self, server: str, alert: str) -> str | None:
        """Stop the entry behind an alert that a moderator calls a mistake; name it for the store only."""
        kept, entry = self._kept(server), self._entry_behind(server, alert)
        if entry is None or self._store.watches.states(server).get(entry) != "active":
            return None
        self._suspend(kept, entry)
        return entry

    def teller(self, entry: str) -> str:
        """Return the account that asked to be told of this entry, if its person did."""
        watch = self._store.watches.watch(entry)
        return str(watch.facts.get("tell", "")) if watch else ""

    def _suspend(self, kept: Kept, entry: str) -> None:
        kept.watched.suspend(entry)
        self._store.watches.set_state(entry, "suspended")
        kept.states[entry] = "suspended"

    def _alert(self, entry: str) -> str:
        """Make an opaque number for one match, new each time, that a restart does not lose."""
        salt = secrets.token_hex(4)
        return salt + self._store.conversation_id("alert", f"{salt}:{entry}")[:16]

    def _entry_behind(self, server: str, alert: str) -> str | None:
        salt, rest = alert[:8], alert[8:]
        names = self._store.watches.states(server)
        return next(
            (n for n in names if self._store.conversation_id("alert", f"{salt}:{n}")[:16] == rest), None
        )

    def renew(self, server: str) -> int:
        """Start again the time of every entry that would end within a week."""
        ending = self.ending(server)
        for name in ending:
            if latest := self._store.watches.renew(name):
                self._kept(server).watched.renew(name, self._until(server, latest))
        return len(ending)

    def ending(self, server: str) -> list[str]:
        """List what ends within a week."""
        return self._over(server, self._now() + timedelta(days=7), STANDING)

    def expire(self, server: str) -> int:
        """Destroy what has ended by the server's own time."""
        over = self._over(server, self._now(), (*STANDING, "waiting"))
        return sum(self._store.watches.withdraw(name) for name in over)

    def _over(self, server: str, edge: datetime, states: tuple[State, ...]) -> list[str]:
        ends = self._store.watches.ends(server, *states)
        return [name for name, latest in ends.items() if self._until(server, latest) <= edge]
