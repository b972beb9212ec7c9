"""Bank holidays of England and Wales, Scotland, and Northern Ireland, worked out from the rules.

Rules and not a list, so that the answer never runs out silently; one-off days by proclamation are listed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Calendar = Literal["england_and_wales", "scotland", "northern_ireland"]

CALENDAR_OF_NATION: dict[str, Calendar] = {
    "england": "england_and_wales",
    "wales": "england_and_wales",
    "scotland": "scotland",
    "northern_ireland": "northern_ireland",
}

# Days by proclamation, which no rule gives. Look at gov.uk/bank-holidays each autumn.
ONE_OFF: dict[date, frozenset[Calendar]] = {}


def is_bank_holiday(day: date, calendar: Calendar) -> bool:
    """Say whether this day is a bank holiday there, so that no weekday hours are promised on it."""
    return day in bank_holidays(day.year, calendar)


@lru_cache(maxsize=64)
def bank_holidays(year: int, calendar: Calendar) -> frozenset[date]:
    """List the bank holidays of a year, substitute days included."""
    fixed = [date(year, 1, 1), *_other_fixed(year, calendar), date(year, 12, 25), date(year, 12, 26)]
    taken: set[date] = set()
    # A holiday at a weekend moves to the next weekday that is not itself a holiday.
    for day in fixed:
        while day.weekday() >= 5 or day in taken:
            day += timedelta(days=1)
        taken.add(day)
    one_off = {day for day, where in ONE_OFF.items() if day.year == year and calendar in where}
    return frozenset(taken | _moving(year, calendar) | one_off)


def _other_fixed(year: int, calendar: Calendar) -> list[date]:
    if calendar == "scotland":
        return [date(year, 1, 2), date(year, 11, 30)]
    if calendar == "northern_ireland":
        return [date(year, 3, 17), date(year, 7, 12)]
    return []


def _moving(year: int, calendar: Calendar) -> set[date]:
    easter = easter_sunday(year)
    days = {easter - timedelta(days=2), _first_monday(year, 5), _last_monday(year, 5)}
    if calendar == "scotland":
        return days | {_first_monday(year, 8)}
    return days | {easter + timedelta(days=1), _last_monday(year, 8)}


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=last.weekday())


def easter_sunday(year: int) -> date:
    """Find Easter by the anonymous Gregorian rule, on which Good Friday and Easter Monday hang."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
