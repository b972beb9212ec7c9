"""Notes that a person has written but not yet kept. They live in memory only, for a short while.

A note that waited on the disk would be typed text that nobody asked us to keep. A restart loses it, and the
person is told so; the words are still in their own chat.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LASTS = 30 * 60.0
EACH, ALL = 5, 10_000


@dataclass(frozen=True, slots=True)
class Draft:
    """One note that waits for "Keep this", and the question it belongs to."""

    id: str
    question: str
    text: str = field(repr=False)
    made: float


class Drafts:
    """Hold the few latest drafts of each conversation."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, dict[str, Draft]] = {}
        self._lock = threading.Lock()

    def hold(self, conversation: str, question: str, text: str) -> Draft:
        """Hold a draft; the oldest ones make room."""
        draft = Draft(secrets.token_hex(4), question, text, self._clock())
        with self._lock:
            self._let_go_old()
            own = self._held.pop(conversation, {})
            self._held[conversation] = own | {draft.id: draft}  # the one who wrote last stands last
            while len(self._held[conversation]) > EACH:
                del self._held[conversation][next(iter(self._held[conversation]))]
            while len(self._held) > ALL:
                del self._held[next(iter(self._held))]
        return draft

    def find(self, conversation: str, name: str) -> Draft | None:
        """Find a draft of this conversation, if it is still held."""
        with self._lock:
            self._let_go_old()
            return self._held.get(conversation, {}).get(name)

    def drop(self, conversation: str, name: str) -> None:
        """Let one draft go."""
        with self._lock:
            self._held.get(conversation, {}).pop(name, None)

    def forget(self, conversation: str) -> int:
        """Let every draft of a conversation go, and tell how many there were."""
        with self._lock:
            self._let_go_old()
            return len(self._held.pop(conversation, {}))

    def _let_go_old(self) -> None:
        edge = self._clock() - LASTS
        for conversation, drafts in list(self._held.items()):
            fresh = {name: draft for name, draft in drafts.items() if draft.made > edge}
            if fresh:
                self._held[conversation] = fresh
            else:
                del self._held[conversation]
