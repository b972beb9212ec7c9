"""The ledger: dated entries of what happened and what was done, sealed and chained.

Entries are only ever added. The head (how many, and the last hash) is sealed with the case, so that
an entry cut off at the end shows too.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.cases import CaseId, Cases
from storage.chain import BEGINNING, Entry, next_entry, read_entry, verify_chain
from storage.errors import Damaged
from storage.ground import Ground
from storage.sealing import Box, canonical


class Ledger:
    """Add entries to a case, and open them."""

    def __init__(self, ground: Ground, cases: Cases) -> None:
        self._ground = ground
        self._cases = cases

    def add_entry(
        self, case: CaseId, kind: str, facts: Mapping[str, Any], at: datetime | None = None
    ) -> Entry:
        """Write an entry at the end of a case's ledger, chained to the one before."""
        plain = json.loads(canonical(facts))  # what is hashed is what will be read back
        with self._ground.database.transaction():
            box = self._cases.box(case)
            count, last = self._head(case, box)
            entry = next_entry(count + 1, at or self._ground.clock(), kind, plain, last)
            self._write(case, box, entry)
            return entry

    def entries(self, case: CaseId) -> list[Entry]:
        """Open a case's ledger, oldest first.

        Raises Damaged when an entry was changed, moved or taken out.
        """
        box = self._cases.box(case)
        with self._ground.database.transaction():
            count, _ = self._head(case, box)
            rows = self._ground.database.rows(
                "SELECT number, sealed FROM entries WHERE case_id = ? ORDER BY number", case
            )
        entries = [read_entry(box.open_facts(row["sealed"], f"entry|{case}|{row['number']}")) for row in rows]
        if len(entries) != count or verify_chain(entries) is not None:
            raise Damaged
        return entries

    def move(self, case: CaseId, into: CaseId) -> None:
        """Write every entry of one case at the end of another's ledger."""
        for entry in self.entries(case):
            self.add_entry(into, entry.kind, entry.facts, entry.at)

    def count(self, case: CaseId) -> int:
        """Count a case's entries."""
        return self._ground.database.number("SELECT count(*) FROM entries WHERE case_id = ?", case)

    def _head(self, case: CaseId, box: Box) -> tuple[int, str]:
        head = box.open_facts(self._cases.read(case)["head"], f"head|{case}")
        return head.get("count", 0), head.get("hash", BEGINNING)

    def _write(self, case: CaseId, box: Box, entry: Entry) -> None:
        sealed = box.seal_facts(entry.as_facts(), f"entry|{case}|{entry.number}")
        head = box.seal_facts({"count": entry.number, "hash": entry.hash}, f"head|{case}")
        self._ground.database.run("INSERT INTO entries VALUES (?, ?, ?)", case, entry.number, sealed)
        self._ground.database.run(
            "UPDATE cases SET head = ?, last_at = ? WHERE id = ?", head, self._ground.now(), case
        )
