"""What the larger sentence model learned from our lines: two thin matrices beside each of its own.

It learns for an hour, too long for each training; `make second-look` does it once in a while. The heads
are kept with it, since only they know what it learned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from nlu.components.examples import DATA

PATH = DATA / "second_look.npz"
HEADS = ("intent.weight", "intent.bias", "gate.weight", "gate.bias")
DOWN, UP = ".down", ".up"
Weights = Mapping[str, np.ndarray]


def merged(base: Weights, labels: Sequence[str], path: Path = PATH) -> dict[str, np.ndarray] | None:
    """Give the weights with what was learned, and the heads; None if it was learned for other meanings.

    A matrix (out, in) is changed by up (out, rank) times down (rank, in); all else by a difference.
    Raises ValueError when the file was made for another model, FileNotFoundError when it is not there.
    """
    with np.load(path, allow_pickle=False) as kept:
        if [str(label) for label in kept["labels"]] != list(labels):
            return None
        out = dict(base) | {name: kept[name].astype(np.float32) for name in HEADS}
        for name in sorted(set(kept.files) - {*HEADS, "labels"}):
            if name.endswith(DOWN):
                matrix = name.removesuffix(DOWN)
                change = _wide(kept[matrix + UP]) @ _wide(kept[name])
                out[matrix] = _changed(out, matrix, change)
            elif not name.endswith(UP):
                out[name] = _changed(out, name, _wide(kept[name]))
    return out


def _wide(kept: np.ndarray) -> np.ndarray:
    return kept.astype(np.float32)


def _changed(weights: Weights, name: str, change: np.ndarray) -> np.ndarray:
    if name not in weights or weights[name].shape != change.shape:
        raise ValueError(f"nlu/data/second_look.npz does not fit {name}; run `make second-look`")
    return np.asarray(weights[name] + change)
