"""Read what a child answered. It may have been taken over, so nothing it says is believed unchecked."""

from __future__ import annotations

import json

from bots.pictures.fingerprint import REASONS, Fingerprint, Refused


def read_answer(said: bytes) -> Fingerprint | Refused:
    """Turn the last whole line of an answer into a fingerprint or a refusal; anything else is a refusal."""
    lines = said.split(b"\n")
    if len(lines) < 2:
        return Refused("damaged")
    try:
        values = json.loads(lines[-2])
        if not isinstance(values, dict):
            return Refused("damaged")
        reason = values.get("refused")
        if reason is not None:
            return Refused(reason if reason in REASONS else "damaged")
        return Fingerprint.from_dict(values)
    except (ValueError, TypeError, RecursionError):
        return Refused("damaged")
