"""The index for very long lists: faiss reads every value too (exact at any radius), several at a time.

Optional: install the `faiss` extra. Writing is in place, so a withdrawal is gone at once here as well. The
values lie in parts that fit the cache, each asked for all queries, and by one thread: measured, that is three
times as fast as one long index and two threads.
"""

from __future__ import annotations

import numpy as np

from bots.pictures.index import Rows, Values

try:
    import faiss
except ImportError:  # pragma: no cover - depends on what is installed
    faiss = None  # type: ignore[assignment]


_PART = 65_536


class FaissIndex:
    """Hold values of 64 or 256 bits in flat faiss indexes."""

    def __init__(self, bits: int = 256) -> None:
        if faiss is None:
            raise ImportError("install the faiss extra for very long watch lists")
        faiss.omp_set_num_threads(1)
        self._bits = bits
        self._parts: list[faiss.IndexBinaryFlat] = []

    def write(self, rows: Rows, values: Values) -> None:
        """Put values into rows, growing as needed; writing zeros forgets at once."""
        if rows.size:
            self._grow(int(rows.max()) + 1)
        for part in np.unique(rows // _PART).tolist():
            inside = rows // _PART == part
            self._held(part)[rows[inside] % _PART] = values[inside]

    def near(self, queries: Values, radius: int) -> tuple[Rows, Rows]:
        """Give the rows within the radius of any query, and their distances."""
        found, asked = [(_NONE, _NONE)], np.ascontiguousarray(queries)
        for number, part in enumerate(self._parts if len(queries) else ()):
            # faiss finds what is strictly nearer than the radius it is given
            _, distances, rows = part.range_search(asked, radius + 1)
            if rows.size:
                found.append((rows + number * _PART, distances.astype(np.int64)))
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

    def _grow(self, size: int) -> None:
        for part in range((size + _PART - 1) // _PART):
            if part == len(self._parts):
                self._parts.append(faiss.IndexBinaryFlat(self._bits))
            missing = min(_PART, size - part * _PART) - self._parts[part].ntotal
            if missing > 0:
                self._parts[part].add(np.zeros((missing, self._bits // 8), dtype=np.uint8))

    def _held(self, part: int) -> Values:
        """Give the values of a part, to write into."""
        count, width = self._parts[part].ntotal, self._bits // 8
        inside = self._parts[part].xb.data()  # type: ignore[attr-defined]
        held: Values = faiss.rev_swig_ptr(inside, count * width).reshape(count, width)
        return held


_NONE: Rows = np.empty(0, dtype=np.int64)
