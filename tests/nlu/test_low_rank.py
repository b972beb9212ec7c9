"""What the larger model learned is put beside its weights, and only beside the right ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.components.examples import all_lines
from nlu.components.kinds import MPNET
from nlu.components.low_rank import PATH, merged

MATRIX, BIAS = "encoder.layer.0.output.dense.weight", "encoder.layer.0.output.dense.bias"
LABELS = ["greet", "thank"]
CHANCE = np.random.default_rng(1)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    heads = {"intent.weight": (2, 8), "intent.bias": (2,), "gate.weight": (3, 8), "gate.bias": (3,)}
    learned = {f"{MATRIX}.up": (16, 2), f"{MATRIX}.down": (2, 8), BIAS: (16,)}
    arrays = {name: CHANCE.normal(size=size).astype(np.float16) for name, size in (heads | learned).items()}
    np.savez(tmp_path / "learned.npz", labels=np.array(LABELS), **arrays)
    return tmp_path / "learned.npz"


def base(width: int = 8) -> dict[str, np.ndarray]:
    return {MATRIX: np.ones((16, width), np.float32), BIAS: np.ones(16, np.float32)}


def test_two_thin_matrices_change_the_wide_one(kept: Path) -> None:
    weights, learned = merged(base(), LABELS, kept), np.load(kept)
    assert weights is not None
    change = learned[f"{MATRIX}.up"].astype(np.float32) @ learned[f"{MATRIX}.down"].astype(np.float32)
    np.testing.assert_allclose(weights[MATRIX], 1 + change, rtol=1e-5)
    np.testing.assert_allclose(weights[BIAS], 1 + learned[BIAS].astype(np.float32))


def test_what_was_learned_for_other_meanings_is_not_used(kept: Path) -> None:
    assert merged(base(), [*LABELS, "goodbye"], kept) is None


def test_what_was_learned_by_another_model_is_refused(kept: Path) -> None:
    with pytest.raises(ValueError, match="make second-look"):
        merged(base(width=12), LABELS, kept)


def test_what_is_shipped_was_learned_for_the_meanings_of_today() -> None:
    labels = [str(label) for label in np.load(PATH)["labels"]]
    assert labels == sorted({line.meaning for line in all_lines() if line.meaning})


def test_what_is_shipped_knows_every_layer_of_the_larger_model() -> None:
    layers = {int(name.split(".")[2]) for name in np.load(PATH).files if name.startswith("encoder.layer.")}
    assert layers == set(range(MPNET.layers))
