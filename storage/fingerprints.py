"""Fingerprints of a case: sealed like an answer, because a rough picture can be rebuilt from one."""

from collections.abc import Mapping
from typing import Any

from storage.cases import CaseId, Cases
from storage.ground import Ground, new_id
from storage.shares import end_shares


class Fingerprints:
    """Keep, open and destroy the fingerprints of a case."""

    def __init__(self, ground: Ground, cases: Cases) -> None:
        self._ground = ground
        self._cases = cases

    def add_fingerprint(self, case: CaseId, fingerprint: Mapping[str, Any]) -> str:
        """Seal a fingerprint into a case, and give it an opaque id."""
        name = new_id()
        with self._ground.database.transaction():
            sealed = self._cases.box(case).seal_facts(fingerprint, _what(case, name))
            self._ground.database.run(
                "INSERT INTO fingerprints VALUES (?, ?, ?, ?)", name, case, self._last(case) + 1, sealed
            )
            self._cases.touch(case)
        return name

    def fingerprints(self, case: CaseId) -> list[dict[str, Any]]:
        """Open the fingerprints of a case, in the order in which they came."""
        box = self._cases.box(case)
        rows = self._ground.database.rows(
            "SELECT id, sealed FROM fingerprints WHERE case_id = ? ORDER BY number", case
        )
        return [box.open_facts(row["sealed"], _what(case, row["id"])) for row in rows]

    def destroy_fingerprints(self, case: CaseId) -> int:
        """Destroy every fingerprint of a case, and its watch entries; tell how many fingerprints."""
        database = self._ground.database
        with database.transaction():
            watches = database.rows("SELECT id FROM watches WHERE case_id = ?", case)
            self._ground.vault.destroy(f"watch:{row['id']}" for row in watches)
            database.run("DELETE FROM watches WHERE case_id = ?", case)
            end_shares(self._ground, "case_id = ?", case)
            destroyed = database.run("DELETE FROM fingerprints WHERE case_id = ?", case)
            database.clean()
        return destroyed

    def move(self, case: CaseId, into: CaseId) -> None:
        """Bring every fingerprint of one case into another."""
        for fingerprint in self.fingerprints(case):
            self.add_fingerprint(into, fingerprint)

    def count(self, case: CaseId) -> int:
        """Count the fingerprints of a case."""
        return self._ground.database.number("SELECT count(*) FROM fingerprints WHERE case_id = ?", case)

    def _last(self, case: CaseId) -> int:
        return self._ground.database.number("SELECT max(number) FROM fingerprints WHERE case_id = ?", case)


def _what(case: str, name: str) -> str:
    return f"fingerprint|{case}|{name}"
