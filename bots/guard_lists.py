"""Each server's watch list in memory, kept in step with what is stored: a withdrawal counts at once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from bots.guard_brake import Unrelated
from bots.pictures import Fingerprint
from bots.pictures.watching import WatchList
from storage import Retention, State, Store, Watch

MOST_UPLOADERS = 5
LONGEST = Retention().watch
Days = Callable[[str], int]
Now = Callable[[], datetime]


@dataclass(slots=True)
class Kept:
    """One server's list, the state of each entry in it, and what each matched today."""

    watched: WatchList
    version: int = -1
    states: dict[str, State] = field(default_factory=dict)
    unrelated: dict[str, Unrelated] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def forget(self, name: str) -> None:
        """Let go of an entry and of what it matched."""
        self.watched.withdraw(name)
        self.unrelated.pop(name, None)


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


class Lists:
    """Hold every server's list, each read from the store when it is first needed."""

    def __init__(self, store: Store, days: Days = lambda _: LONGEST.days, now: Now = _utc_now) -> None:
        self._store, self._days, self._now = store, days, now
        self._lists: dict[str, Kept] = {}

    async def is_watching(self, server: str) -> bool:
        """Bring a server's list up to date and tell whether anything counts: if not, no picture is opened."""
        kept = self._kept(server)
        async with kept.lock:
            await asyncio.to_thread(self._follow, server, kept)
        return "active" in kept.states.values()

    def until(self, watch: Watch) -> datetime:
        """Tell when an entry ends: a server may shorten the longest time there is."""
        return self._until(watch.server, watch.expires_at)

    def _until(self, server: str, latest: datetime) -> datetime:
        return latest - LONGEST + timedelta(days=min(self._days(server), LONGEST.days))

    def forget_server(self, server: str) -> None:
        """Let go of a server that the bot has left."""
        self._lists.pop(server, None)

    def _kept(self, server: str) -> Kept:
        # The brake is ours: the store counts people across restarts, so the list's own count stays out of it.
        return self._lists.setdefault(server, Kept(WatchList(most_uploaders=sys.maxsize)))

    def _follow(self, server: str, kept: Kept) -> None:
        """Bring the list in memory to what is stored: a withdrawal counts from the next query on."""
        version = self._store.watches.version()
        if version == kept.version:
            return
        states = self._store.watches.states(server)
        for name in kept.states.keys() - states.keys():
            kept.forget(name)
        for name, state in states.items():
            if kept.states.get(name) != state:
                self._load(kept, name, state)
        kept.states, kept.version = states, version

    def _load(self, kept: Kept, name: str, state: State) -> None:
        watch = self._store.watches.watch(name)
        if watch is None or state == "waiting":
            return
        made = Fingerprint.from_dict(watch.fingerprint)
        if state == "never":
            kept.forget(name)
            kept.watched.never(name, made)
            return
        kept.watched.restore(
            name, made, origin=watch.origin, added=watch.added_at,
            until=self.until(watch), suspended=state == "suspended",
        )  # fmt: skip
