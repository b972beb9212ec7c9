"""Fingerprints that a person agreed to give to others: one consent a destination, dated, and taken back.

A share is destroyed with its consent. What had already gone out leaves a takeback behind: only the bank and
the number by which the other side knows it, sealed, tied to no case and no conversation, until it is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from storage.cases import CaseId
from storage.database import Row
from storage.errors import Damaged
from storage.ground import Ground, new_id
from storage.times import length, moment

ShareState = Literal["waiting", "sending", "out", "shown"]
LEASE = timedelta(minutes=5)
OUTSIDE = ("sending", "out")  # what may be known elsewhere, and can be asked back


@dataclass(frozen=True)
class Share:
    """Say what was agreed to, for whom, when, and how far it has got."""

    id: str
    destination: str
    state: ShareState
    agreed_at: datetime
    attempts: int
    facts: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Takeback:
    """Say what must still be taken back elsewhere; nothing in it leads to a person here."""

    id: str
    since: datetime
    attempts: int
    facts: dict[str, Any] = field(repr=False)


class Shares:
    """Agree, send, withdraw, and take back."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def agree(
        self,
        case: CaseId,
        conversation: str,
        destination: str,
        facts: Mapping[str, Any],
        state: ShareState = "waiting",
    ) -> str:
        """Keep one consent, with what may go out under it, under a key of its own."""
        name, now = new_id(), self._ground.now()
        with self._ground.database.transaction():
            sealed = self._ground.vault.new_box(owner(name)).seal_facts(facts, owner(name))
            self._ground.database.run(
                "INSERT INTO shares VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                *(name, case, conversation, destination, state, now, now, sealed),
            )
        return name

    def shares_of(self, conversation: str) -> list[Share]:
        """Open what a person agreed to, oldest first."""
        return self._read(f"WHERE {_THEIRS}", conversation, conversation)

    def shares(self, *states: ShareState) -> list[Share]:
        """Open every share in these states, for whoever passes them on."""
        marks = ", ".join("?" * len(states))
        return self._read(f"WHERE state IN ({marks})", *states)

    def take(self, lease: timedelta = LEASE) -> Share | None:
        """Claim the next share to send, written down before anything leaves."""
        now = self._ground.now()
        with self._ground.database.transaction():
            found = self._read("WHERE state IN ('waiting', 'sending') AND free_at <= ? LIMIT 1", now)
            for share in found:
                if share.state == "sending" and not self._is_taken_back(share.id):
                    # The sender died: there may be one there whose number nobody knows.
                    _leave_takeback(self._ground, {"share": share.id, "bank": share.facts["bank"]})
                self._ground.database.run(
                    "UPDATE shares SET state = 'sending', free_at = ?, attempts = attempts + 1 WHERE id = ?",
                    *(now + length(lease), share.id),
                )
        return found[0] if found else None

    def put_off(self, name: str, wait: timedelta, unsent: bool) -> None:
        """Try again later. Unsent: the other side surely never had it, so that nothing need be taken back."""
        self._ground.database.run(
            "UPDATE shares SET state = ?, free_at = ? WHERE id = ?",
            *("waiting" if unsent else "sending", self._ground.now() + length(wait), name),
        )

    def gone_out(self, name: str, bank: str, content: int | None) -> bool:
        """Keep the number it has elsewhere. If the consent went meanwhile, take it back: then False."""
        with self._ground.database.transaction():
            found = self._read("WHERE shares.id = ?", name)
            if not found:
                if content is not None and not self._complete(name, content):
                    _leave_takeback(self._ground, {"share": name, "bank": bank, "content": content})
                return False
            box = self._ground.vault.box(owner(name))
            sealed = box.seal_facts({**found[0].facts, "bank": bank, "content": content}, owner(name))
            self._ground.database.run(
                "UPDATE shares SET state = 'out', sealed = ? WHERE id = ?", sealed, name
            )
        return True

    def learned(self, name: str, content: int) -> bool:
        """Keep a number that an operator brings back by hand, for a share or for what must be taken back."""
        with self._ground.database.transaction():
            for share in self._read("WHERE shares.id = ?", name):
                return self.gone_out(name, str(share.facts["bank"]), content)
            return self._complete(name, content)

    def withdraw(self, conversation: str, destination: str) -> int:
        """Take one consent back at once, for everything that went under it; tell how many."""
        return end_shares(
            self._ground, f"destination = ? AND {_THEIRS}", destination, conversation, conversation
        )

    def end_overdue(self) -> int:
        """Take back what was agreed to longer ago than shares last."""
        before = self._ground.now() - length(self._ground.limits.share)
        return end_shares(self._ground, "agreed_at <= ?", before)

    def takebacks(self) -> list[Takeback]:
        """Open everything that must still be taken back elsewhere."""
        rows = self._ground.database.rows(
            "SELECT takebacks.*, wrapped FROM takebacks JOIN keys ON owner = 'takeback:' || takebacks.id"
            " ORDER BY since, takebacks.id"
        )
        return [self._open_back(row) for row in rows]

    def due_takebacks(self) -> list[Takeback]:
        """Open those whose time to be tried has come."""
        rows = self._ground.database.rows("SELECT id FROM takebacks WHERE free_at <= ?", self._ground.now())
        due = {row["id"] for row in rows}
        return [back for back in self.takebacks() if back.id in due]

    def put_off_takeback(self, name: str, wait: timedelta) -> None:
        """Try again later."""
        self._ground.database.run(
            "UPDATE takebacks SET free_at = ?, attempts = attempts + 1 WHERE id = ?",
            *(self._ground.now() + length(wait), name),
        )

    def taken_back(self, name: str) -> bool:
        """Destroy a takeback that is done."""
        with self._ground.database.transaction():
            self._ground.vault.destroy([back_owner(name)])
            return self._ground.database.run("DELETE FROM takebacks WHERE id = ?", name) > 0

    def _is_taken_back(self, share: str) -> bool:
        return any(back.facts.get("share") == share for back in self.takebacks())

    def _complete(self, share: str, content: int) -> bool:
        """Add the number to the takeback of a share whose consent went while it was being sent."""
        for back in self.takebacks():
            if back.facts.get("share") == share:
                box = self._ground.vault.box(back_owner(back.id))
                sealed = box.seal_facts(back.facts | {"content": content}, back_owner(back.id))
                self._ground.database.run("UPDATE takebacks SET sealed = ? WHERE id = ?", sealed, back.id)
                return True
        return False

    def _read(self, condition: str, *values: str | int) -> list[Share]:
        parts = condition.split(" LIMIT ")
        limit = f" LIMIT {parts[1]}" if len(parts) > 1 else ""
        rows = self._ground.database.rows(
            "SELECT shares.*, wrapped FROM shares JOIN keys ON owner = 'share:' || shares.id"  # noqa: S608
            f" {parts[0]} ORDER BY agreed_at, shares.id{limit}",
            *values,
        )
        return [_open(self._ground, row) for row in rows]

    def _open_back(self, row: Row) -> Takeback:
        box = self._ground.vault.unwrap(back_owner(row["id"]), row["wrapped"])
        facts = box.open_facts(row["sealed"], back_owner(row["id"]))
        return Takeback(row["id"], moment(row["since"]), row["attempts"], facts)


