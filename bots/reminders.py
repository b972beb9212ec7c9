"""The check-in: a message the person asked for, sent once, by day, on their channel, saying nothing.

A reminder is claimed on the disk before it is sent and destroyed when it was. A claim found again after a
restart means that we were stopped between handing it over and hearing back: it has most likely gone out, and
nobody needs a second ring, so it is let go. "Where am I?" still says that the 48 hours are over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bots.case.check_ins import GOING
from bots.case.uk import utc_now, when_awake
from bots.log import Event, note
from nlu.dialogue import Button, Reply
from responses.reader import Content
from storage import Reminder, StorageError, Store

# Sends to an address; False when the person blocked us or left. Trouble that may pass is an exception.
Send = Callable[[str, list[Reply], bool], Awaitable[bool]]
# A sender that is not there yet, and one that failed, are tried again; then it is let go.
RETRY = tuple(timedelta(hours=hours) for hours in (0.1, 0.5, 3, 12, 24))
LOOK_EVERY, SOONEST = timedelta(minutes=5), timedelta(seconds=15)
HAND_OVER = timedelta(seconds=60)


class Senders:
    """Who sends on which channel."""

    def __init__(self) -> None:
        self._senders: dict[str, Send] = {}

    def register(self, channel: str, send: Send) -> None:
        """Let a channel say how a reminder reaches an address of its own."""
        self._senders[channel] = send

    def leave(self, channel: str) -> None:
        """Let a channel that stops say so; its reminders wait."""
        self._senders.pop(channel, None)

    def of(self, channel: str) -> Send | None:
        """Return how to send on a channel that is running."""
        return self._senders.get(channel)


class Reminding:
    """Sends what is due, one by one."""

    def __init__(
        self, store: Store, content: Content, senders: Senders, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._store, self._content, self._senders, self._now = store, content, senders, now

    async def run(self, told: asyncio.Event) -> None:
        """Send what is due until told to stop."""
        while not told.is_set():
            try:
                await self.send_due()
                wait = await asyncio.to_thread(self._until_next)
            except StorageError as error:
                note(Event.CHANNEL_TROUBLE, error=error)
                wait = LOOK_EVERY
            try:
                async with asyncio.timeout(wait.total_seconds()):
                    await told.wait()
            except TimeoutError:
                continue

    async def send_due(self) -> int:
        """Send everything that is due now, and tell how many were handed over."""
        sent = 0
        for reminder in await asyncio.to_thread(self._store.reminders.due_reminders, self._now()):
            sent += await self._send(reminder)
        if sent:
            note(Event.REMINDED, count=sent)
        return sent

    async def _send(self, due: Reminder) -> bool:
        if await asyncio.to_thread(self._moves, due):
            return False
        send, now = self._senders.of(due.channel), self._now()
        morning = when_awake(now)
        if send is None or morning > now:
            later = morning if morning > now else now + RETRY[0]
            await asyncio.to_thread(self._store.reminders.put_off, due.id, later)
            return False
        claimed = await asyncio.to_thread(self._store.reminders.take, due.id)
        if claimed is None:
            return False
        if claimed.attempts > 1:
            await asyncio.to_thread(self._store.reminders.mark_sent, claimed.id)
            return False
        return await self._hand_over(send, claimed)

    async def _hand_over(self, send: Send, claimed: Reminder) -> bool:
        try:
            async with asyncio.timeout(HAND_OVER.total_seconds()):
                silent = bool(claimed.facts.get("silent"))
                reached = await send(claimed.address, [self.words(claimed)], silent)
        except TimeoutError:
            reached = True  # it was handed over and nobody said no; a second ring would be worse
        except Exception as error:
            note(Event.CHANNEL_TROUBLE, channel=claimed.channel, error=error)
            await asyncio.to_thread(self._try_later, claimed)
            return False
        # Whoever blocked us is never written to again.
        await asyncio.to_thread(self._store.reminders.mark_sent, claimed.id)
        return reached

    def words(self, reminder: Reminder) -> Reply:
        """Return the message. It shows on a locked phone, so it says nothing."""
        words = self._content.in_language(reminder.facts.get("language"))
        opens = "do:status" if reminder.kind == GOING else f"k:check:{reminder.facts.get('site', '')}"
        return Reply(
            words.text("clock.check_in"),
            (
                Button(words.text("clock.check_in_open"), opens),
                Button(words.text("clock.stop"), "do:stop_reminders"),
            ),
        )

    def _moves(self, due: Reminder) -> bool:
        """Move the warning of a case whose person has come back since; say whether it moved."""
        if due.kind != GOING:
            return False
        warn_at = when_awake(self._store.cases.dates(due.case).warn_at)
        if warn_at <= self._now():
            return False
        with self._store.transaction():
            if self._store.reminders.mark_sent(due.id):
                self._add(due, warn_at, due.facts)
        return True

    def _add(self, old: Reminder, due: datetime, facts: Mapping[str, Any]) -> None:
        self._store.reminders.add_reminder(
            old.case, old.conversation, old.address, old.channel, due, old.kind, facts
        )

    def _try_later(self, failed: Reminder) -> None:
        """Set it again, as a new reminder: so that a claim found twice always means a crash."""
        tries = int(failed.facts.get("tries", 0))
        with self._store.transaction():
            there = self._store.reminders.mark_sent(failed.id)
            if there and tries < len(RETRY):
                due = when_awake(self._now() + RETRY[tries])
                self._add(failed, due, {**failed.facts, "tries": tries + 1})

    def _until_next(self) -> timedelta:
        next_due = self._store.reminders.next_due()
        if next_due is None:
            return LOOK_EVERY
        return min(LOOK_EVERY, max(SOONEST, next_due - self._now()))
