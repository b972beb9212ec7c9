"""Turn sentence vectors into a ranking of meanings and into chances for the gates. No Rasa here."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.components.bare import bare_fact, bare_meaning
from nlu.components.linear import Linear
from nlu.components.minilm import WIDTH
from nlu.components.nearest import Nearest

GATES = ("danger", "crisis", "under_18")
BUCKETS = 1024
WORD_WEIGHT = 0.35
OTHER = "-"
LINEAR_SHARE = 0.6
UNSURE = 0.25


def rows_for(texts: list[str], vectors: np.ndarray) -> np.ndarray:
    """Lay the vector of each text beside its hashed words and letter groups."""
    words = np.stack([_word_row(text) for text in texts])
    return np.concatenate([vectors, WORD_WEIGHT * words], axis=1)


def _word_row(text: str) -> np.ndarray:
    row = np.zeros(BUCKETS, dtype=np.float32)
    words = re.findall(r"[a-z0-9']+|\?", text)
    grams = [*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))]
    for gram in grams:
        row[zlib.crc32(gram.encode()) % BUCKETS] = 1.0
    size = float(np.linalg.norm(row))
    return row / size if size else row


def whole_vector(vectors: np.ndarray, parts: list[str]) -> np.ndarray:
    """Blend the sentences of a message into one unit vector, longer ones weighing more."""
    if not len(vectors):
        return np.zeros(WIDTH, dtype=np.float32)
    weights = np.sqrt([len(part.split()) for part in parts]).astype(np.float32)
    blend = (vectors * weights[:, None]).sum(axis=0)
    return np.asarray(blend / max(float(np.linalg.norm(blend)), 1e-9), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Meanings:
    """Two readers over all meanings, the gates among them; neither is as good alone."""

    linear: Linear
    nearest: Nearest

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """Give the chance of each label for each row."""
        near = self.nearest.chances(rows[:, :WIDTH])
        return LINEAR_SHARE * self.linear.chances(rows) + (1 - LINEAR_SHARE) * near

    def read(self, parts: list[str], vectors: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the rows of each sentence and of the whole message last, and the chances of each row."""
        if len(parts) == 1:
            rows = rows_for(parts, vectors)
        else:
            rows = rows_for([*parts, " ".join(parts)], np.concatenate([vectors, whole[None]]))
        return rows, self.chances(rows)


def best_meaning(labels: list[str], parts: list[str], chances: np.ndarray) -> list[dict[str, Any]]:
    """Rank the meanings by the whole message, mixed with its clearest sentences when it has several."""
    kept = [at for at, label in enumerate(labels) if label not in (*GATES, OTHER)]
    own = chances[:, kept] / np.maximum(chances[:, kept].sum(axis=1, keepdims=True), 1e-6)
    blend = own[-1]
    if len(parts) > 1:
        blend = 0.6 * blend + 0.4 * _clearest(own[:-1], parts)
    names = [labels[at] for at in kept]
    if (known := bare_meaning(parts)) in names:
        blend = np.where(np.array(names) == known, 1.0, blend * 0.01)
    elif bare_fact(parts):
        # An answer to a question: no meaning is sure enough to be acted on by itself.
        blend = blend * min(1.0, UNSURE / float(blend.max()))
    order = np.argsort(-blend, kind="stable")
    return [{"name": names[i], "confidence": round(float(blend[i]), 4)} for i in order]


def _clearest(each: np.ndarray, parts: list[str]) -> np.ndarray:
    """Blend the sentences, each by how sure it is and how much it says."""
    said = np.array([min(len(part.split()), 12) for part in parts], dtype=np.float32)
    weight = each.max(axis=1) ** 2 * said
    return np.asarray((each * weight[:, None]).sum(axis=0) / weight.sum())


def gate_chances(
    models: Mapping[str, Linear], labels: list[str], rows: np.ndarray, chances: np.ndarray
) -> dict[str, list[float]]:
    """Give for each gate the chance by sentence, and by the whole message last.

    A gate's own model asks "this or anything else"; the meanings ask "which of all". Both are heard.
    """
    out = {}
    for gate, model in models.items():
        mixed = (model.chances(rows)[:, 1] + 2 * chances[:, labels.index(gate)]) / 3
        both = mixed if len(rows) > 1 else np.repeat(mixed, 2)
        out[gate] = [float(chance) for chance in both]
    return out
