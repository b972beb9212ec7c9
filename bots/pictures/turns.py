"""Ask for several turns of one picture at the price of one, and still find exactly what is near.

Mirroring a picture changes the sign of every other row or column of its PDQ terms, so it inverts a quarter or
half of the bits: those whose row and column are even or odd alike. With each of those quarters in a 64-bit
word, a mirrored query is its picture's query with whole words inverted, but for a few bits that were near the
middle. Counting each word once answers for all mirrored queries: an inverted word differs in 64 minus as
many. The few bits are the slack that the radius is widened by; what is found so is then counted in full.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bots.pictures.index import Values

Words = npt.NDArray[np.uint64]
MOST_SLACK = 16


@dataclass(frozen=True, slots=True)
class Turned:
    """Say which words of a leader are inverted for one query, and in how many bits it still differs."""

    query: int
    inverted: tuple[bool, ...]
    slack: int


@dataclass(slots=True)
class Leader:
    """Hold the words that are counted, and every query that the counts answer."""

    words: Words
    turned: list[Turned] = field(default_factory=list)


def as_words(values: Values) -> Words:
    """Give one row of 64-bit words for each column of an index; of 256 bits, each word is a quarter."""
    if values.shape[1] == 32:
        bits = np.unpackbits(values, axis=1).reshape(-1, 8, 2, 8, 2)
        values = np.packbits(bits.transpose(0, 2, 4, 1, 3).reshape(-1, 256), axis=1)
    return np.ascontiguousarray(np.ascontiguousarray(values).view(np.uint64).T)


def leaders(asked: Words) -> list[Leader]:
    """Group queries, given one a row, under as few leaders as the slack allows. Any queries will do."""
    found: list[Leader] = []
    for number, words in enumerate(asked):
        best = min((_nearest(leader, words) for leader in found), default=None, key=lambda one: one[1].slack)
        if best is None or best[1].slack > MOST_SLACK:
            leader = Leader(words)
            found.append(leader)
            best = _nearest(leader, words)
        best[0].turned.append(Turned(number, best[1].inverted, best[1].slack))
    return found


def _nearest(leader: Leader, words: Words) -> tuple[Leader, Turned]:
    """Find which words to invert: each one or not, whichever leaves fewer bits that differ."""
    counted = np.bitwise_count(leader.words ^ words).astype(int)
    inverted = tuple(bool(count > 32) for count in counted)
    return leader, Turned(-1, inverted, int(np.minimum(counted, 64 - counted).sum()))
