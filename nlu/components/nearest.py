"""Read a sentence by the training lines nearest to it: the second opinion beside the linear reader.

Only vectors and labels are kept, no line.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

import numpy as np

NEIGHBOURS, SHARPNESS = 7, 12.0


class Nearest:
    """Labels, and the vector of each training line with its label."""

    def __init__(self, labels: list[str], vectors: np.ndarray, wanted: np.ndarray) -> None:
        """Hold the lines' vectors."""
        self.labels = labels
        self._vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self._wanted = wanted

    @classmethod
    def fit(cls, vectors: np.ndarray, labels: list[str]) -> Nearest:
        """Keep each line's vector and label."""
        names = sorted(set(labels))
        return cls(names, vectors, np.array([names.index(label) for label in labels]))

    def chances(self, vectors: np.ndarray) -> np.ndarray:
        """Give the share of each label among the nearest lines, nearer ones weighing more."""
        near = self._vectors @ vectors.T
        out = np.zeros((len(vectors), len(self.labels)), dtype=np.float32)
        for at in range(len(vectors)):
            best = np.argpartition(-near[:, at], NEIGHBOURS)[:NEIGHBOURS]
            np.add.at(out[at], self._wanted[best], np.exp(SHARPNESS * near[best, at]))
        return np.asarray(out / out.sum(axis=1, keepdims=True))

    def save(self, path: Path) -> None:
        """Write the parts to one file."""
        np.savez(path, labels=np.array(self.labels), vectors=self._vectors, wanted=self._wanted)

    @classmethod
    def load(cls, path: Path | IO[bytes]) -> Nearest:
        """Read what save wrote, never a pickle."""
        with np.load(path, allow_pickle=False) as kept:
            return cls([str(label) for label in kept["labels"]], kept["vectors"], kept["wanted"])
