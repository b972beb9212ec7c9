"""When a service is open, in UK time, bank holidays of the three calendars included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from responses.bank_holidays import Calendar, is_bank_holiday

UK_TIME = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60

Openness = Literal["open", "closed", "not_known"]
OnHolidays = Literal["open", "closed", "not_known"]


@dataclass(frozen=True, slots=True)
class Span:
    """Opening minutes of some weekdays; a span that ends before it starts runs past midnight."""

    days: frozenset[int]
    start: int
    end: int

    def covers(self, weekday: int, minute: int) -> bool:
        """Say whether this minute of this weekday is inside, counting the night after a late closing."""
        if self.start < self.end:
            return weekday in self.days and self.start <= minute < self.end
        night_before = (weekday - 1) % 7
        return (weekday in self.days and minute >= self.start) or (
            night_before in self.days and minute < self.end
        )


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours as data: always, or spans, or a website that never closes (online)."""

    always: bool = False
    online: bool = False
    spans: tuple[Span, ...] = ()
    on_holidays: OnHolidays = "not_known"
    calendar: Calendar = "england_and_wales"


class HoursError(ValueError):
    """Hours in a content file that cannot be read; the message is for the caseworker."""


def read_hours(
    raw: object, on_holidays: object = None, calendar: Calendar = "england_and_wales"
) -> Hours | None:
    """Read `hours:` of a content file, so that a slip there is one clear sentence and not a wrong promise."""
    if raw is None:
        return None
    if raw == "always":
        return Hours(always=True, on_holidays="open")
    if raw == "online":
        return Hours(online=True, on_holidays="open")
    if not isinstance(raw, list):
        raise HoursError("hours must be 'always', 'online' or a list of days with from and until")
    if on_holidays not in ("open", "closed", "not_known"):
        raise HoursError("bank_holidays must say open, closed or not_known when hours are a list")
    return Hours(spans=tuple(_span(entry) for entry in raw), on_holidays=on_holidays, calendar=calendar)


def openness(hours: Hours | None, when: datetime) -> Openness:
    """Say whether somebody is there at this moment; not_known rather than a guess."""
    if hours is None:
        return "not_known"
    if hours.always or hours.online:
        return "open"
    local = _in_uk(when)
    minute = local.hour * 60 + local.minute
    inside = any(span.covers(local.weekday(), minute) for span in hours.spans)
    if not inside:
        return "closed"
    if not is_bank_holiday(local.date(), hours.calendar):
        return "open"
    return hours.on_holidays


def next_opening(hours: Hours | None, when: datetime) -> datetime | None:
    """Find the next start of a span within two weeks, skipping bank holidays that are not surely open."""
    if hours is None or not hours.spans:
        return None
    local = _in_uk(when)
    for ahead in range(15):
        day = local.date() + timedelta(days=ahead)
        starts = [start for start in _starts(hours, day) if start > local]
        if starts:
            return min(starts)
    return None


def _starts(hours: Hours, day: date) -> list[datetime]:
    if is_bank_holiday(day, hours.calendar) and hours.on_holidays != "open":
        return []
    return [
        datetime.combine(day, time(span.start // 60, span.start % 60), UK_TIME)
        for span in hours.spans
        if day.weekday() in span.days
    ]


def _in_uk(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError("A time without a time zone cannot be turned into UK time.")
    return when.astimezone(UK_TIME)


def _span(entry: object) -> Span:
    if not isinstance(entry, Mapping) or set(entry) != {"days", "from", "until"}:
        raise HoursError("each line of hours needs days, from and until")
    return Span(_days(entry["days"]), _minute(entry["from"]), _minute(entry["until"]))


def _days(raw: Any) -> frozenset[int]:
    if raw == "every day":
        return frozenset(range(7))
    first, _, last = str(raw).partition("-")
    if first not in DAYS or (last and last not in DAYS):
        raise HoursError(f"days must be like mon-fri, sat or 'every day', not {raw!r}")
    start = DAYS.index(first)
    length = (DAYS.index(last) - start) % 7 if last else 0
    return frozenset((start + step) % 7 for step in range(length + 1))


def _minute(raw: Any) -> int:
    hour, _, minute = str(raw).partition(":")
    if not (hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise HoursError(f"a time must be like '09:30' in quotes, not {raw!r}")
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > MIDNIGHT:
        raise HoursError(f"there is no time {raw!r} in a day")
    return total
