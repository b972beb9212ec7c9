"""Turn sentence vectors into a ranking of meanings and into chances for the gates. No Rasa here."""

from __future__ import annotations

import re
import zlib
from typing import Any

import numpy as np

from nlu.components.linear import Linear
from nlu.components.minilm import WIDTH

GATES = ("danger", "crisis", "under_18")
BUCKETS = 1024
WORD_WEIGHT = 0.35
SHORT = 4


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


def best_meaning(
    model: Linear, parts: list[str], vectors: np.ndarray, whole: np.ndarray
) -> list[dict[str, Any]]:
    """Rank the meanings by the whole message, mixed with its clearest sentences when it has several."""
    chances = model.chances(rows_for([" ".join(parts)], whole[None]))[0]
    if len(parts) > 1:
        each = model.chances(rows_for(parts, vectors))
        chances = 0.6 * chances + 0.4 * _clearest(each, parts)
    order = np.argsort(-chances, kind="stable")
    return [{"name": model.labels[i], "confidence": round(float(chances[i]), 4)} for i in order]


def _clearest(each: np.ndarray, parts: list[str]) -> np.ndarray:
    """Blend the sentences, each by how sure it is and how much it says."""
    said = np.array([min(len(part.split()), 12) for part in parts], dtype=np.float32)
    weight = each.max(axis=1) ** 2 * said
    return np.asarray((each * weight[:, None]).sum(axis=0) / weight.sum())


def gate_chances(
    models: dict[str, Linear], parts: list[str], vectors: np.ndarray, whole: np.ndarray
) -> dict[str, list[float]]:
    """Give for each gate the chance by sentence, and by the whole message last."""
    rows = rows_for([*parts, " ".join(parts)], np.concatenate([vectors, whole[None]]))
    return {gate: [float(c) for c in model.chances(rows)[:, 1]] for gate, model in models.items()}
