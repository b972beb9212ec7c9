"""What must be checked again, most harmful first, so that a caseworker's hour goes where it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from responses.check_facts import FIRST_CONTACT
from responses.entries import Facts, Service

# Days between two checks. Numbers of the first message, law and forms of sites go stale soonest.
QUARTER, HALF_YEAR, YEAR = 91, 182, 365


@dataclass(frozen=True, slots=True)
class Due:
    """One fact to check again: how much harm it does if wrong (0 is most), and since when it is due."""

    harm: int
    since: date | None
    what: str
    id: str
    why: str

    def sentence(self) -> str:
        """Say it for the caseworker."""
        since = f"due since {self.since}" if self.since else "never checked"
        return f"{self.what} {self.id}: {since}{'. To check: ' + self.why if self.why else ''}."


def due(facts: Facts, today: date) -> list[Due]:
    """List every fact that is due on this day, most harmful and longest overdue first."""
    found = [*_services(facts, today), *_routes(facts, today), *_law(facts, today)]
    return sorted(found, key=lambda item: (item.harm, item.since or date.min, item.what, item.id))


def _services(facts: Facts, today: date) -> Iterator[Due]:
    for service in facts.services.values():
        since = _overdue(service.checked, _every(service), today)
        if since is not False:
            yield Due(_harm(service), since, "service", service.id, "; ".join(service.to_check))


def _every(service: Service) -> int:
    return QUARTER if service.id in FIRST_CONTACT else HALF_YEAR


def _harm(service: Service) -> int:
    if service.id in FIRST_CONTACT:
        return 0 if service.kind in ("emergency", "emotional_support", "child_protection") else 1
    return 3 if service.kind in ("police", "hash_service", "platform", "specialist_helpline") else 4


def _routes(facts: Facts, today: date) -> Iterator[Due]:
    for route in facts.routes.values():
        since = _overdue(route.checked, QUARTER if route.kind == "site" else HALF_YEAR, today)
        if since is not False:
            yield Due(3 if route.kind in ("site", "report", "child") else 4, since, "route", route.id, "")


def _law(facts: Facts, today: date) -> Iterator[Due]:
    for law in facts.law.values():
        # What could not be confirmed is due until somebody confirms it.
        since = law.checked if not law.confirmed else _overdue(law.checked, HALF_YEAR, today)
        if since is not False:
            yield Due(2, since, "law", law.id, "" if law.confirmed else law.notes or "not confirmed")


def _overdue(checked: date | None, days: int, today: date) -> date | None | Literal[False]:
    if checked is None:
        return None
    falls_on = checked + timedelta(days=days)
    return falls_on if falls_on <= today else False
