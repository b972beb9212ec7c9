"""The chain: how ledger entries are tied to each other, so that a later change shows.

Pure: a pack can be checked with this file and nothing else.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from storage.sealing import canonical

BEGINNING = "0" * 64


@dataclass(frozen=True)
class Entry:
    """Say what happened, when, and which entry came before."""

    number: int
    at: datetime
    kind: str
    facts: Mapping[str, Any] = field(repr=False)
    before: str
    hash: str

    def as_facts(self) -> dict[str, Any]:
        """Write the entry as it stands in a pack."""
        return _facts(self.number, self.at, self.kind, self.facts, self.before) | {"hash": self.hash}


@dataclass(frozen=True)
class Broken:
    """Say at which entry a chain no longer holds."""

    number: int


def next_entry(number: int, at: datetime, kind: str, facts: Mapping[str, Any], before: str) -> Entry:
    """Chain a new entry to the hash of the one before it."""
    content = _facts(number, at, kind, facts, before)
    return Entry(number, _utc(at), kind, content["facts"], before, _hash(content))


def read_entry(facts: Mapping[str, Any]) -> Entry:
    """Read an entry as it stands in a pack, without trusting it."""
    moment = datetime.fromisoformat(facts["at"])
    return Entry(
        *(int(facts["number"]), moment, str(facts["kind"]), facts["facts"]),
        before=str(facts["before"]),
        hash=str(facts["hash"]),
    )


def verify_chain(entries: Iterable[Entry | Mapping[str, Any]]) -> Broken | None:
    """Find the first entry that was changed, moved, added or taken out; None when all is as written."""
    last = BEGINNING
    for number, found in enumerate(entries, start=1):
        if not _holds(found, number, last):
            return Broken(number)
        last = found.hash if isinstance(found, Entry) else str(found["hash"])
    return None


def _holds(found: Entry | Mapping[str, Any], number: int, last: str) -> bool:
    facts = dict(found.as_facts() if isinstance(found, Entry) else found)
    claimed = facts.pop("hash", None)
    if set(facts) != {"number", "at", "kind", "facts", "before"}:
        return False
    try:
        return bool(facts["number"] == number and facts["before"] == last and claimed == _hash(facts))
    except (TypeError, ValueError):
        return False


def _facts(number: int, at: datetime, kind: str, facts: Mapping[str, Any], before: str) -> dict[str, Any]:
    moment = _utc(at).isoformat(timespec="seconds")
    return {"number": number, "at": moment, "kind": kind, "facts": dict(facts), "before": before}


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _hash(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()
