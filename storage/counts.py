"""Counts without a person: which sites, which incidents, by month; never a group of fewer than ten."""

import re
from collections import Counter
from dataclasses import dataclass

from storage.ground import Ground

SMALLEST = 10
OTHER = "other"
_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")

Group = tuple[str, str, str, str]


@dataclass(frozen=True)
class Count:
    """Say how often something happened in a month."""

    month: str
    event: str
    site: str
    incident: str
    number: int


class Counts:
    """Count, and read only what hides everybody in a crowd."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def count(self, event: str, site: str, incident: str, month: str | None = None) -> None:
        """Count one event; only short ids are taken, so that no text a person typed can be counted."""
        if not all(_ID.fullmatch(name) for name in (event, site, incident)):
            raise ValueError("A count takes ids of our own, nothing else.")
        self._ground.database.run(
            "INSERT INTO counts VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (month, event, site, incident)"
            " DO UPDATE SET number = number + 1, counted_at = excluded.counted_at",
            *(month or f"{self._ground.clock():%Y-%m}", event, site, incident, self._ground.now()),
        )

    def read(self, with_this_month: bool = False) -> list[Count]:
        """Read every group of ten or more, small ones merged; the running month is left out.

        (Reading a month that still grows twice would show what one person added.)
        """
        rows = self._ground.database.rows("SELECT month, event, site, incident, number FROM counts")
        this_month = f"{self._ground.clock():%Y-%m}"
        groups = {
            (row["month"], row["event"], row["site"], row["incident"]): row["number"]
            for row in rows
            if with_this_month or row["month"] < this_month
        }
        return [Count(*group, number) for group, number in sorted(hide_small(groups).items())]


def hide_small(groups: dict[Group, int]) -> dict[Group, int]:
    """Merge groups under ten: first over incidents, then over sites; drop what is still too small."""
    kept: Counter[Group] = Counter()
    small: Counter[Group] = Counter(groups)
    for merged in (_as_it_is, _over_incidents, _over_sites):
        rest: Counter[Group] = Counter()
        for group, number in small.items():
            rest[merged(group)] += number
        kept.update({group: number for group, number in rest.items() if number >= SMALLEST})
        small = Counter({group: number for group, number in rest.items() if number < SMALLEST})
    return dict(kept)


def _as_it_is(group: Group) -> Group:
    return group


def _over_incidents(group: Group) -> Group:
    month, event, site, _ = group
    return month, event, site, OTHER


def _over_sites(group: Group) -> Group:
    month, event, _, _ = group
    return month, event, OTHER, OTHER
