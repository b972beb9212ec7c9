"""The adapter gives back what tuning changed, and refuses what it was not made for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.components.adapter import PATH, adapted, learned, write_adapter
from nlu.components.examples import Line, all_lines, mark_of, new_and_rehearsed

LABELS = ["greet", "thank"]
CHANCE = np.random.default_rng(1)


def base(width: int = 8) -> dict[str, np.ndarray]:
    return {
        "encoder.layer.0.output.dense.weight": CHANCE.normal(size=(16, width)).astype(np.float32),
        "encoder.layer.0.output.dense.bias": CHANCE.normal(size=16).astype(np.float32),
        "embeddings.word_embeddings.weight": CHANCE.normal(size=(4, width)).astype(np.float32),
    }


def tuned(start: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    out = {
        name: value + CHANCE.normal(0, 0.02, value.shape).astype(np.float32) for name, value in start.items()
    }
    heads = {"intent.weight": (2, 8), "intent.bias": (2,), "gate.weight": (3, 8), "gate.bias": (3,)}
    return out | {name: CHANCE.normal(size=size).astype(np.float32) for name, size in heads.items()}


def test_four_bits_keep_what_was_learned(tmp_path: Path) -> None:
    start = base()
    after = tuned(start)
    write_adapter(start, after, LABELS, path=tmp_path / "a.npz")
    back = adapted(start, LABELS, tmp_path / "a.npz")
    name = "encoder.layer.0.output.dense.weight"
    lost = np.square(back[name] - after[name]).sum() / np.square(after[name] - start[name]).sum()
    assert lost < 0.03
    np.testing.assert_allclose(back["gate.weight"], after["gate.weight"], atol=2e-3)


def test_words_are_never_changed(tmp_path: Path) -> None:
    start = base()
    write_adapter(start, tuned(start), LABELS, path=tmp_path / "a.npz")
    name = "embeddings.word_embeddings.weight"
    np.testing.assert_array_equal(adapted(start, LABELS, tmp_path / "a.npz")[name], start[name])


def test_heads_for_other_meanings_are_left_out(tmp_path: Path) -> None:
    start = base()
    write_adapter(start, tuned(start), LABELS, path=tmp_path / "a.npz")
    assert "intent.weight" not in adapted(start, [*LABELS, "goodbye"], tmp_path / "a.npz")


def test_an_adapter_for_another_model_is_refused(tmp_path: Path) -> None:
    start = base()
    write_adapter(start, tuned(start), LABELS, path=tmp_path / "a.npz")
    with pytest.raises(ValueError, match="make adapter"):
        adapted(base(width=10), LABELS, tmp_path / "a.npz")


def test_the_shipped_adapter_holds_no_code() -> None:
    with np.load(PATH, allow_pickle=False) as kept:
        assert {value.dtype.kind for value in (kept[name] for name in kept.files)} <= {"f", "u", "U"}


def test_a_line_that_was_learned_is_known_again_and_mostly_left_out(tmp_path: Path) -> None:
    lines = [Line(f"line {number}", "greet") for number in range(300)]
    start = base()
    write_adapter(start, tuned(start), LABELS, map(mark_of, lines), tmp_path / "a.npz")
    again = new_and_rehearsed(lines, learned(tmp_path / "a.npz"))
    assert 60 < len(again) < 140


def test_a_new_line_and_one_with_another_label_are_never_left_out() -> None:
    old = Line("he is outside", "danger", frozenset({"danger"}))
    known = {mark_of(old)}
    for line in (
        Line("he is back", "danger"),
        Line(old.text, "greet"),
        Line(old.text, "danger", doubts=old.gates),
    ):
        assert set(new_and_rehearsed([line], known)) == {line}


def test_the_shipped_adapter_learned_from_nearly_all_lines_there_are() -> None:
    lines = all_lines()
    known = learned()
    assert sum(mark_of(line) in known for line in lines) > 0.9 * len(lines)
