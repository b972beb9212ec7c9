"""Steps taken, as the ledger holds them: what was reported where, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import CaseId, Entry, Store

LIMIT = timedelta(hours=48)
CAME_OF_IT = frozenset({"gone", "there", "refused"})
KINDS = frozenset({"reported", "complained", "told_police", "told_helpline", "told_ofcom"}) | CAME_OF_IT


@dataclass(frozen=True, slots=True)
class Taken:
    """One step: what was done, at which site, when it happened, and how exactly that is known."""

    step: str
    site: str
    happened: datetime
    exact: str

    @property
    def over_at(self) -> datetime:
        """Say when the 48 hours after it are over. Hours pass alike whatever the clocks do."""
        return self.happened + LIMIT


def steps_in(entries: Iterable[Entry]) -> list[Taken]:
    """Read the steps out of a ledger, oldest first."""
    return [
        Taken(
            str(entry.facts["step"]),
            str(entry.facts.get("site") or ""),
            datetime.fromisoformat(entry.facts["happened"]),
            str(entry.facts.get("exact", "time")),
        )
        for entry in entries
        if entry.kind == "step"
    ]


def steps_of(store: Store, case: CaseId) -> list[Taken]:
    """Read the steps of a case."""
    return steps_in(store.ledger.entries(case))


def last_of(steps: Iterable[Taken], site: str, *kinds: str) -> Taken | None:
    """Find the last step at a site, of these kinds if any are named."""
    found = [step for step in steps if step.site == site and (not kinds or step.step in kinds)]
    return found[-1] if found else None


def is_open(steps: list[Taken], site: str) -> bool:
    """Say whether a report to a site still waits for what comes of it."""
    last = last_of(steps, site)
    return last is not None and last.step in {"reported", "complained"}
