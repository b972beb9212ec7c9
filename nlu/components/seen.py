"""What a reader of sentences gives, whichever model reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np


@dataclass(frozen=True, slots=True)
class Seen:
    """For each sentence the chance of each meaning, and of each gate on its own."""

    meanings: np.ndarray
    gates: np.ndarray


class Looks(Protocol):
    """Whatever reads sentences; the last of them is the whole message."""

    def read(self, sentences: Sequence[str]) -> Seen:
        """Give the chances for each sentence, in order."""
