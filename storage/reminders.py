"""Reminders: the clock a person asked for, and the only place where an address is kept.

A reminder is claimed before it is sent and destroyed when it was: a restart loses none, and two
senders never hold the same one. If a sender dies between sending and saying so, the reminder comes
back after its lease with its attempts counted, and the sender decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from storage.cases import CaseId, Cases
from storage.database import Row
from storage.errors import Damaged, UnknownCase
from storage.ground import Ground, new_id
from storage.times import length, moment, seconds

LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Reminder:
    """Say whom to remind, where, when and of what."""

    id: str
    case: CaseId
    conversation: str
    channel: str
    due_at: datetime
    attempts: int
    kind: str
    address: str = field(repr=False)
    facts: dict[str, Any] = field(repr=False)


class Reminders:
    """Keep reminders until they are sent, stopped or forgotten."""

    def __init__(self, ground: Ground, cases: Cases) -> None:
        self._ground = ground
        self._cases = cases

    def add_reminder(
        self,
        case: CaseId,
        conversation: str,
        address: str,
        channel: str,
        due_at: datetime,
        kind: str,
        facts: Mapping[str, Any] | None = None,
    ) -> str:
        """Set a reminder; the address is sealed with the case's key."""
        name, due = new_id(), seconds(due_at)
        content = {"address": address, "kind": kind, "facts": dict(facts or {})}
        with self._ground.database.transaction():
            sealed = self._cases.box(case).seal_facts(content, _what(case, name))
            self._ground.database.run(
                "INSERT INTO reminders VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
                *(name, case, conversation, channel, due, due, sealed),
            )
        return name

    def due_reminders(self, at: datetime | None = None) -> list[Reminder]:
        """List what is due and in nobody's hands, oldest first; a damaged one is left out."""
        rows = self._ground.database.rows(
            "SELECT * FROM reminders WHERE free_at <= ? ORDER BY due_at, id", self._ground.at(at)
        )
        return [reminder for row in rows if (reminder := self._open_or_none(row)) is not None]

    def take(self, name: str, lease: timedelta = LEASE) -> Reminder | None:
        """Claim a due reminder for as long as the lease; None when another has it or it is gone."""
        database, now = self._ground.database, self._ground.now()
        with database.transaction():
            claimed = database.run(
                "UPDATE reminders SET free_at = ?, attempts = attempts + 1 WHERE id = ? AND free_at <= ?",
                *(now + length(lease), name, now),
            )
            row = database.row("SELECT * FROM reminders WHERE id = ?", name)
        return self._open_or_none(row) if claimed and row is not None else None

    def mark_sent(self, name: str) -> bool:
        """Destroy a reminder that was sent, or whose person blocked us; False when it is gone already."""
        with self._ground.database.transaction():
            gone = self._ground.database.run("DELETE FROM reminders WHERE id = ?", name)
            self._ground.database.clean()
        return gone > 0

    def put_off(self, name: str, until: datetime) -> bool:
        """Free a reminder again, to be sent later (night, a flood limit, a lost network)."""
        changed = self._ground.database.run(
            "UPDATE reminders SET free_at = ? WHERE id = ?", seconds(until), name
        )
        return changed > 0

    def stop_reminders(self, conversation: str) -> int:
        """Destroy every reminder of a conversation, and of the case it leads to."""
        with self._ground.database.transaction():
            stopped = self._ground.database.run(
                "DELETE FROM reminders WHERE conversation = ?"
                " OR case_id IN (SELECT case_id FROM links WHERE conversation = ?)",
                *(conversation, conversation),
            )
            self._ground.database.clean()
        return stopped

    def of_case(self, case: CaseId) -> list[Reminder]:
        """Open the reminders of a case."""
        rows = self._ground.database.rows(
            "SELECT * FROM reminders WHERE case_id = ? ORDER BY due_at, id", case
        )
        return [self._open(row) for row in rows]

    def next_due(self) -> datetime | None:
        """Tell when to look again."""
        row = self._ground.database.row("SELECT min(free_at) AS first FROM reminders")
        return None if row is None or row["first"] is None else moment(row["first"])

    def move(self, case: CaseId, into: CaseId) -> None:
        """Set every reminder of one case again for another."""
        for old in self.of_case(case):
            self.add_reminder(
                into, old.conversation, old.address, old.channel, old.due_at, old.kind, old.facts
            )

    def _open_or_none(self, row: Row) -> Reminder | None:
        try:
            return self._open(row)
        except (Damaged, UnknownCase):
            return None  # one damaged reminder must not silence the others

    def _open(self, row: Row) -> Reminder:
        case = CaseId(row["case_id"])
        content = self._cases.box(case).open_facts(row["sealed"], _what(case, row["id"]))
        return Reminder(
            *(row["id"], case, row["conversation"], row["channel"], moment(row["due_at"]), row["attempts"]),
            *(content["kind"], content["address"], content["facts"]),
        )


def _what(case: str, name: str) -> str:
    return f"reminder|{case}|{name}"
