"""Counts hide everybody in a crowd of ten, whatever was counted."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import Count, Store
from storage.counts import OTHER, SMALLEST, hide_small
from tests.storage.conftest import StillClock

_ids = st.sampled_from(["x", "instagram", "telegram", "reddit"])
_groups = st.dictionaries(
    st.tuples(st.sampled_from(["2026-09", "2026-10"]), st.sampled_from(["opened", "removed"]), _ids, _ids),
    st.integers(1, 30),
    max_size=24,
)


@given(_groups)
def test_no_group_of_fewer_than_ten_is_ever_shown_and_none_is_invented(
    groups: dict[tuple[str, str, str, str], int],
) -> None:
    shown = hide_small(groups)
    assert all(number >= SMALLEST for number in shown.values())
    counted: Counter[tuple[str, str]] = Counter()
    for (month, event, _, _), number in groups.items():
        counted[month, event] += number
    told: Counter[tuple[str, str]] = Counter()
    for (month, event, _, _), number in shown.items():
        told[month, event] += number
    assert all(counted[name] - SMALLEST < number <= counted[name] for name, number in told.items())
    for group, number in shown.items():
        assert OTHER in group or groups[group] == number


def test_small_groups_are_merged_and_what_is_still_small_is_left_out(store: Store, clock: StillClock) -> None:
    for incident, number in (("threat", 12), ("hate", 6), ("deepfake", 5)):
        for _ in range(number):
            store.counts.count("opened", "x", incident)
    for _ in range(9):
        store.counts.count("opened", "reddit", "threat")
    clock.pass_by(days=30)
    assert store.counts.read() == [
        Count("2026-11", "opened", "x", "other", 11),
        Count("2026-11", "opened", "x", "threat", 12),
    ]


def test_the_running_month_is_not_read(store: Store) -> None:
    for _ in range(20):
        store.counts.count("opened", "x", "threat")
    assert store.counts.read() == []
    assert store.counts.read(with_this_month=True)[0].number == 20


@pytest.mark.parametrize("text", ["", "my ex did it", "X", "a" * 41, "a-b", "07700900123 "])
def test_no_free_text_can_be_counted(store: Store, text: str) -> None:
    with pytest.raises(ValueError, match="ids of our own"):
        store.counts.count("opened", text, "threat")