_THEIRS = "(conversation = ? OR case_id IN (SELECT case_id FROM links WHERE conversation = ?))"


def owner(name: str) -> str:
    """Name whose key it is."""
    return f"share:{name}"


def back_owner(name: str) -> str:
    """Name whose key it is, of what must be taken back."""
    return f"takeback:{name}"


def end_shares(ground: Ground, condition: str, *values: str | int) -> int:
    """End the shares that a condition of ours names, keys first; what went out leaves a takeback."""
    database = ground.database
    with database.transaction():
        rows = database.rows(
            "SELECT shares.*, wrapped FROM shares JOIN keys ON owner = 'share:' || shares.id"  # noqa: S608
            f" WHERE {condition}",
            *values,
        )
        for row in rows:
            if row["state"] in OUTSIDE:
                _leave_takeback(ground, {"share": row["id"], **_known_outside(ground, row)})
            ground.vault.destroy([owner(row["id"])])
            database.run("DELETE FROM shares WHERE id = ?", row["id"])
        database.clean()
    return len(rows)


def _known_outside(ground: Ground, row: Row) -> dict[str, Any]:
    try:
        facts = _open(ground, row).facts
    except Damaged:
        facts = {}  # a damaged share must still be forgotten
    return {"bank": facts.get("bank", ""), "content": facts.get("content")}


def _open(ground: Ground, row: Row) -> Share:
    box = ground.vault.unwrap(owner(row["id"]), row["wrapped"])
    facts = box.open_facts(row["sealed"], owner(row["id"]))
    return Share(
        row["id"], row["destination"], row["state"], moment(row["agreed_at"]), row["attempts"], facts
    )


def _leave_takeback(ground: Ground, facts: Mapping[str, Any]) -> None:
    name, now = new_id(), ground.now()
    sealed = ground.vault.new_box(back_owner(name)).seal_facts(facts, back_owner(name))
    ground.database.run("INSERT INTO takebacks VALUES (?, ?, ?, 0, ?)", name, now, now, sealed)
