"""Check a pack with nothing but the file: the chain of its timeline, its fingerprints, and the whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bots.case.numbers import number_of
from bots.case.pack import FORMAT
from storage import verify_chain

# A pack of fifty long notes is well under a megabyte.
BIGGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: sound or not, in which way, at which entry, how many entries, the last number."""

    key: str
    number: int = 0
    count: int = 0
    last: str = ""

    @property
    def is_sound(self) -> bool:
        """Say whether nothing was changed."""
        return self.key == "verify_sound"


NO_PACK = Checked("verify_no_pack")


def check_pack(content: bytes) -> Checked:
    """Check the bytes of a JSON file. They come from anybody, so nothing in them is trusted."""
    try:
        facts = json.loads(content, object_pairs_hook=_no_twins)
    except (ValueError, RecursionError):
        return NO_PACK
    if (
        not isinstance(facts, dict)
        or facts.get("format") != FORMAT
        or not isinstance(facts.get("ledger"), list)
    ):
        return NO_PACK
    try:
        return _check(facts)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return NO_PACK


def _check(facts: Mapping[str, Any]) -> Checked:
    ledger = facts["ledger"]
    broken = verify_chain(ledger)
    if broken is not None:
        return Checked("verify_broken", number=broken.number, count=len(ledger))
    last = str(ledger[-1]["hash"]) if ledger else ""
    noted = {entry["facts"].get("sha256") for entry in ledger if entry["kind"] == "fingerprint"}
    if any(number_of(one) not in noted for one in facts["fingerprints"]):
        return Checked("verify_fingerprint", count=len(ledger), last=last)
    if number_of({name: facts[name] for name in facts if name != "number"}) != facts.get("number"):
        return Checked("verify_changed", count=len(ledger), last=last)
    return Checked("verify_sound", count=len(ledger), last=last)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # The same name twice would let two readers see two different files.
    facts = dict(pairs)
    if len(facts) != len(pairs):
        raise ValueError
    return facts
