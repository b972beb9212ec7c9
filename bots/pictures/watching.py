"""A server's watch list while it is watched: who may be found, for how long, and when to stop believing it.

It answers none, review or strong with an opaque number for the alert, and nothing else: no list, no entry, no
distance (a distance would let somebody feel their way to a fingerprint). What does not match is not kept.
A liar may put a famous picture on the list, or made-up values, or very many: each is refused or suspended.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bots.pictures.fingerprint import Fingerprint, Refused, is_pdq
from bots.pictures.index_numpy import NumpyIndex
from bots.pictures.matcher import IndexMaker, Matcher
from bots.pictures.never import well_known
from bots.pictures.suspicion import Suspicion

_DAY = timedelta(days=1)
_MOST_ALERTS = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Say how much a picture resembles something watched for. The alert is a new number each time."""

    tier: Literal["none", "review", "strong"]
    alert: str = ""


NOTHING = Answer("none")


@dataclass(slots=True, repr=False)
class Entry:
    """Hold where an entry came from and until when it counts; its values are in the matcher alone."""

    origin: str
    added: datetime
    until: datetime
    suspended: bool = False
    suspicion: Suspicion = field(default_factory=Suspicion)


class WatchList:
    """Watch for the pictures of one list."""

    def __init__(
        self, make_index: IndexMaker = NumpyIndex, *, most_uploaders: int = 5, most_a_day: int = 20
    ) -> None:
        self._matcher = Matcher(make_index)
        self._never = Matcher()
        for name, made in well_known().items():
            self._never.add(f"well known: {name}", made)
        self._entries: dict[str, Entry] = {}
        self._alerts: OrderedDict[str, str] = OrderedDict()
        self._added: dict[str, deque[datetime]] = {}
        self._most_uploaders = most_uploaders
        self._most_a_day = most_a_day

    def add(
        self, entry: str, made: Fingerprint, *, origin: str, now: datetime, until: datetime
    ) -> Refused | None:
        """Watch for a picture from now on, or say why that would be unsafe."""
        if not all(map(is_pdq, (made.pdq, *made.crops, *made.frames))):
            return Refused("not_a_fingerprint")
        if not made.is_reliable:
            return Refused("too_plain")
        if self._never.match(made) is not None:
            return Refused("well_known")
        if self._is_flood(origin, now):
            return Refused("too_many")
        self.restore(entry, made, origin=origin, added=now, until=until)
        return None

    def restore(
        self,
        entry: str,
        made: Fingerprint,
        *,
        origin: str,
        added: datetime,
        until: datetime,
        suspended: bool = False,
    ) -> None:
        """Take back what was accepted before, when the service starts."""
        self._matcher.add(entry, made)
        self._entries[entry] = Entry(origin, added, until, suspended)

    def never(self, name: str, made: Fingerprint) -> None:
        """Never match this picture: a meme, a logo, a default picture. It stops what is watched already."""
        self._never.add(name, made)

    def withdraw(self, entry: str) -> bool:
        """Forget an entry at once. Tells whether there was one."""
        self._matcher.withdraw(entry)
        self._never.withdraw(entry)
        return self._entries.pop(entry, None) is not None

    def renew(self, entry: str, until: datetime) -> bool:
        """Go on watching for longer."""
        known = self._entries.get(entry)
        if known is not None:
            known.until = until
        return known is not None

    def suspend(self, entry: str) -> bool:
        """Stop an entry from matching until somebody has looked at it."""
        return self._set_suspended(entry, True)

    def resume(self, entry: str) -> bool:
        """Let an entry match again, with a clean slate, after somebody looked at it."""
        return self._set_suspended(entry, False)

    def suspended(self) -> list[str]:
        """List the entries that wait to be looked at."""
        return [name for name, entry in self._entries.items() if entry.suspended]

    def expire(self, now: datetime) -> list[str]:
        """Forget every entry whose time is over, and name them."""
        over = [name for name, entry in self._entries.items() if entry.until <= now]
        for name in over:
            self.withdraw(name)
        return over

    def ask(self, query: Fingerprint, *, uploader: str, now: datetime) -> Answer:
        """Tell whether a picture that somebody put up is one that is watched for."""
        found = self._matcher.match(query, lambda name: self._is_live(name, now))
        if found is None or self._never.match(query) is not None:
            return NOTHING
        entry = self._entries[found.entry]
        if entry.suspicion.count(uploader, now) > self._most_uploaders:
            entry.suspended = True
            return NOTHING
        return Answer(found.tier, self._alert(found.entry))

    def entry_of(self, alert: str) -> str | None:
        """Find the entry behind an alert, for the service itself; never to be told to a moderator."""
        return self._alerts.get(alert)

    def __len__(self) -> int:
        return len(self._entries)

    def _is_live(self, name: str, now: datetime) -> bool:
        entry = self._entries[name]
        return not entry.suspended and now < entry.until

    def _set_suspended(self, name: str, suspended: bool) -> bool:
        entry = self._entries.get(name)
        if entry is None:
            return False
        entry.suspended = suspended
        entry.suspicion = Suspicion()
        return True

    def _is_flood(self, origin: str, now: datetime) -> bool:
        times = self._added.setdefault(origin, deque())
        while times and times[0] <= now - _DAY:
            times.popleft()
        if len(times) >= self._most_a_day:
            return True
        times.append(now)
        return False

    def _alert(self, entry: str) -> str:
        alert = secrets.token_hex(8)
        self._alerts[alert] = entry
        if len(self._alerts) > _MOST_ALERTS:
            self._alerts.popitem(last=False)
        return alert
