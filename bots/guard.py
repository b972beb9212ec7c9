"""Compare new uploads with a server's watch list: of any channel, in the sandbox, in two tiers.

What does not match is neither kept nor noted. An entry is proposed with the person's consent, confirmed by a
moderator who sees no picture, and withdrawn the moment the person forgets, on whatever channel.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

from bots.pictures import Fingerprint, Refused, fingerprint
from bots.pictures.watching import WatchList
from storage import CaseId, Retention, State, Store, Watch

MOST_UPLOADERS = 5
LONGEST = Retention().watch
Days = Callable[[str], int]
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking at one upload. The alert is opaque, and new each time."""

    tier: Literal["none", "review", "strong"] = "none"
    alert: str = ""
    tell: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()


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


@dataclass(slots=True)
class _Kept:
    watched: WatchList
    version: int = -1
    states: dict[str, State] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


class Guard:
    """Watch over every server's uploads."""

    def __init__(self, store: Store, days: Days = lambda _: LONGEST.days, now: Now = _utc_now) -> None:
        self._store, self._days, self._now = store, days, now
        self._lists: dict[str, _Kept] = {}

    async def look(self, server: str, picture: bytes, uploader: str) -> Look:
        """Fingerprint an upload in the sandbox and compare it. What is no picture matches nothing."""
        made = await fingerprint(picture)
        return Look() if isinstance(made, Refused) else await self.compare(server, made, uploader)

    async def is_watching(self, server: str) -> bool:
        """Bring a server's list up to date and tell whether anything counts: if not, no picture is opened."""
        kept = self._kept(server)
        async with kept.lock:
            await asyncio.to_thread(self._follow, server, kept)
        return "active" in kept.states.values()

    async def compare(self, server: str, made: Fingerprint, uploader: str) -> Look:
        """Compare a fingerprint with a server's list, off the loop, one query of a server at a time."""
        kept = self._kept(server)
        async with kept.lock:
            return await asyncio.to_thread(self._compare, server, kept, made, uploader)

    def _compare(self, server: str, kept: _Kept, made: Fingerprint, uploader: str) -> Look:
        self._follow(server, kept)
        answer = kept.watched.ask(made, uploader=uploader, now=self._now())
        tell: tuple[str, ...] = ()
        if answer.tier != "none" and (entry := kept.watched.entry_of(answer.alert)):
            tell = self._told(entry)
            if self._store.watches.note_match(entry, uploader) > MOST_UPLOADERS:
                kept.watched.suspend(entry)
        suspended = self._pause(kept)
        if any(entry == kept.watched.entry_of(answer.alert) for entry in suspended):
            return Look(suspended=suspended)
        return Look(answer.tier, answer.alert, tell, suspended)

    def _told(self, entry: str) -> tuple[str, ...]:
        watch = self._store.watches.watch(entry)
        address = str(watch.facts.get("tell", "")) if watch else ""
        return (address,) if address else ()

    def _pause(self, kept: _Kept) -> tuple[str, ...]:
        """Write down which entries the flood brake has just stopped."""
        stopped = tuple(name for name in kept.watched.suspended() if kept.states.get(name) == "active")
        for name in stopped:
            self._store.watches.set_state(name, "suspended")
            kept.states[name] = "suspended"
        return stopped

    def _kept(self, server: str) -> _Kept:
        return self._lists.setdefault(server, _Kept(WatchList(most_uploaders=MOST_UPLOADERS)))

    def _follow(self, server: str, kept: _Kept) -> None:
        """Bring the list in memory to what is stored: a withdrawal counts from the next query on."""
        version = self._store.watches.version()
        if version == kept.version:
            return
        states = self._store.watches.states(server)
        for name in kept.states.keys() - states.keys():
            kept.watched.withdraw(name)
        for name, state in states.items():
            if kept.states.get(name) != state:
                self._load(kept, name, state, server)
        kept.states, kept.version = states, version

    def _load(self, kept: _Kept, name: str, state: State, server: str) -> None:
        watch = self._store.watches.watch(name)
        if watch is None or state == "waiting":
            return
        made = Fingerprint.from_dict(watch.fingerprint)
        if state == "never":
            kept.watched.never(name, made)
            return
        kept.watched.restore(
            name, made, origin=watch.origin, added=watch.added_at,
            until=self.until(watch), suspended=state == "suspended",
        )  # fmt: skip

    def until(self, watch: Watch) -> datetime:
        """Tell when an entry ends: a server may shorten the longest time there is."""
        return watch.expires_at - LONGEST + timedelta(days=min(self._days(watch.server), LONGEST.days))

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

    def _confirm(self, server: str, kept: _Kept, batch: str) -> Confirmed:
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
        self._kept(server).watched.resume(entry)
        return self._store.watches.set_state(entry, "active")

    def pause_for_mistake(self, server: str, alert: str) -> str | None:
        """Stop the entry behind an alert that a moderator calls a mistake; name it for the store only."""
        kept = self._kept(server)
        entry = kept.watched.entry_of(alert)
        if entry is None or not kept.watched.suspend(entry):
            return None
        self._pause(kept)
        return entry

    def renew(self, server: str) -> int:
        """Start again the time of every entry that would end within a week."""
        ending = self.ending(server)
        for watch in ending:
            self._store.watches.renew(watch.id)
            renewed = self._store.watches.watch(watch.id)
            if renewed is not None:
                self._kept(server).watched.renew(watch.id, self.until(renewed))
        return len(ending)

    def ending(self, server: str) -> list[Watch]:
        """List what ends within a week."""
        edge = self._now() + timedelta(days=7)
        return [
            watch
            for watch in self._store.watches.watches(server, "active", "suspended")
            if self.until(watch) <= edge
        ]

    def expire(self, server: str) -> int:
        """Destroy what has ended by the server's own time."""
        over = [
            watch
            for watch in self._store.watches.watches(server, "active", "suspended", "waiting")
            if self.until(watch) <= self._now()
        ]
        return sum(self._store.watches.withdraw(watch.id) for watch in over)

    def forget_server(self, server: str) -> None:
        """Let go of a server that the bot has left."""
        self._lists.pop(server, None)
