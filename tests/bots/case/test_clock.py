"""The 48 hours, UK time on the days when the clocks change, and what is noted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.case.steps import steps_in
from bots.case.uk import MORNING, NIGHT, UK, clock_words, when_awake
from storage import Count
from tests.bots.case.conftest import ADULT, Person, told


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("reported", "over"),
    [
        ("2026-03-27T12:00", "Sunday 29 March 2026 at 1:00pm"),  # an hour was skipped in between
        ("2026-03-28T00:30", "Monday 30 March 2026 at 1:30am"),
        ("2026-10-24T11:00", "Monday 26 October 2026 at 11:00am"),  # noon by the clock then, eleven now
        ("2027-03-27T09:00", "Monday 29 March 2027 at 10:00am"),
        ("2026-11-22T14:30", "Tuesday 24 November 2026 at 2:30pm"),
    ],
)
def test_48_hours_are_48_hours_even_when_the_clocks_change(person: Person, reported: str, over: str) -> None:
    person.now = at(reported)
    person.reports()
    assert clock_words(steps_in(person.ledger())[0].over_at) == over


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    assert clock_words(at("2026-10-25T00:30")) == "Sunday 25 October 2026 at 1:30am BST"
    assert clock_words(at("2026-10-25T01:30")) == "Sunday 25 October 2026 at 1:30am GMT"


@given(st.integers(0, 2 * 366 * 24 * 60))
def test_nobody_is_written_to_at_night_and_nobody_waits_more_than_a_night(minutes: int) -> None:
    moment = at("2026-01-01T00:00") + timedelta(minutes=minutes)
    awake = when_awake(moment)
    assert MORNING <= awake.astimezone(UK).time() < NIGHT
    assert timedelta(0) <= awake - moment <= timedelta(hours=13)
    assert when_awake(awake) == awake


def test_a_check_in_due_at_night_waits_for_the_morning_of_a_clock_that_has_moved(person: Person) -> None:
    person.now = at("2026-03-27T23:30")
    person.reports()
    set_to = person.does("remind", hours=48, site="x", silent=False)
    [reminder] = person.store.reminders.of_case(person.store.cases.open_case(person.conversation))
    assert reminder.due_at == at("2026-03-30T08:00")
    assert "Monday 30 March 2026 at 9:00am" in told(set_to)


def test_a_report_is_noted_once_however_often_it_is_tapped(person: Person) -> None:
    person.reports()
    again = person.reports()
    assert len(person.ledger()) == 1
    assert "twice" in told(again)


def test_a_report_of_two_days_ago_is_asked_about_at_once(person: Person) -> None:
    assert "how is it now" in told(person.reports(hours_ago=48))


def test_no_promise_is_made_about_the_48_hours(person: Person) -> None:
    words = told(person.reports()).lower()
    assert "may also say no" in words
    assert "will be" not in words


def test_a_report_that_the_duty_does_not_cover_is_told_no_law(person: Person) -> None:
    noted = person.does("note_step", step="reported", site="x", hours_ago=0, covered=False)
    assert "law" not in told(noted)


def test_a_check_in_is_set_once_and_stopped_in_one_tap(person: Person) -> None:
    person.reports()
    first = person.does("remind", hours=48, site="x", silent=False)
    assert [button.payload for button in first.replies[-1].buttons] == ["do:stop_reminders"]
    person.does("remind", hours=48, site="x", silent=False)
    case = person.store.cases.open_case(person.conversation)
    assert len(person.store.reminders.of_case(case)) == 1
    person.does("stop_reminders")
    assert person.store.reminders.of_case(case) == []


def test_without_an_address_no_check_in_is_promised(person: Person) -> None:
    person.reports()
    person.account = ""
    told_so = person.does("remind", hours=48, site="x", silent=False)
    assert "can't write to you first" in told(told_so)


def test_on_a_phone_that_may_be_watched_the_check_in_makes_no_sound(person: Person) -> None:
    person.does("save_case", answers=ADULT | {"watched": "unsure"})
    person.reports()
    person.does("remind", hours=48, site="x", silent=False)
    [reminder] = person.store.reminders.of_case(person.store.cases.open_case(person.conversation))
    assert reminder.facts["silent"] is True


def test_saying_what_came_of_it_lets_the_check_in_go(person: Person) -> None:
    person.reports()
    person.does("remind", hours=48, site="x", silent=False)
    person.does("note_step", step="gone", site="x", covered=True)
    assert person.store.reminders.of_case(person.store.cases.open_case(person.conversation)) == []


def test_a_forged_site_or_step_is_never_noted_or_counted(person: Person) -> None:
    person.does("note_step", step="reported", site="evil site", hours_ago=0)
    person.does("note_step", step="DROP TABLE", site="x")
    assert person.ledger() == []
    assert person.store.counts.read(with_this_month=True) == []


def test_steps_are_counted_without_the_person(person: Person) -> None:
    for number in range(10):
        somebody = Person(person.store, person.content, account=str(number))
        somebody.does("save_case", answers=ADULT)
        somebody.reports()
        somebody.pass_by(hours=30)
        somebody.does("note_step", step="gone", site="x", covered=True)
    month = f"{datetime.now(UTC):%Y-%m}"
    assert person.store.counts.read(with_this_month=True) == [
        Count(month, "gone_in_48_hours", "x", "deepfake", 10),
        Count(month, "reported", "x", "deepfake", 10),
    ]
