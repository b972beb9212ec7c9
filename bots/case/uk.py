"""UK time: every moment is kept in UTC, said in the time on a UK clock, and never reached at night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
# A message that comes by itself comes between these hours.
MORNING, NIGHT = time(9), time(21)


def utc_now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


def clock_words(moment: datetime) -> str:
    """Say a moment as a UK clock shows it, with the name of its time where it is not plain."""
    here = moment.astimezone(UK)
    hour, half = here.hour % 12 or 12, "am" if here.hour < 12 else "pm"
    return f"{here:%A} {date_words(moment)} at {hour}:{here:%M}{half}{_which_of_two(here)}"


def date_words(moment: datetime) -> str:
    """Say a day as a UK calendar shows it."""
    here = moment.astimezone(UK)
    return f"{here.day} {here:%B %Y}"


def when_awake(moment: datetime) -> datetime:
    """Move a moment that falls into the night to the next morning in the UK; leave any other as it is."""
    here = moment.astimezone(UK)
    if MORNING <= here.time() < NIGHT:
        return moment
    day = here.date() + timedelta(days=1) if here.time() >= NIGHT else here.date()
    return datetime.combine(day, MORNING, UK).astimezone(UTC)


def _which_of_two(here: datetime) -> str:
    # On the night when the clocks go back, one hour comes twice.
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return f" {here:%Z}" if twice else ""
