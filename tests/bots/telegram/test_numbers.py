"""Where a message is looked for whose answer was lost: only where it can be, and not everywhere."""

from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.numbers import KEPT, ON_THEIR_WAY, REMEMBERED, Numbers

numbers = st.integers(1, 400)


def knowing(*known: int) -> Numbers:
    made = Numbers()
    for number in known:
        made.saw(number)
    return made


@given(before=numbers, others=st.sets(numbers, max_size=300))
def test_a_message_lost_just_now_is_looked_for_wherever_it_can_be(before: int, others: set[int]) -> None:
    looked = knowing(*others).lost_now(before)
    assert looked == sorted(set(range(before + 1, max(before, *others, 0) + ON_THEIR_WAY + 1)) - others)


def test_among_thousands_of_known_ones_the_lost_one_is_found_at_once() -> None:
    known = knowing(*(number for number in range(1, 5000) if number != 2345))
    assert known.lost_now(1000)[0] == 2345


@given(kept=st.sets(st.integers(1, 10_000), min_size=1, max_size=KEPT), after=numbers)
def test_what_was_on_its_way_at_a_kill_is_looked_for_behind_the_last_one_known(
    kept: set[int], after: int
) -> None:
    known = Numbers()
    known.begin(kept, not_heard=7)
    looked = known.lost_before(after)
    last = max(after, *kept)
    assert looked[: ON_THEIR_WAY + 7] == list(range(last + 1, last + ON_THEIR_WAY + 8))
    assert not kept & set(looked)
    assert min(looked) > after


def test_one_that_was_passed_by_others_before_the_kill_is_looked_for_among_them() -> None:
    before = knowing(*(number for number in range(1, 1000) if number != 990))
    known = Numbers()
    known.begin(reversed(before.latest()), not_heard=0)
    assert known.lost_before(5)[ON_THEIR_WAY] == 990


def test_no_more_numbers_are_kept_than_there_is_room_for() -> None:
    known = knowing(*range(REMEMBERED + 100))
    assert known.latest() == list(range(REMEMBERED + 99, REMEMBERED + 99 - KEPT, -1))
    assert known.lost_now(-1)[:100] == list(range(100))
