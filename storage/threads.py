"""Anonymous threads: which moderators' thread is which case, under a name like "Heron 41".

The thread's id is recognised by a keyed hash; the thread, the alias and the way back to the person
are sealed with the case's key, so that forgetting the case leaves a thread that leads to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.cases import CaseId, Cases
from storage.database import Row
from storage.ground import Ground


@dataclass(frozen=True)
class Thread:
    """Say which case and conversation stand behind a thread, and how it stands with it."""

    case: CaseId
    conversation: str
    server: str
    thread: str
    alias: str
    facts: dict[str, Any] = field(repr=False)


class Threads:
    """Open, find, change and close anonymous threads."""

    def __init__(self, ground: Ground, cases: Cases) -> None:
        self._ground = ground
        self._cases = cases

    def open_thread(
        self,
        case: CaseId,
        conversation: str,
        server: str,
        thread: str,
        alias: str,
        facts: Mapping[str, Any] | None = None,
    ) -> Thread | None:
        """Tie a thread to a case under an alias; None when the server has that alias already.

        The facts may hold the way back to the person, if they agreed to be answered.
        """
        with self._ground.database.transaction():
            if self.alias_taken(server, alias):
                return None
            made = Thread(case, conversation, server, thread, alias, dict(facts or {}))
            self._write(made)
            return made

    def every(self) -> list[Thread]:
        """List the threads of every case, so that what waited while the bot was away can go on."""
        return [self._open(row) for row in self._ground.database.rows("SELECT * FROM threads ORDER BY id")]

    def alias_taken(self, server: str, alias: str) -> bool:
        """Tell whether a server has a thread under this alias."""
        row = self._ground.database.row(
            "SELECT 1 AS found FROM threads WHERE server = ? AND alias = ?",
            *(self._hash("server", server), self._hash("alias", server, alias)),
        )
        return row is not None

    def thread(self, thread: str) -> Thread | None:
        """Find what stands behind a thread of the moderators."""
        name = self._hash("thread", thread)
        row = self._ground.database.row("SELECT * FROM threads WHERE id = ?", name)
        return None if row is None else self._open(row)

    def threads_of(self, case: CaseId) -> list[Thread]:
        """List the threads of a case."""
        rows = self._ground.database.rows("SELECT * FROM threads WHERE case_id = ? ORDER BY id", case)
        return [self._open(row) for row in rows]

    def save_facts(self, thread: str, facts: Mapping[str, Any]) -> bool:
        """Keep other facts of a thread (blocked, waiting for an answer); False when it is not kept."""
        with self._ground.database.transaction():
            known = self.thread(thread)
            if known is None:
                return False
            made = Thread(known.case, known.conversation, known.server, thread, known.alias, dict(facts))
            self._write(made)
            return True

    def close_thread(self, thread: str) -> bool:
        """Destroy the tie between a thread and a case."""
        gone = self._ground.database.run("DELETE FROM threads WHERE id = ?", self._hash("thread", thread))
        return gone > 0

    def move(self, case: CaseId, into: CaseId) -> None:
        """Tie every thread of one case to another."""
        for old in self.threads_of(case):
            self._write(Thread(into, old.conversation, old.server, old.thread, old.alias, old.facts))

    def forget_server(self, server: str) -> int:
        """Destroy the ties of a server's threads."""
        return self._ground.database.run("DELETE FROM threads WHERE server = ?", self._hash("server", server))

    def _write(self, made: Thread) -> None:
        name = self._hash("thread", made.thread)
        content = {"server": made.server, "thread": made.thread, "alias": made.alias, "facts": made.facts}
        self._ground.database.run(
            "INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?, ?)",
            *(name, made.case, made.conversation),
            *(self._hash("server", made.server), self._hash("alias", made.server, made.alias)),
            self._cases.box(made.case).seal_facts(content, _what(made.case, name)),
        )

    def _open(self, row: Row) -> Thread:
        case = CaseId(row["case_id"])
        content = self._cases.box(case).open_facts(row["sealed"], _what(case, row["id"]))
        return Thread(case, row["conversation"], **content)

    def _hash(self, purpose: str, *parts: str) -> str:
        return self._ground.vault.keyed_hash(purpose, *parts).hex()[:32]


def _what(case: str, name: str) -> str:
    return f"thread|{case}|{name}"
