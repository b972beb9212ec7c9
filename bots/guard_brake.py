"""The flood brake's second eye: how many pictures with nothing in common one entry has matched.

A sound entry matches copies of one picture. One that matches pictures unlike each other is too broad, or made
up. Only queries that matched are remembered, in memory, for a day; what does not match is not remembered.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bots.pictures import Fingerprint

# Two sure copies of one entry are within 31 bits of it, so within 62 of each other; crops are further apart.
# Values of pictures that have nothing to do with each other differ in 128 bits on average.
APART_BITS = 100
MOST_UNRELATED = 5
MOST_KEPT = 16
DAY = timedelta(days=1)


class Unrelated:
    """Remember for a day what one entry matched, one value for each picture."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: list[tuple[int, datetime]] = []

    def __repr__(self) -> str:
        return "<Unrelated>"

    def count(self, query: Fingerprint, now: datetime) -> int:
        """Note one query that matched and tell how many different pictures there were within a day."""
        self._seen = [one for one in self._seen if one[1] > now - DAY][-MOST_KEPT:]
        values = [int(value, 16) for value in (query.pdq, *query.turned)]
        if all(min((value ^ one).bit_count() for value in values) > APART_BITS for one, _ in self._seen):
            self._seen.append((values[0], now))
        return len(self._seen)
