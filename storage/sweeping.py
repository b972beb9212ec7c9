"""The sweep: what is past its date goes, keys first, as the one list of retention says."""

from dataclasses import dataclass

from storage import cases, sent, shares, states, watches
from storage.ground import Ground
from storage.retention import KEPT, Kept, kept_for
from storage.times import length

# Small steps, so that a turn never waits long for the sweep.
STEP = 100
# Tables whose rows have keys of their own: what a row is called by, and whose key it is.
_OWNERS = {
    "states": ("conversation", states.owner),
    "cases": ("id", cases.owner),
    "watches": ("id", watches.owner),
    "sent": ("conversation", sent.owner),
    "shares": ("id", shares.owner),
    "takebacks": ("id", shares.back_owner),
}


@dataclass(frozen=True)
class Swept:
    """Say how many of each kind went, and whether the file's log is clean."""

    gone: dict[str, int]
    cleaned: bool


class Sweeping:
    """Destroy what is past its date."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def sweep(self) -> Swept:
        """Destroy everything whose time has run out; run at start and every hour."""
        overdue = shares.Shares(self._ground).end_overdue()  # not only deleted: taken back elsewhere too
        gone = {kind.table: self._sweep(kind) for kind in KEPT}
        gone["shares"] += overdue
        return Swept(gone, self._ground.database.clean())

    def _sweep(self, kind: Kept) -> int:
        before = self._ground.now() - length(kept_for(self._ground.limits, kind))
        total = 0
        while step := self._step(kind, before):
            total += step
        return total

    def _step(self, kind: Kept, before: int) -> int:
        database = self._ground.database
        with database.transaction():
            found = database.rows(
                f"SELECT rowid AS row, * FROM {kind.table} WHERE {kind.column} <= ? LIMIT ?",  # noqa: S608
                *(before, STEP),
            )
            if kind.table in _OWNERS:
                name, owner = _OWNERS[kind.table]
                self._ground.vault.destroy(owner(row[name]) for row in found)
            for row in found:
                database.run(f"DELETE FROM {kind.table} WHERE rowid = ?", row["row"])  # noqa: S608
        return len(found)
