"""Count how many different people put up what one entry matches: a famous picture gives itself away so."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

_DAY = timedelta(days=1)


class Suspicion:
    """Remember for a day, under a key of its own, who was matched. The key is never kept."""

    __slots__ = ("_key", "_seen")

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._seen: dict[bytes, datetime] = {}

    def count(self, uploader: str, now: datetime) -> int:
        """Note one uploader and tell how many there were within a day."""
        name = hashlib.blake2b(uploader.encode(), key=self._key, digest_size=8).digest()
        self._seen[name] = now
        self._seen = {one: seen for one, seen in self._seen.items() if seen > now - _DAY}
        return len(self._seen)
