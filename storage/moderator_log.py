"""The moderators' log of a server: what was done, by whom and when, never any content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.ground import Ground
from storage.servers import Servers, owner
from storage.times import moment


@dataclass(frozen=True)
class Done:
    """Say what a moderator, or the guard, did."""

    at: datetime
    by: str
    did: str
    facts: dict[str, Any]


class ModeratorLog:
    """Append to a server's log and read it back for its export."""

    def __init__(self, ground: Ground, servers: Servers) -> None:
        self._ground = ground
        self._servers = servers

    def append(self, server: str, by: str, did: str, facts: Mapping[str, Any] | None = None) -> None:
        """Note what was done, sealed with the server's key; facts are ids and tiers, never content."""
        name, database = self._servers.name(server), self._ground.database
        with database.transaction():
            database.run(
                "INSERT INTO moderator_log (server, at, sealed) VALUES (?, ?, ?)",
                *(name, self._ground.now(), b""),
            )
            row = database.number("SELECT last_insert_rowid()")
            box = self._ground.vault.box_or_new(owner(name))
            sealed = box.seal_facts({"by": by, "did": did, "facts": dict(facts or {})}, _what(name, row))
            database.run("UPDATE moderator_log SET sealed = ? WHERE id = ?", sealed, row)

    def rows(self, server: str, since: datetime | None = None) -> list[Done]:
        """Open a server's log, oldest first."""
        name = self._servers.name(server)
        start = 0 if since is None else self._ground.at(since)
        rows = self._ground.database.rows(
            "SELECT * FROM moderator_log WHERE server = ? AND at >= ? ORDER BY id", name, start
        )
        if not rows:
            return []
        box = self._ground.vault.box(owner(name))
        return [
            Done(moment(row["at"]), **box.open_facts(row["sealed"], _what(name, row["id"]))) for row in rows
        ]

    def forget_server(self, server: str) -> int:
        """Destroy a server's log."""
        name = self._servers.name(server)
        return self._ground.database.run("DELETE FROM moderator_log WHERE server = ?", name)


def _what(name: str, row: int) -> str:
    return f"moderator log|{name}|{row}"
