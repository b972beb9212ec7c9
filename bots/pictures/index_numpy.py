"""The index in plain numpy: columns of 64 bits, read from end to end in pieces that fit the cache.

Exact, no new dependency, withdrawal in microseconds. A picture's mirrored values are asked for together
(turns.py), so a million pictures are read in the time that others need for a quarter of them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bots.pictures.index import Rows, Values
from bots.pictures.turns import Leader, Turned, Words, as_words, leaders

_PIECE = 32_768
_NO_ROWS: Rows = np.empty(0, dtype=np.int64)
Counts = npt.NDArray[np.uint8]


class NumpyIndex:
    """Hold values of 64 or 256 bits as columns."""

    def __init__(self, bits: int = 256) -> None:
        self._columns = np.zeros((bits // 64, 64), dtype=np.uint64)
        self._used = 0

    def write(self, rows: Rows, values: Values) -> None:
        """Put values into rows, growing as needed; writing zeros forgets at once."""
        if rows.size == 0:
            return
        self._grow(int(rows.max()) + 1)
        self._columns[:, rows] = as_words(values)

    def near(self, queries: Values, radius: int) -> tuple[Rows, Rows]:
        """Give the rows within the radius of any query, and their distances."""
        asked = np.ascontiguousarray(as_words(queries).T)
        rows, askers = self._candidates(leaders(asked), radius)
        differing = self._columns[:, rows] ^ asked[askers].T
        distances = np.bitwise_count(differing).sum(axis=0, dtype=np.int64)
        is_near = distances <= radius
        return rows[is_near], distances[is_near]

    def _candidates(self, asked: list[Leader], radius: int) -> tuple[Rows, Rows]:
        """Compare piece by piece, each with all queries while it is in the cache."""
        scratch, found, askers = _Scratch(len(self._columns)), [_NO_ROWS], [_NO_ROWS]
        for start in range(0, self._used, _PIECE):
            piece = self._columns[:, start : min(start + _PIECE, self._used)]
            for leader in asked:
                counts = scratch.count(piece, leader.words)
                for turned in leader.turned:
                    rows = scratch.within(counts, turned, radius)
                    if rows.size:
                        found.append(start + rows)
                        askers.append(np.full(rows.size, turned.query, dtype=np.int64))
        return np.concatenate(found), np.concatenate(askers)

    def _grow(self, size: int) -> None:
        room = self._columns.shape[1]
        if size > room:
            more = np.zeros((self._columns.shape[0], max(size, 2 * room) - room), dtype=np.uint64)
            self._columns = np.concatenate([self._columns, more], axis=1)
        self._used = max(self._used, size)


class _Scratch:
    """Room to count in, used again and again: asking for memory costs more than counting."""

    def __init__(self, columns: int) -> None:
        self._differing = np.empty(_PIECE, dtype=np.uint64)
        self._counts = np.empty((columns, _PIECE), dtype=np.uint8)
        self._sum = np.empty(_PIECE, dtype=np.uint8)

    def count(self, piece: Words, words: Words) -> Counts:
        """Count, word by word, the bits in which each value of a piece differs from a leader."""
        differing, counts = self._differing[: piece.shape[1]], self._counts[:, : piece.shape[1]]
        for column, word, into in zip(piece, words, counts, strict=True):
            np.bitwise_count(np.bitwise_xor(column, word, out=differing), out=into)
        return counts

    def within(self, counts: Counts, turned: Turned, radius: int) -> Rows:
        """Give the places that may be near one query, and none that is near is left out.

        All four words may count to 256, which a byte reads as 0: then one place too many is looked at again.
        """
        total, most = self._sum[: counts.shape[1]], min(radius + turned.slack, 255)
        total.fill(64 * sum(turned.inverted) % 256)
        for counted, inverted in zip(counts, turned.inverted, strict=True):
            (np.subtract if inverted else np.add)(total, counted, out=total)
        return np.flatnonzero(total <= most) if total.min() <= most else _NO_ROWS
