"""How often somebody may do something: a count in a stretch of time, in memory only."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_KEPT = 10_000
# For each act: how often, in how many seconds.
LIMITS = {
    "line": (3, 86_400.0),
    "words": (20, 3_600.0),
    "moderator": (30, 60.0),
    "command": (20, 60.0),
    "watch": (10, 86_400.0),
    "too_big": (3, 3_600.0),
}


class Pace:
    """Tell whether somebody may do a thing again already."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def allows(self, act: str, who: object) -> bool:
        """Count one more, unless that would be too many."""
        most, seconds = LIMITS[act]
        key, now = (act, str(who)), self._clock()
        times = self._times.setdefault(key, deque(maxlen=most))
        self._times.move_to_end(key)
        if len(self._times) > MOST_KEPT:
            self._times.popitem(last=False)
        while times and times[0] <= now - seconds:
            times.popleft()
        if len(times) >= most:
            return False
        times.append(now)
        return True
