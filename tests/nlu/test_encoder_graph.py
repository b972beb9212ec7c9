"""The graphs that training writes give in small whole numbers what the weights give in full."""

from __future__ import annotations

import pytest

from tests.nlu.comparing import compared


@pytest.mark.rasa
def test_whole_numbers_give_nearly_what_full_ones_give() -> None:
    apart = compared("graph_compared")
    assert set(apart) == {"small", "larger"}
    assert all(share < 0.12 for share in apart.values()), apart
