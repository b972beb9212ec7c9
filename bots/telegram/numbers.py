"""The numbers of messages: which belong to somebody, and which may be a message whose answer was lost.

Telegram counts the messages of all private chats of a bot with one count. So a message whose answer never
came has one of the numbers after the last one we knew, and none that we know to be another message's.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice

REMEMBERED = 20_000
# So many are kept over a restart.
KEPT = 300
# At most a window of updates is in hand at once, each with one message on its way.
ON_THEIR_WAY = 100


class Numbers:
    """Remember the latest numbers."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, None] = OrderedDict()
        self._left_at = 0
        self._not_heard = 0
        self.highest = 0

    def begin(self, kept: Iterable[int], not_heard: int) -> None:
        """Take up the numbers that were kept before a restart, and how many messages wait to be heard."""
        for number in kept:
            self.saw(number)
        self._left_at, self._not_heard = self.highest, not_heard

    def saw(self, number: int) -> None:
        """Note the number of a message in a private chat, ours or theirs."""
        self.highest = max(self.highest, number)
        self._known[number] = None
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def latest(self) -> list[int]:
        """Return what is kept over a restart."""
        return list(islice(reversed(self._known), KEPT))

    def lost_now(self, before: int) -> list[int]:
        """Return the numbers, likeliest first, of a message whose answer was lost while we run."""
        return self._unknown(range(before + 1, max(before, self.highest) + ON_THEIR_WAY + 1))

    def lost_before(self, after: int) -> list[int]:
        """Return the numbers, likeliest first, of a message that a kill kept us from noting.

        It came late: it stood among the last that we knew then, or was on its way behind them.
        """
        left_at = max(after, self._left_at)
        behind = range(left_at + 1, left_at + ON_THEIR_WAY + self._not_heard + 1)
        among = range(left_at, max(after, left_at - KEPT), -1)
        return [*self._unknown(behind), *self._unknown(among)]

    def _unknown(self, numbers: range) -> list[int]:
        return [number for number in numbers if number not in self._known]
