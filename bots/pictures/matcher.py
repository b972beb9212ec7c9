"""Compare a picture's fingerprint with those on a watch list, in memory only.

Two tiers, both measured (docs/fingerprints.md). *strong*: PDQ within 31 bits, the query taken as it is, out
of its frame, mirrored and turned. *review*: PDQ within 60 bits, also of the crops that were kept, or dHash
within 40, or pHash within 8. A person decides in both; the tier says how soon to look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bots.pictures.column import Column, Near
from bots.pictures.fingerprint import Fingerprint
from bots.pictures.index import Index, Values, as_values
from bots.pictures.index_numpy import NumpyIndex

STRONG_BITS = 31
REVIEW_BITS = 60
PLAIN_BITS = 10  # all that may be said of a picture with too little detail
REVIEW_DHASH_BITS = 40
REVIEW_PHASH_BITS = 8

Tier = Literal["strong", "review"]
IndexMaker = Callable[[int], Index]
Accept = Callable[[str], bool]


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """Say which entry a picture resembles, and how much. Stays inside the service."""

    entry: str
    tier: Tier


class Matcher:
    """Hold the values of a watch list and find the entry that a picture resembles most."""

    def __init__(self, make_index: IndexMaker = NumpyIndex) -> None:
        self._pdq, self._crop, self._dhash = (Column(make_index(256), 32) for _ in range(3))
        self._phash = Column(make_index(64), 8)

    def add(self, entry: str, made: Fingerprint) -> None:
        """Look out for a picture from the next query on."""
        self.withdraw(entry)
        whole = tuple(dict.fromkeys((made.pdq, *made.frames)))
        self._pdq.add(entry, whole)
        self._crop.add(entry, tuple(crop for crop in dict.fromkeys(made.crops) if crop not in whole))
        self._dhash.add(entry, (made.dhash256,) if made.dhash256 else ())
        self._phash.add(entry, (made.phash64,) if made.phash64 else ())

    def withdraw(self, entry: str) -> None:
        """Forget the values of an entry at once; the next query no longer finds it."""
        for column in (self._pdq, self._crop, self._dhash, self._phash):
            column.withdraw(entry)

    def match(self, query: Fingerprint, accept: Accept = lambda _: True) -> Found | None:
        """Find the entry that the picture resembles most, among those accepted. Keep nothing of it."""
        values = _asked(query)
        if not query.is_reliable:
            return _first(self._pdq.near(values, PLAIN_BITS), accept, "review")
        near = self._pdq.near(values, REVIEW_BITS)
        strong = [entry for distance, entry in near if distance <= STRONG_BITS]
        found = next((Found(entry, "strong") for entry in strong if accept(entry)), None)
        return found or self._review(query, values, near, accept)

    def _review(self, query: Fingerprint, values: Values, near: Near, accept: Accept) -> Found | None:
        return (
            _first(near, accept, "review")
            or _first(self._crop.near(values, REVIEW_BITS), accept, "review")
            or _first(self._dhash.near_one(query.dhash256, REVIEW_DHASH_BITS), accept, "review")
            or _first(self._phash.near_one(query.phash64, REVIEW_PHASH_BITS), accept, "review")
        )


def _asked(query: Fingerprint) -> Values:
    return as_values(tuple(dict.fromkeys((query.pdq, *query.turned, *query.frames))))


def _first(near: Near, accept: Accept, tier: Tier) -> Found | None:
    return next((Found(entry, tier) for _, entry in near if accept(entry)), None)
