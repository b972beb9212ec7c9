"""Cases: which conversations lead to which case, and a person's answers, under the case's own key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType

from storage.database import Row
from storage.errors import UnknownCase
from storage.ground import Ground, new_id
from storage.sealing import Box
from storage.times import moment

CaseId = NewType("CaseId", str)


@dataclass(frozen=True)
class Dates:
    """Say when a case was opened and last used, when it will be gone, and when to warn of that."""

    made_at: datetime
    last_at: datetime
    goes_at: datetime
    warn_at: datetime


class Cases:
    """Open cases, and keep their answers."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def case_of(self, conversation: str) -> CaseId | None:
        """Find the case of a conversation, if it has one."""
        row = self._ground.database.row("SELECT case_id FROM links WHERE conversation = ?", conversation)
        return None if row is None else CaseId(row["case_id"])

    def open_case(self, conversation: str) -> CaseId:
        """Give a conversation its case, with a fresh random key; the one it has, if it has one."""
        with self._ground.database.transaction():
            case = self.case_of(conversation)
            if case is None:
                case = self._make()
                self.link(conversation, case)
            return case

    def link(self, conversation: str, case: CaseId) -> None:
        """Let a conversation lead to a case, and to no other."""
        self._ground.database.run("INSERT OR REPLACE INTO links VALUES (?, ?)", conversation, case)

    def conversations(self, case: CaseId) -> tuple[str, ...]:
        """Name every conversation that leads to a case."""
        rows = self._ground.database.rows(
            "SELECT conversation FROM links WHERE case_id = ? ORDER BY conversation", case
        )
        return tuple(row["conversation"] for row in rows)

    def save_answers(self, case: CaseId, answers: Mapping[str, Any]) -> None:
        """Keep the whole set of answers in place of the one before."""
        with self._ground.database.transaction():
            sealed = self.box(case).seal_facts(answers, f"answers|{case}")
            self._ground.database.run(
                "UPDATE cases SET answers = ?, last_at = ? WHERE id = ?", sealed, self._ground.now(), case
            )

    def answers(self, case: CaseId) -> dict[str, Any]:
        """Open a case's answers."""
        return self.box(case).open_facts(self.read(case)["answers"], f"answers|{case}")

    def dates(self, case: CaseId) -> Dates:
        """Tell when a case was opened, was last used, will be gone, and is to be warned of."""
        row, limits = self.read(case), self._ground.limits
        last = moment(row["last_at"])
        goes_at = last + limits.case
        return Dates(moment(row["made_at"]), last, goes_at, goes_at - min(limits.warning, limits.case / 2))

    def touch(self, case: CaseId) -> None:
        """Start a case's time again, because its person was here."""
        self._ground.database.run("UPDATE cases SET last_at = ? WHERE id = ?", self._ground.now(), case)

    def box(self, case: CaseId) -> Box:
        """Open a case's own key."""
        return self._ground.vault.box(owner(case))

    def read(self, case: CaseId) -> Row:
        """Read a case's row, still sealed."""
        row = self._ground.database.row("SELECT * FROM cases WHERE id = ?", case)
        if row is None:
            raise UnknownCase
        return row

    def _make(self) -> CaseId:
        case, now = CaseId(new_id()), self._ground.now()
        box = self._ground.vault.new_box(owner(case))
        self._ground.database.run(
            "INSERT INTO cases VALUES (?, ?, ?, ?, ?)",
            *(case, now, now, box.seal_facts({}, f"answers|{case}"), box.seal_facts({}, f"head|{case}")),
        )
        return case


def owner(case: str) -> str:
    """Name whose key it is."""
    return f"case:{case}"
