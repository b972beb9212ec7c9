"""A linear reader: logistic regression that is fitted once and then needs only numpy.

It is kept as arrays and JSON, never as a pickle, which could run code when it is loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SEED = 20261122


class Linear:
    """Labels, weights and a temperature that keeps its confidence honest."""

    def __init__(self, labels: list[str], weights: np.ndarray, bias: np.ndarray, temperature: float) -> None:
        """Hold the fitted parts."""
        self.labels = labels
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float32)
        self._temperature = temperature

    @classmethod
    def fit(cls, rows: np.ndarray, labels: list[str], strength: float, balanced: bool = True) -> Linear:
        """Fit by logistic regression, and the temperature on a fifth held back."""
        names = sorted(set(labels))
        wanted = np.array([names.index(label) for label in labels])
        model = LogisticRegression(
            C=strength, max_iter=150, class_weight="balanced" if balanced else None, random_state=SEED
        )
        seen, held = train_test_split(
            np.arange(len(wanted)), test_size=0.2, stratify=wanted, random_state=SEED
        )
        scores = model.fit(rows[seen], wanted[seen]).decision_function(rows[held])
        model.fit(rows, wanted)
        if len(names) == 2:
            weights = np.concatenate([-model.coef_ / 2, model.coef_ / 2])
            bias = np.concatenate([-model.intercept_ / 2, model.intercept_ / 2])
            scores = np.stack([-scores / 2, scores / 2], axis=1)
        else:
            weights, bias = model.coef_, model.intercept_
        return cls(names, weights, bias, best_temperature(scores, wanted[held]))

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """Give the chance of each label for each row."""
        return _softmax((rows @ self._weights.T + self._bias) / np.float32(self._temperature))

    def arrays(self) -> dict[str, np.ndarray]:
        """Give the parts as arrays, to be saved."""
        return {
            "labels": np.array(self.labels),
            "weights": self._weights,
            "bias": self._bias,
            "temperature": np.array(self._temperature),
        }

    def save(self, path: Path) -> None:
        """Write the parts to one file."""
        np.savez(path, **self.arrays())

    @classmethod
    def load(cls, path: Path | IO[bytes]) -> Linear:
        """Read what save wrote, never a pickle."""
        with np.load(path, allow_pickle=False) as kept:
            labels = [str(label) for label in kept["labels"]]
            return cls(labels, kept["weights"], kept["bias"], float(kept["temperature"]))


def best_temperature(scores: np.ndarray, wanted: np.ndarray) -> float:
    """Find the temperature under which held-out scores are least surprised by the truth."""
    tried = np.exp(np.linspace(np.log(0.1), np.log(3.0), 60))
    surprise = [-np.log(_softmax(scores / t)[np.arange(len(wanted)), wanted] + 1e-9).mean() for t in tried]
    return float(tried[int(np.argmin(surprise))])


def _softmax(scores: np.ndarray) -> np.ndarray:
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))
