"""Times as they are stored: whole seconds since 1970, always UTC."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from storage.errors import Damaged

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


def seconds(moment: datetime) -> int:
    """Turn a moment into what is stored; a moment without a time zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("A stored moment needs a time zone.")
    return int(moment.timestamp())


def moment(stored: int) -> datetime:
    """Turn what is stored back into a moment."""
    try:
        return datetime.fromtimestamp(stored, UTC)
    except (OverflowError, ValueError, OSError):
        raise Damaged from None


def length(duration: timedelta) -> int:
    """Turn a length of time into what is stored."""
    return int(duration.total_seconds())
