"""What may go out to others, each with a consent of its own: the PDQ value, and nothing else.

For a service that runs Meta's Hasher-Matcher-Actioner: the body to post to its bank, and the way to take it
back. There is no key here and nothing is uploaded; the person or the operator passes it on. StopNCII makes
its own fingerprint on the person's device; the words for that are `pictures.stopncii`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bots.pictures.fingerprint import Fingerprint, Refused, is_pdq

_BANK = re.compile(r"[A-Z_][A-Z0-9_]{0,254}")


@dataclass(frozen=True, slots=True)
class Partner:
    """Name whom the operator gives fingerprints to, and the bank they go to."""

    name: str
    bank: str


@dataclass(frozen=True, slots=True)
class Request:
    """Describe one call that the receiving service understands."""

    method: Literal["POST", "DELETE"]
    path: str
    body: Mapping[str, object] = field(default_factory=dict, repr=False)


def value_to_share(made: Fingerprint) -> str | Refused:
    """Give the one value that others can use, unless it would find the wrong pictures."""
    if not is_pdq(made.pdq):
        return Refused("not_a_fingerprint")
    return made.pdq if made.is_reliable else Refused("too_plain")


def add_to_bank(value: str, bank: str) -> Request | Refused:
    """Describe how to add a value to a bank. Nothing goes with it: no name, no note, no case.

    The service answers with an id, which must be kept to take the picture back.
    """
    if not is_pdq(value):
        return Refused("not_a_fingerprint")
    return Request("POST", f"/c/bank/{_bank(bank)}/signal", {"pdq": value})


def take_from_bank(bank: str, content: int) -> Request:
    """Describe how to take it back, with the id that the bank answered when it was added."""
    return Request("DELETE", f"/c/bank/{_bank(bank)}/content/{int(content)}")


def _bank(name: str) -> str:
    if not _BANK.fullmatch(name):
        raise ValueError("not the name of a bank")
    return name
