"""The two sentence models as they come: their checked weights, their tokens and their first rows.

The weights are mapped read-only, so that several workers share one copy, and they are checked by
SHA-256 before first use. Nothing here keeps or logs a sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from nlu.components.kinds import LONGEST, MINILM, TOKENS, WEIGHTS, Kind

CHUNK = 1 << 22
Rows = tuple[np.ndarray, np.ndarray]


class WeightsChangedError(RuntimeError):
    """The weights on this machine are not the ones that were checked and scored."""


def check_weights(path: Path, sha256: str) -> None:
    """Refuse weights whose SHA-256 is not the known one."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            digest.update(part)
    if digest.hexdigest() != sha256:
        raise WeightsChangedError(f"{path.name} does not have the expected SHA-256")


def map_weights(path: Path, kind: Kind) -> dict[str, np.ndarray]:
    """Map a safetensors file of float32 read-only, and name its arrays."""
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    size = int(raw[:8].view("<u8")[0])
    header = json.loads(raw[8 : 8 + size].tobytes())
    body = raw[8 + size :]
    return {
        kind.known_name(name): np.asarray(
            body[slice(*entry["data_offsets"])].view("<f4").reshape(entry["shape"])
        )
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


class SentenceModel:
    """The tokenizer and the weights, none of them tuned."""

    def __init__(self, kind: Kind = MINILM, folder: Path | None = None) -> None:
        """Load the tokenizer and map the checked weights."""
        self.kind, folder = kind, folder or kind.folder()
        check_weights(folder / WEIGHTS, kind.sha256)
        self.weights = map_weights(folder / WEIGHTS, kind)
        self._tokens = Tokenizer.from_file(str(folder / TOKENS))
        self._tokens.enable_truncation(LONGEST)
        self._tokens.no_padding()
        self._words = self.weights["embeddings.word_embeddings.weight"]
        self._places = self.weights["embeddings.position_embeddings.weight"][kind.first_place :]
        if (sorts := self.weights.get("embeddings.token_type_embeddings.weight")) is not None:
            self._places = self._places + sorts[0]

    def token_ids(self, sentences: Sequence[str]) -> list[list[int]]:
        """Give the token ids of each sentence."""
        return [list(encoding.ids) for encoding in self._tokens.encode_batch(list(sentences))]

    def first_rows(self, ids: Sequence[Sequence[int]], size: int | None = None) -> Rows:
        """Give a row a token, sentence by sentence and filled up to one size, and a mask of what is there."""
        size = size or max(len(own) for own in ids)
        rows = np.zeros((len(ids), size, self.kind.width), dtype=np.float32)
        mask = np.zeros((len(ids), size), dtype=np.float32)
        for at, own in enumerate(ids):
            rows[at, : len(own)] = self._normed(self._words[list(own)] + self._places[: len(own)])
            mask[at, : len(own)] = 1
        return rows, mask

    def _normed(self, rows: np.ndarray) -> np.ndarray:
        """Give each row mean nought and spread one, then its own weight and bias."""
        rows = rows - rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt((rows * rows).mean(axis=1, keepdims=True) + np.float32(self.kind.epsilon))
        weight, bias = (self.weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias"))
        return np.asarray(rows * weight + bias, dtype=np.float32)


@lru_cache(maxsize=2)
def shared_model(kind: Kind = MINILM) -> SentenceModel:
    """Give this process's one model of a kind, loaded at first use."""
    return SentenceModel(kind)
