"""What is held about a conversation, and how it is destroyed: keys first, then rows, then the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage import sent, states
from storage.cases import CaseId, Cases, Dates, owner
from storage.ground import Ground
from storage.shares import end_shares
from storage.times import moment
from storage.watches import destroy_watches

# What belongs to a case, with the name a receipt calls it by.
OF_A_CASE = ("entries", "fingerprints", "codes", "reminders", "threads", "links")


@dataclass(frozen=True)
class Held:
    """Say what is kept about a conversation: how many of each, and until when."""

    case: CaseId | None
    dates: Dates | None
    state_goes_at: datetime | None
    numbers: dict[str, int]

    @property
    def nothing(self) -> bool:
        """Tell whether nothing at all is kept."""
        return self.case is None and not any(self.numbers.values())


@dataclass(frozen=True)
class Receipt:
    """Say what was destroyed, and whether the last trace in the file's log is gone too."""

    at: datetime
    destroyed: dict[str, int]
    cleaned: bool

    @property
    def nothing(self) -> bool:
        """Tell whether there was nothing to destroy."""
        return not any(self.destroyed.values())


class Forgetting:
    """Tell what is held, and forget it."""

    def __init__(self, ground: Ground, cases: Cases) -> None:
        self._ground = ground
        self._cases = cases

    def held(self, conversation: str) -> Held:
        """Tell what is kept about a conversation and its case, without opening it."""
        database = self._ground.database
        with database.transaction():
            case = self._cases.case_of(conversation)
            dates = None if case is None else self._cases.dates(case)
            return Held(
                case,
                dates,
                self._state_goes_at(conversation),
                self._numbers(conversation, case),
            )

    def forget(self, conversation: str) -> Receipt:
        """Destroy everything kept about a conversation, its case and every way into it."""
        with self._ground.database.transaction():
            case = self._cases.case_of(conversation)
            doors = {conversation, *(() if case is None else self._cases.conversations(case))}
            destroyed = self._numbers(conversation, case) | {"states": 0, "sent": 0, "keys": 0}
            for door in sorted(doors):
                destroyed = _added(destroyed, self._forget_door(door))
            if case is not None:
                destroyed["keys"] += destroy_case(self._ground, case)
        return Receipt(self._ground.clock(), destroyed, self._ground.database.clean())

    def _forget_door(self, conversation: str) -> dict[str, int]:
        database = self._ground.database
        keys = self._ground.vault.destroy([states.owner(conversation), sent.owner(conversation)])
        gone = database.run("DELETE FROM states WHERE conversation = ?", conversation)
        notes = database.run("DELETE FROM sent WHERE conversation = ?", conversation)
        for table in ("tries", "reminders", "threads"):
            database.run(f"DELETE FROM {table} WHERE conversation = ?", conversation)  # noqa: S608
        keys += destroy_watches(self._ground, "conversation = ?", conversation)
        keys += end_shares(self._ground, "conversation = ?", conversation)
        return {"states": gone, "sent": notes, "keys": keys}

    def _numbers(self, conversation: str, case: CaseId | None) -> dict[str, int]:
        database = self._ground.database
        numbers = {
            "states": database.number("SELECT count(*) FROM states WHERE conversation = ?", conversation),
            "sent": database.number("SELECT count(*) FROM sent WHERE conversation = ?", conversation),
            "cases": int(case is not None),
            "watches": database.number(
                "SELECT count(*) FROM watches WHERE conversation = ? OR case_id = ?", conversation, case
            ),
            "shares": database.number(
                "SELECT count(*) FROM shares WHERE conversation = ? OR case_id = ?", conversation, case
            ),
            "takebacks": database.number(
                "SELECT count(*) FROM shares WHERE state IN ('sending', 'out')"
                " AND (conversation = ? OR case_id = ?)",
                *(conversation, case),
            ),
        }
        for table in OF_A_CASE:
            numbers[table] = database.number(f"SELECT count(*) FROM {table} WHERE case_id = ?", case)  # noqa: S608
        return numbers

    def _state_goes_at(self, conversation: str) -> datetime | None:
        row = self._ground.database.row("SELECT last_at FROM states WHERE conversation = ?", conversation)
        return None if row is None else moment(row["last_at"]) + self._ground.limits.state


def destroy_case(ground: Ground, case: CaseId) -> int:
    """Destroy a case: its key and its watch entries' keys first, then every row; tell how many keys."""
    with ground.database.transaction():
        keys = ground.vault.destroy([owner(case)])
        keys += destroy_watches(ground, "case_id = ?", case)
        keys += end_shares(ground, "case_id = ?", case)
        ground.database.run("DELETE FROM cases WHERE id = ?", case)  # the rest follows by its keys
    return keys


def forget_again(ground: Ground, gone: Iterable[tuple[bytes, int]]) -> int:
    """Destroy every key that is on a list of destroyed ones, and what was sealed with it."""
    database, forgotten = ground.database, 0
    with database.transaction():
        for key_id, at in gone:
            database.run("INSERT OR IGNORE INTO gone VALUES (?, ?)", key_id, at)
            forgotten += database.run("DELETE FROM keys WHERE id = ?", key_id)
        for table, name, kind in (
            ("cases", "id", "case"),
            ("states", "conversation", "conversation"),
            ("sent", "conversation", "sent"),
            ("watches", "id", "watch"),
            ("shares", "id", "share"),
            ("takebacks", "id", "takeback"),
            ("servers", "server", "server"),
            ("moderator_log", "server", "server"),
        ):
            database.run(f"DELETE FROM {table} WHERE ? || {name} NOT IN (SELECT owner FROM keys)", f"{kind}:")  # noqa: S608
        database.clean()
    return forgotten


def _added(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in one | other}
