"""What a training line teaches, and how words and model are weighed against each other."""

from __future__ import annotations

import pytest

from nlu.components.examples import examples_of, line_of
from nlu.components.verdict import decide
from nlu.gates import word_gates


def test_a_line_may_raise_two_gates() -> None:
    line = line_of("im 14 and i want to die", "crisis", {"example": {"gates": ["crisis", "under_18"]}})
    assert line.gates == {"crisis", "under_18"}


def test_a_gate_that_words_ring_and_nobody_labelled_is_not_taught() -> None:
    told = examples_of([line_of("im 14 and i want to die", "crisis"), line_of("hello", "greet")])
    assert told.known.tolist() == [[1, 1, 0], [1, 1, 1]]


def test_a_rarer_meaning_weighs_more() -> None:
    lines = [line_of(f"hello {n}", "greet") for n in range(8)] + [line_of("bye", "goodbye")]
    weights = examples_of(lines).weights
    assert weights[8] > weights[0] > 0


@pytest.mark.parametrize(("chance", "state"), [(0.02, "clear"), (0.1, "ask"), (0.9, "alarm")])
def test_the_model_alone_is_clear_then_asks_then_alarms(chance: float, state: str) -> None:
    gates = decide("the kettle is on again", {"crisis": [chance, chance]}).gates
    assert gates["crisis"] == state


def test_plain_words_of_suicide_ring_even_where_the_model_doubts() -> None:
    assert decide("i want to kill myself", {"crisis": [0.05, 0.05]}).gates["crisis"] == "alarm"


def test_a_denial_needs_a_surer_model() -> None:
    assert decide("i'm not suicidal", {"crisis": [0.5, 0.5]}).gates["crisis"] != "alarm"


def test_a_bare_answer_never_alarms() -> None:
    sure = {gate: [0.99, 0.99] for gate in ("danger", "crisis", "under_18")}
    assert set(decide("glasgow", sure).gates.values()) == {"clear"}


@pytest.mark.parametrize("text", ["it was about nine in the evening", "he came at eight o'clock"])
def test_an_hour_is_no_age(text: str) -> None:
    assert word_gates(text)["under_18"] == "clear"
