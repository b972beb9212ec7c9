"""One kind of value on a watch list: an index, and whose each row is."""

from __future__ import annotations

import numpy as np

from bots.pictures.index import Index, Rows, Values, as_values

Near = list[tuple[int, str]]


class Column:
    """Give and take back rows of an index. Rows of withdrawn entries are blanked at once and used again."""

    def __init__(self, index: Index, width: int) -> None:
        self._index = index
        self._width = width
        self._owners: list[str | None] = []
        self._rows: dict[str, Rows] = {}
        self._free: list[int] = []

    def add(self, entry: str, hexes: tuple[str, ...]) -> None:
        """Hold the values of an entry."""
        if not hexes:
            return
        rows = np.array([self._row(entry) for _ in hexes], dtype=np.int64)
        self._index.write(rows, as_values(hexes))
        self._rows[entry] = rows

    def withdraw(self, entry: str) -> None:
        """Forget the values of an entry."""
        rows = self._rows.pop(entry, None)
        if rows is None:
            return
        self._index.write(rows, np.zeros((len(rows), self._width), dtype=np.uint8))
        for row in rows.tolist():
            self._owners[row] = None
            self._free.append(row)

    def near(self, values: Values, radius: int) -> Near:
        """List distance and entry of what is near any of the values, nearest first."""
        rows, distances = self._index.near(values, radius)
        found = zip(distances.tolist(), (self._owners[row] for row in rows.tolist()), strict=True)
        return sorted((distance, owner) for distance, owner in found if owner is not None)

    def near_one(self, value: str, radius: int) -> Near:
        """Do the same for one value in hex, which may be missing."""
        return self.near(as_values((value,)), radius) if value else []

    def _row(self, entry: str) -> int:
        if self._free:
            row = self._free.pop()
            self._owners[row] = entry
            return row
        self._owners.append(entry)
        return len(self._owners) - 1
