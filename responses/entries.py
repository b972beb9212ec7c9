"""What a fact looks like: a service, a route, a law card. Frozen, typed, and careful what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from responses.hours import Hours

Nation = Literal["england", "wales", "scotland", "northern_ireland"]
NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
ALL_NATIONS = frozenset(NATIONS)
CONFIDENCES = ("high", "medium", "low")
VERIFICATIONS = ("seen", "partly", "recalled")
# A service that may have closed: no number or time of it is shown, only its name and site.
HIDDEN_IF_NOT_RUNNING = frozenset(
    {"phone", "text", "whatsapp", "email", "webchat_url", "hours", "hours_words"}
)
# These stand on the name board of the entry and are no claims that could have changed.
ALWAYS_SHOWN = frozenset({"id", "name", "what", "kind", "nations", "age_min", "age_max", "groups", "issues"})


@dataclass(frozen=True)
class Service:
    """Whom we point to. Read a field for showing only through `shown`."""

    id: str
    name: str
    what: str
    kind: str
    nations: frozenset[str]
    age_min: int | None
    age_max: int | None
    groups: tuple[str, ...]
    issues: tuple[str, ...]
    phone: str | None
    text: str | None
    whatsapp: str | None
    email: str | None
    url: str | None
    webchat_url: str | None
    hours: Hours | None
    hours_words: str | None
    cost: str | None
    languages: str | None
    relay_bsl: str | None
    confidentiality_limits: str | None
    source_url: str | None
    source_date: str | None
    checked: date | None
    confidence: str
    verification: str
    unconfirmed: frozenset[str]
    to_check: tuple[str, ...]
    notes: str | None

    def shown(self, field: str) -> object | None:
        """Give a field for showing, or None when it is not confirmed: a wrong number is worse than none."""
        if field in ALWAYS_SHOWN:
            return getattr(self, field)  # type: ignore[no-any-return]
        if self.verification == "recalled" or _base(field) in self.unconfirmed:
            return None
        if "running" in self.unconfirmed and field in HIDDEN_IF_NOT_RUNNING:
            return None
        return getattr(self, field)  # type: ignore[no-any-return]

    def words_of(self, field: str) -> str | None:
        """Give a shown field as words, for lines of a card."""
        value = self.shown(field)
        return None if value is None else str(value)

    def serves(self, nation: str | None) -> bool:
        """Say whether it serves this nation; when the nation is not known, only all four will do."""
        return self.nations >= ALL_NATIONS if nation is None else nation in self.nations

    def takes_age(self, under_18: bool, years: int | None) -> bool:
        """Say whether it may be shown at this age; a child is never pointed to a service for adults."""
        if years is not None:
            return (self.age_min or 0) <= years <= (self.age_max or 200)
        if under_18:
            return (self.age_min or 0) < 18
        return self.age_max is None or self.age_max >= 18


def _base(field: str) -> str:
    return "hours" if field == "hours_words" else field


@dataclass(frozen=True)
class Route:
    """A way to get something taken down or complained about: the steps, and what it costs in privacy."""

    id: str
    name: str
    kind: str
    nations: frozenset[str]
    for_ages: str
    incidents: tuple[str, ...]
    steps: tuple[str, ...]
    choose: str | None
    link: str | None
    also: Mapping[str, str]
    email: str | None
    account: str
    discloses: str
    stopncii: str
    promise: str | None
    services: tuple[str, ...]
    source_url: str | None
    checked: date | None
    confidence: str
    unconfirmed: frozenset[str]
    notes: str | None

    def shown(self, field: str) -> object | None:
        """Give a field for showing, or None when it is not confirmed."""
        return None if field in self.unconfirmed else getattr(self, field)


@dataclass(frozen=True)
class LawCard:
    """Two or three plain sentences on the law of one place, for acts between two days."""

    id: str
    topic: str
    nations: frozenset[str]
    incidents: tuple[str, ...]
    since: date | None
    until: date | None
    words: str
    under_18: str
    source_url: str | None
    checked: date
    confidence: str
    confirmed: bool
    notes: str | None

    def covers(self, first: date | None, last: date | None) -> bool:
        """Say whether an act between these days may fall under it; with no last day, today's law is meant."""
        if last is None:
            return self.until is None
        return (self.since is None or self.since <= last) and (
            self.until is None or first is None or first <= self.until
        )


@dataclass(frozen=True)
class Step:
    """One line of the decision table: a service or a need, and perhaps a named condition."""

    service: str | None
    need: str | None
    only_if: str | None


@dataclass(frozen=True)
class Row:
    """One row of the decision table: when it applies, and what is shown in which order."""

    id: str
    when: Mapping[str, tuple[str, ...]]
    advice: tuple[str, ...]
    show: tuple[Step, ...]
    later: tuple[Step, ...]


@dataclass(frozen=True)
class Table:
    """The decision table: needs by nation, rows in order of trial, and the lists for danger and crisis."""

    needs: Mapping[str, Mapping[str, tuple[str, ...]]]
    danger: Mapping[str, tuple[Step, ...]]
    crisis: Mapping[str, tuple[Step, ...]]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Facts:
    """Everything we know, read once at the start."""

    services: Mapping[str, Service]
    routes: Mapping[str, Route]
    law: Mapping[str, LawCard]
    table: Table
    advice: Mapping[str, str]
