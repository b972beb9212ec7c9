"""The larger model is asked where the small one is in doubt, and only there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from nlu.components.nearness import nearness
from nlu.components.second_look import TwoLooks
from nlu.components.seen import Seen

SURE = Seen(np.array([[0.98, 0.02]]), np.array([[0.001, 0.001, 0.001]]))
TORN = Seen(np.array([[0.55, 0.45]]), np.array([[0.001, 0.001, 0.001]]))
ALARMED = Seen(np.array([[0.98, 0.02]]), np.array([[0.001, 0.2, 0.001]]))
OTHER = Seen(np.array([[0.1, 0.9]]), np.array([[0.001, 0.95, 0.001]]))


class Look:
    """Sees always the same, and notes what it was shown."""

    def __init__(self, seen: Seen) -> None:
        self.seen, self.shown = seen, []  # type: ignore[var-annotated]

    def read(self, sentences: Sequence[str]) -> Seen:
        self.shown.append(list(sentences))
        times = len(sentences)
        return Seen(np.repeat(self.seen.meanings, times, axis=0), np.repeat(self.seen.gates, times, axis=0))


def test_what_the_small_model_is_sure_of_is_not_read_again() -> None:
    second = Look(OTHER)
    TwoLooks(Look(SURE), second).read(["thank you"])
    assert second.shown == []


@pytest.mark.parametrize("first", [TORN, ALARMED], ids=["which meaning", "whether to alarm"])
def test_a_doubt_is_settled_by_a_second_look_at_the_whole_message(first: Seen) -> None:
    second = Look(OTHER)
    seen = TwoLooks(Look(first), second).read(["one", "two", "one. two"])
    assert second.shown == [["one. two"]]
    assert seen.meanings[-1, 1] > first.meanings[0, 1]
    assert seen.gates[-1, 1] > first.gates[0, 1]


def test_each_sentence_stays_as_the_small_model_saw_it() -> None:
    seen = TwoLooks(Look(ALARMED), Look(OTHER)).read(["one", "two", "one. two"])
    np.testing.assert_array_equal(seen.gates[:2], np.repeat(ALARMED.gates, 2, axis=0))


def test_a_very_long_message_is_left_to_the_small_model() -> None:
    second = Look(OTHER)
    TwoLooks(Look(TORN), second).read(["word " * 200])
    assert second.shown == []


def test_shares_still_add_up_to_one_after_a_second_look() -> None:
    seen = TwoLooks(Look(TORN), Look(OTHER)).read(["one"])
    np.testing.assert_allclose(seen.meanings.sum(axis=1), 1)


@pytest.mark.parametrize(
    ("back", "ahead", "step"),
    [(0, 0, 0), (1, 0, 1), (7, 0, 7), (127, 0, 15), (0, 1, 17), (0, 7, 23), (0, 8, 24), (0, 127, 31)],
)
def test_distance_is_counted_as_the_larger_model_learned_to(back: int, ahead: int, step: int) -> None:
    table = np.arange(32, dtype=np.float32)[:, None]
    assert nearness(table)[0, 0, back, ahead] == step
