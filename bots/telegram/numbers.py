"""The numbers of messages: which belong to somebody, and which may be a message whose answer was lost.

Telegram counts the messages of all private chats of a bot with one count. So a message whose answer never
came has one of the numbers after the last one we knew, and not one that we know to be somebody else's.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice

REMEMBERED = 20_000
# Telegram may have given out so many numbers that we have not heard of: messages of others on their way
# to us, and answers on their way back. The busiest bot has 128 connections open and 100 updates to fetch.
ON_THEIR_WAY = 60
# Each costs a call, so no more are looked at; a lost one is near one of the two ends.
MOST_AT_EACH_END = 60


class Numbers:
    """Remember the latest numbers."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, None] = OrderedDict()
        self.highest = 0

    def saw(self, number: int) -> None:
        """Note the number of a message in a private chat, ours or theirs."""
        self.highest = max(self.highest, number)
        self._known[number] = None
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def perhaps_lost(self, before: int) -> list[int]:
        """Return which numbers after `before` a lost message may have, the likeliest first.

        One that was lost while we run is right behind `before`. One that was sent just before a kill may
        have been the last of very many.
        """
        first, last = before + 1, max(before, self.highest) + ON_THEIR_WAY
        near = self._unknown(range(first, last + 1))
        far = self._unknown(range(last, near[-1] if near else last, -1))
        return [*near, *far]

    def _unknown(self, numbers: range) -> list[int]:
        return list(islice((number for number in numbers if number not in self._known), MOST_AT_EACH_END))
