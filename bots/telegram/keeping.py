"""The note of one conversation: which messages stand in the chat, which keyboard is open, what is still owed.

Numbers and vetted words only, sealed by the store; a message older than two days can't be taken back anyway.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bots.telegram.numbers import Numbers
from nlu.dialogue import Reply
from storage import Store

# Telegram lets a bot delete for 48 hours; a little less leaves time to do it.
TWO_DAYS = 47.5 * 3600
MOST = 400
AT_HAND = 2000


@dataclass(slots=True)
class Note:
    """What the channel knows about its own messages to one person."""

    messages: list[tuple[int, int]] = field(default_factory=list)
    open: int | None = None
    waiting: list[dict[str, Any]] = field(default_factory=list, repr=False)
    # The button that does again what was not finished: files and quotes are kept nowhere.
    unfinished: str = ""
    # What Telegram may still hold is said in full once, then in short.
    told_of_copies: bool = False

    def add(self, message: int) -> None:
        """Note a message that stands in the chat now."""
        if all(number != message for number, _ in self.messages):
            self.messages.append((message, int(time.time())))

    def numbers(self) -> list[int]:
        """Return the messages that may still be taken back."""
        since = time.time() - TWO_DAYS
        return [number for number, at in self.messages if at > since]

    def owe(self, replies: Iterable[Reply]) -> None:
        """Note which words are still to be sent, as the turn has kept them."""
        self.waiting = [_plain(reply) for reply in replies]

    def settle(self, reply: Reply) -> None:
        """Note that these words have been sent."""
        words = _plain(reply)
        if words in self.waiting:
            self.waiting.remove(words)

    def as_dict(self) -> dict[str, Any]:
        """Return what is kept."""
        since = time.time() - TWO_DAYS
        young = [[number, at] for number, at in self.messages[-MOST:] if at > since]
        return {
            "messages": young,
            "open": self.open,
            "waiting": self.waiting,
            "unfinished": self.unfinished,
            "told_of_copies": self.told_of_copies,
        }


def _plain(reply: Reply) -> dict[str, Any]:
    buttons = [{"label": one.label, "payload": one.payload, "link": one.link} for one in reply.buttons]
    return {"text": reply.text, "buttons": buttons}


class Notes:
    """Load and save notes, off the event loop; the latest ones are at hand without opening them again.

    Each commit waits for the disk, so notes that are saved at the same moment go into one.
    """

    def __init__(self, store: Store, numbers: Numbers) -> None:
        self._store, self._numbers = store, numbers
        # Numbers of messages that are nobody's secret: kept beside the notes, under a name that is no chat's.
        self._of_all = store.conversation_id("telegram", "")
        self._latest: OrderedDict[str, Note] = OrderedDict()
        self._unsaved: dict[str, dict[str, Any]] = {}
        self._next: asyncio.Task[None] | None = None
        self._last: asyncio.Task[None] | None = None

    async def begin(self, not_heard: int) -> None:
        """Take up the numbers that were known before the last stop or kill."""
        kept = await asyncio.to_thread(self._store.sent.load_sent, self._of_all)
        self._numbers.begin(reversed(kept.get("numbers", ())), not_heard)

    async def load(self, conversation: str) -> Note:
        """Open a conversation's note."""
        note = self._latest.get(conversation) or await self._open(conversation)
        self._latest[conversation] = note
        self._latest.move_to_end(conversation)
        if len(self._latest) > AT_HAND:
            self._latest.popitem(last=False)
        return note

    async def _open(self, conversation: str) -> Note:
        kept = await asyncio.to_thread(self._store.sent.load_sent, conversation)
        messages = [(int(number), int(at)) for number, at in kept.get("messages", ())]
        return Note(
            messages, kept.get("open"), list(kept.get("waiting", ())), str(kept.get("unfinished", ""))
        )

    async def save(self, conversation: str, note: Note) -> None:
        """Keep a conversation's note; it is on the disk when this returns."""
        self._unsaved[conversation] = note.as_dict()
        if self._next is None:
            self._next = asyncio.create_task(self._save_all(self._last))
        await asyncio.shield(self._next)

    async def _save_all(self, before: asyncio.Task[None] | None) -> None:
        """Save what has come together while the commit before was on its way."""
        if before is not None:
            await asyncio.wait([before])
        notes, self._unsaved = self._unsaved, {}
        self._last, self._next = self._next, None
        notes[self._of_all] = {"numbers": self._numbers.latest()}
        await asyncio.to_thread(self._commit, notes)

    def _commit(self, notes: dict[str, dict[str, Any]]) -> None:
        with self._store.transaction():
            for conversation, note in notes.items():
                self._store.sent.save_sent(conversation, note)

    async def forget(self, conversation: str) -> None:
        """Destroy a conversation's note."""
        self._latest.pop(conversation, None)
        await asyncio.to_thread(self._store.sent.forget_sent, conversation)
