"""The adapter: what every layer of the sentence model learned from our lines, beside its own weights.

To tune all layers takes half an hour, too long for each training. So it is done once in a while
(`make adapter`), and what changed is shipped in four bits a number; `make train` goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from nlu.components.examples import DATA

PATH = DATA / "adapter.npz"
# Four bits hold -7 to 7. A change is measured in shares of its row's spread; the best share is looked for.
MOST, SPREADS = 7, (1.5, 2.0, 2.5, 3.0, 4.0, 6.0)
HEADS = ("intent.weight", "intent.bias", "gate.weight", "gate.bias")
Weights = Mapping[str, np.ndarray]


def adapted(base: Weights, labels: Sequence[str], path: Path = PATH) -> dict[str, np.ndarray]:
    """Give the weights of all layers as tuned, and of the heads where they know the same meanings.

    Raises ValueError when the file was made for other layers, FileNotFoundError when it is not there.
    """
    with np.load(path, allow_pickle=False) as kept:
        out = {name: np.array(value) for name, value in base.items()}
        for name in _changed(base):
            out[name] = out[name] + _difference(kept, name, base[name].shape)
        if [str(label) for label in kept["labels"]] == list(labels):
            out |= {name: kept[name].astype(np.float32) for name in HEADS}
    return out


def learned(path: Path = PATH) -> frozenset[int]:
    """Give the marks of the lines that the adapter learned from."""
    with np.load(path, allow_pickle=False) as kept:
        return frozenset(kept["learned"].tolist())


def write_adapter(
    base: Weights, tuned: Weights, labels: Sequence[str], marks: Iterable[int] = (), path: Path = PATH
) -> None:
    """Write what changed, matrices in four bits and all else in half the digits, and what taught it."""
    kept: dict[str, np.ndarray] = {"labels": np.array(labels)}
    kept["learned"] = np.array(sorted(marks), dtype=np.uint32)
    kept |= {name: tuned[name].astype(np.float16) for name in HEADS}
    for name in _changed(base):
        change = tuned[name] - base[name]
        if change.ndim == 1:
            kept[name] = change.astype(np.float16)
        else:
            kept[name], kept[f"{name}.scale"] = _packed(change)
    np.savez_compressed(path, **kept)


def _changed(base: Weights) -> list[str]:
    return sorted(name for name in base if name.startswith("encoder.layer."))


def _packed(change: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give two numbers to a byte, and one scale a row, (rows, 1)."""
    spread = change.std(axis=1, keepdims=True) + 1e-9
    scales = [(share * spread / MOST).astype(np.float16).astype(np.float32) + 1e-9 for share in SPREADS]
    tried = [np.clip(np.rint(change / scale), -MOST, MOST) for scale in scales]
    errors = [float(((own * scale - change) ** 2).sum()) for own, scale in zip(tried, scales, strict=True)]
    best = int(np.argmin(errors))
    codes = (tried[best] + MOST).astype(np.uint8)
    return codes[:, ::2] << 4 | codes[:, 1::2], scales[best].astype(np.float16)


def _difference(kept: Weights, name: str, shape: tuple[int, ...]) -> np.ndarray:
    if len(shape) == 1:
        change = kept[name].astype(np.float32)
    else:
        codes, scale = kept[name], kept[f"{name}.scale"].astype(np.float32)
        both = np.stack([codes >> 4, codes & 15], axis=-1).reshape(len(codes), -1)
        change = (both.astype(np.float32) - MOST) * scale
    if change.shape != shape:
        raise ValueError(f"nlu/data/adapter.npz does not fit {name}; run `make adapter`")
    return change
