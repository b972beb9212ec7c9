"""Numbers by which a change shows: SHA-256 over the one written form of a mapping."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def number_of(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a mapping, written sorted, without spaces, in ASCII: the form of the ledger."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
