"""The index for very long lists: faiss reads every value too (exact at any radius), as fast as memory allows.

Optional: install the `faiss` extra. Writing is in place, so a withdrawal is gone at once here as well.
"""

from __future__ import annotations

import numpy as np

from bots.pictures.index import Rows, Values

try:
    import faiss
except ImportError:  # pragma: no cover - depends on what is installed
    faiss = None  # type: ignore[assignment]


class FaissIndex:
    """Hold values of 64 or 256 bits in one flat faiss index."""

    def __init__(self, bits: int = 256) -> None:
        if faiss is None:
            raise ImportError("install the faiss extra for very long watch lists")
        self._bytes = bits // 8
        self._index = faiss.IndexBinaryFlat(bits)

    def write(self, rows: Rows, values: Values) -> None:
        """Put values into rows, growing as needed; writing zeros forgets at once."""
        if rows.size == 0:
            return
        missing = int(rows.max()) + 1 - self._index.ntotal
        if missing > 0:
            self._index.add(np.zeros((missing, self._bytes), dtype=np.uint8))
        inside = self._index.xb.data()  # type: ignore[attr-defined]
        held = faiss.rev_swig_ptr(inside, self._index.ntotal * self._bytes)
        held.reshape(-1, self._bytes)[rows] = values

    def near(self, queries: Values, radius: int) -> tuple[Rows, Rows]:
        """Give the rows within the radius of any query, and their distances."""
        if self._index.ntotal == 0 or len(queries) == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        # faiss finds what is strictly nearer than the radius it is given
        _, distances, rows = self._index.range_search(np.ascontiguousarray(queries), radius + 1)
        return rows.astype(np.int64), distances.astype(np.int64)
