"""The pack as data: what the JSON file holds, and what the PDF is set from. No picture is ever in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bots.case.letters import Written, letters_for
from bots.case.numbers import number_of
from responses.reader import Content
from storage import CaseId, Entry, Store

FORMAT, VERSION = "fingerpost-pack", 1


def pack_of(
    answers: Mapping[str, Any],
    entries: list[Entry],
    fingerprints: list[dict[str, Any]],
    letters: list[Written],
    now: datetime,
    also: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Put a pack together and number it, so that a later change of anything in it shows."""
    facts = {
        "format": FORMAT,
        "version": VERSION,
        "made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "answers": dict(answers),
        "ledger": [entry.as_facts() for entry in entries],
        "fingerprints": fingerprints,
        "letters": [letter.as_facts() for letter in letters],
        **({"also": dict(also)} if also else {}),
    }
    return facts | {"number": number_of(facts)}


def read_case(store: Store, case: CaseId) -> tuple[dict[str, Any], list[Entry], list[dict[str, Any]]]:
    """Open what a pack is made of: answers, ledger and fingerprints."""
    return store.cases.answers(case), store.ledger.entries(case), store.fingerprints.fingerprints(case)


def everything_else(store: Store, case: CaseId) -> dict[str, Any]:
    """Return what is kept beside answers, ledger and fingerprints, for a copy of everything."""
    held = store.export(case)
    return {name: held[name] for name in held if name not in {"answers", "ledger", "fingerprints"}}


def pack_for_case(
    store: Store, content: Content, case: CaseId, now: datetime, everything: bool = False
) -> tuple[dict[str, Any], list[Written]]:
    """Make the pack of a case, with the letters that fit it."""
    answers, entries, fingerprints = read_case(store, case)
    letters = [] if everything else letters_for(content, answers, entries, now)
    also = everything_else(store, case) if everything else None
    return pack_of(answers, entries, fingerprints, letters, now, also), letters
