"""The watch list: added, renewed, expired, withdrawn, suspended; and what liars put on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.watching import NOTHING, WatchList
from tests.pictures.test_matching import a_pdq, made, near

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=90)


def a_list(**limits: int) -> WatchList:
    watch_list = WatchList(**limits)
    assert watch_list.add("one", made(a_pdq(1)), origin="case", now=NOW, until=LATER) is None
    return watch_list


def tier(watch_list: WatchList, value: str, uploader: str = "someone", now: datetime = NOW) -> str:
    return watch_list.ask(made(value), uploader=uploader, now=now).tier


def test_the_answer_is_a_tier_and_an_alert_number_that_tells_nothing() -> None:
    watch_list = a_list()
    first = watch_list.ask(made(a_pdq(1)), uploader="a", now=NOW)
    second = watch_list.ask(made(near(a_pdq(1), 40)), uploader="a", now=NOW)
    assert (first.tier, second.tier) == ("strong", "review")
    assert first.alert != second.alert
    assert watch_list.entry_of(first.alert) == watch_list.entry_of(second.alert) == "one"
    assert set(type(first).__slots__) == {"tier", "alert"}


def test_what_does_not_match_leaves_no_trace() -> None:
    watch_list = a_list()
    before = repr(vars(watch_list)["_alerts"])
    assert watch_list.ask(made(a_pdq(2)), uploader="a", now=NOW) == NOTHING
    assert repr(vars(watch_list)["_alerts"]) == before


def test_a_withdrawn_entry_is_gone_at_the_next_query() -> None:
    watch_list = a_list()
    assert watch_list.withdraw("one")
    assert tier(watch_list, a_pdq(1)) == "none"
    assert not watch_list.withdraw("one")


def test_an_entry_ends_with_its_time_unless_renewed() -> None:
    watch_list = a_list()
    assert tier(watch_list, a_pdq(1), now=LATER) == "none"
    assert watch_list.renew("one", LATER + timedelta(days=90))
    assert tier(watch_list, a_pdq(1), now=LATER) == "strong"
    assert watch_list.expire(LATER) == []
    assert watch_list.expire(LATER + timedelta(days=90)) == ["one"]
    assert len(watch_list) == 0


def test_an_entry_that_many_people_seem_to_put_up_is_suspended_until_somebody_looks() -> None:
    watch_list = a_list(most_uploaders=3)
    assert [tier(watch_list, a_pdq(1), f"person {n}") for n in range(4)] == ["strong"] * 3 + ["none"]
    assert watch_list.suspended() == ["one"]
    assert watch_list.resume("one")
    assert tier(watch_list, a_pdq(1)) == "strong"


def test_one_person_putting_it_up_again_and_again_does_not_suspend_it() -> None:
    watch_list = a_list(most_uploaders=3)
    assert [tier(watch_list, a_pdq(1)) for _ in range(10)] == ["strong"] * 10


def test_uploaders_of_last_week_do_not_count() -> None:
    watch_list = a_list(most_uploaders=1)
    assert tier(watch_list, a_pdq(1), "a") == "strong"
    assert tier(watch_list, a_pdq(1), "b", NOW + timedelta(days=7)) == "strong"


def test_a_suspended_entry_does_not_hide_another_one() -> None:
    watch_list = a_list()
    watch_list.add("two", made(near(a_pdq(1), 20)), origin="case", now=NOW, until=LATER)
    watch_list.suspend("one")
    answer = watch_list.ask(made(a_pdq(1)), uploader="a", now=NOW)
    assert watch_list.entry_of(answer.alert) == "two"


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        (Fingerprint("0" * 64, 100), "not_a_fingerprint"),
        (Fingerprint("f" * 64, 100), "not_a_fingerprint"),
        (Fingerprint("0123456789abcdef" * 4, 100, crops=("e" * 64,)), "not_a_fingerprint"),
        (made(a_pdq(1), quality=49), "too_plain"),
    ],
)
def test_what_cannot_be_a_good_fingerprint_is_refused(poison: Fingerprint, reason: str) -> None:
    assert WatchList().add("x", poison, origin="case", now=NOW, until=LATER) == Refused(reason)


def test_a_flood_from_one_origin_is_refused_for_the_day() -> None:
    watch_list = WatchList(most_a_day=3)
    added = [watch_list.add(str(n), made(a_pdq(n)), origin="case", now=NOW, until=LATER) for n in range(4)]
    assert added == [None] * 3 + [Refused("too_many")]
    assert watch_list.add("x", made(a_pdq(9)), origin="other case", now=NOW, until=LATER) is None
    tomorrow = NOW + timedelta(days=1)
    assert watch_list.add("y", made(a_pdq(8)), origin="case", now=tomorrow, until=LATER) is None


def test_a_meme_is_neither_added_nor_matched() -> None:
    watch_list = a_list()
    watch_list.never("meme", made(a_pdq(5)))
    added = watch_list.add("x", made(near(a_pdq(5), 60)), origin="case", now=NOW, until=LATER)
    assert added == Refused("well_known")
    watch_list.never("avatar", made(near(a_pdq(1), 10)))
    assert tier(watch_list, a_pdq(1)) == "none"
    assert watch_list.ask(made(a_pdq(1)), uploader="a", now=NOW) == NOTHING


def test_nothing_on_the_list_shows_in_a_repr() -> None:
    watch_list = a_list()
    assert a_pdq(1) not in repr(watch_list) + repr(vars(watch_list))
