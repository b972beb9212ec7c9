"""What an index of fingerprint values must offer: two methods, exact at any radius.

A row that was blanked (all zero) is about 128 bits from every possible value, so it can never be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Values = npt.NDArray[np.uint8]  # one row a value, most significant byte first


class Index(Protocol):
    """Hold values by row number and find those near a query."""

    def write(self, rows: Rows, values: Values) -> None:
        """Put values into rows, growing as needed; writing zeros forgets at once."""

    def near(self, queries: Values, radius: int) -> tuple[Rows, Rows]:
        """Give the rows within the radius of any query, and their distances."""


def as_values(hexes: Sequence[str]) -> Values:
    """Turn values in hex into rows of bytes."""
    return np.frombuffer(bytes.fromhex("".join(hexes)), dtype=np.uint8).reshape(len(hexes), -1)
