"""What a channel must remember of its own messages: which it sent, and what it still owes. Sealed.

Only numbers of messages and vetted words that wait to be sent are in it, never anything a person typed.
"""

import json
from collections.abc import Mapping
from typing import Any

from storage.errors import UnknownCase
from storage.ground import Ground


class Sent:
    """Keep one such note a conversation, under a key of its own."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def load_sent(self, conversation: str) -> dict[str, Any]:
        """Open the note of a conversation; empty when there is none."""
        row = self._ground.database.row("SELECT sealed FROM sent WHERE conversation = ?", conversation)
        if row is None:
            return {}
        try:
            box = self._ground.vault.box(owner(conversation))
        except UnknownCase:
            return {}
        note: dict[str, Any] = json.loads(box.open(row["sealed"], _what(conversation)))
        return note

    def save_sent(self, conversation: str, note: Mapping[str, Any]) -> None:
        """Seal and keep the note of a conversation; its two days start again."""
        with self._ground.database.transaction():
            box = self._ground.vault.box_or_new(owner(conversation))
            sealed = box.seal(json.dumps(dict(note)).encode(), _what(conversation))
            self._ground.database.run(
                "INSERT OR REPLACE INTO sent VALUES (?, ?, ?)", conversation, sealed, self._ground.now()
            )

    def forget_sent(self, conversation: str) -> int:
        """Destroy the note of a conversation and its key; tell how many keys."""
        with self._ground.database.transaction():
            self._ground.database.run("DELETE FROM sent WHERE conversation = ?", conversation)
            return self._ground.vault.destroy([owner(conversation)])


def owner(conversation: str) -> str:
    """Name whose key it is."""
    return f"sent:{conversation}"


def _what(conversation: str) -> str:
    return f"sent|{conversation}"
