"""Opening hours: UK time, clock changes, late nights and the bank holidays of three calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responses.bank_holidays import bank_holidays, easter_sunday
from responses.hours import UK_TIME, HoursError, next_opening, openness, read_hours

WEEKDAYS = read_hours([{"days": "mon-fri", "from": "10:00", "until": "16:00"}], "closed")
LATE = read_hours([{"days": "fri-sat", "from": "18:00", "until": "02:00"}], "open")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (utc(2026, 11, 23, 9, 59), "closed"),
        (utc(2026, 11, 23, 10, 0), "open"),
        (utc(2026, 11, 23, 15, 59), "open"),
        (utc(2026, 11, 23, 16, 0), "closed"),
        (utc(2026, 11, 22, 12, 0), "closed"),  # a Sunday
        (utc(2026, 6, 1, 9, 0), "open"),  # ten o'clock in summer time
        (utc(2026, 6, 1, 15, 0), "closed"),  # four o'clock in summer time
    ],
)
def test_hours_are_uk_time_in_winter_and_in_summer(when: datetime, expected: str) -> None:
    assert openness(WEEKDAYS, when) == expected


def test_the_clock_change_moves_the_opening_by_an_hour_of_world_time() -> None:
    friday_before, monday_after = utc(2026, 3, 27, 10, 0), utc(2026, 3, 30, 9, 0)
    assert openness(WEEKDAYS, friday_before) == "open"
    assert openness(WEEKDAYS, friday_before - timedelta(minutes=1)) == "closed"
    assert openness(WEEKDAYS, monday_after) == "open"
    assert openness(WEEKDAYS, monday_after - timedelta(minutes=1)) == "closed"


def test_the_night_belongs_to_the_day_it_began_on() -> None:
    assert openness(LATE, utc(2026, 11, 21, 1, 30)) == "open"  # the night of Friday
    assert openness(LATE, utc(2026, 11, 20, 1, 30)) == "closed"  # the night of Thursday
    assert openness(LATE, utc(2026, 11, 22, 1, 59)) == "open"  # the night of Saturday
    assert openness(LATE, utc(2026, 11, 22, 2, 0)) == "closed"


def test_a_bank_holiday_closes_or_is_not_known_but_is_never_promised() -> None:
    boxing_day_moved = utc(2026, 12, 28, 12, 0)
    unsure = read_hours([{"days": "mon-fri", "from": "10:00", "until": "16:00"}], "not_known")
    assert openness(WEEKDAYS, boxing_day_moved) == "closed"
    assert openness(unsure, boxing_day_moved) == "not_known"
    assert openness(unsure, boxing_day_moved + timedelta(days=1)) == "open"


def test_each_nation_keeps_its_own_holidays() -> None:
    span = [{"days": "mon-fri", "from": "10:00", "until": "16:00"}]
    st_andrew, battle_of_the_boyne = utc(2026, 11, 30, 12), utc(2027, 7, 12, 12)
    scotland = read_hours(span, "closed", "scotland")
    northern_ireland = read_hours(span, "closed", "northern_ireland")
    assert openness(scotland, st_andrew) == "closed"
    assert openness(WEEKDAYS, st_andrew) == "open"
    assert openness(northern_ireland, battle_of_the_boyne) == "closed"
    assert openness(scotland, battle_of_the_boyne) == "open"


# Written out by hand from the rules and from published lists, not worked out by the code.
PUBLISHED = {
    ("england_and_wales", 2026): "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    ("england_and_wales", 2027): "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    ("scotland", 2027): "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    ("northern_ireland", 2026): "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    ("northern_ireland", 2027): "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
    ("england_and_wales", 2028): "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize(("where", "days"), PUBLISHED.items())
def test_bank_holidays_are_the_published_ones(where: tuple[str, int], days: str) -> None:
    calendar, year = where
    expected = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    assert bank_holidays(year, calendar) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_easter_falls_where_it_does(day: str) -> None:
    expected = date.fromisoformat(day)
    assert easter_sunday(expected.year) == expected


def test_the_next_opening_skips_the_weekend_and_the_holidays() -> None:
    christmas_eve_evening = utc(2026, 12, 24, 18, 0)
    assert next_opening(WEEKDAYS, christmas_eve_evening) == datetime(2026, 12, 29, 10, 0, tzinfo=UK_TIME)


# Hypothesis wants bounds without a zone and adds it.
@settings(deadline=None)
@given(st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(timezone.utc)))  # noqa: DTZ001
def test_the_next_opening_is_later_and_open(when: datetime) -> None:
    opens = next_opening(WEEKDAYS, when)
    assert opens is not None
    assert opens > when
    assert openness(WEEKDAYS, opens) == "open"
    assert openness(WEEKDAYS, opens - timedelta(minutes=1)) == "closed"


def test_a_service_without_hours_is_not_known_and_never_open() -> None:
    assert openness(None, utc(2026, 11, 23, 12)) == "not_known"


@pytest.mark.parametrize(
    ("raw", "holidays"),
    [
        ("sometimes", None),
        ([{"days": "mon-fri", "from": "10:00", "until": "16:00"}], None),
        ([{"days": "monday", "from": "10:00", "until": "16:00"}], "closed"),
        ([{"days": "mon", "from": 600, "until": "16:00"}], "closed"),
        ([{"days": "mon", "from": "10:00", "until": "25:00"}], "closed"),
        ([{"days": "mon", "from": "10:00"}], "closed"),
    ],
)
def test_hours_that_cannot_be_read_are_refused(raw: object, holidays: object) -> None:
    with pytest.raises(HoursError):
        read_hours(raw, holidays)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        openness(WEEKDAYS, datetime(2026, 11, 23, 12))  # noqa: DTZ001
