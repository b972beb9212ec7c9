"""Watch lists of Discord servers: fingerprints to look for, only while the person agrees.

Each entry has its own key and an opaque id. An entry outlives its case (it has its own date), but
forgetting the case or the conversation withdraws it at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from storage.cases import CaseId
from storage.database import Row
from storage.ground import Ground, new_id
from storage.times import moment

State = Literal["waiting", "active", "suspended", "never"]


@dataclass(frozen=True)
class Watch:
    """Say what to look for in a server, where it came from, and until when."""

    id: str
    server: str
    state: State
    origin: str
    added_at: datetime
    expires_at: datetime
    fingerprint: dict[str, Any] = field(repr=False)
    facts: dict[str, Any] = field(repr=False)


class Watches:
    """Add, confirm, suspend, renew and withdraw watch entries."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add_watch(
        self,
        server: str,
        fingerprint: Mapping[str, Any],
        origin: str,
        *,
        case: CaseId | None = None,
        conversation: str | None = None,
        state: State = "waiting",
        facts: Mapping[str, Any] | None = None,
    ) -> str:
        """Add an entry and give it an opaque id; "waiting" until a moderator confirms.

        The state "never" is for pictures that must never match (logos, memes, default avatars).
        """
        name, now = new_id(), self._ground.now()
        content = {"server": server, "origin": origin, "fingerprint": dict(fingerprint)}
        with self._ground.database.transaction():
            box = self._ground.vault.new_box(owner(name))
            sealed = box.seal_facts(content | {"facts": dict(facts or {})}, owner(name))
            self._ground.database.run(
                "INSERT INTO watches VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                *(name, self._list(server), case, conversation or self._door(case), state, now, now, sealed),
            )
        return name

    def watch(self, name: str) -> Watch | None:
        """Open one entry, if it is still kept."""
        row = self._ground.database.row(f"{_READ} WHERE watches.id = ?", name)
        return None if row is None else self._open(row)

    def watches(self, server: str, *states: State) -> Iterator[Watch]:
        """Open a server's entries in these states ("active", unless told), oldest first."""
        for row in self._rows("watches.server = ?", self._list(server)):
            if row["state"] in (states or ("active",)) and not self._is_over(row):
                yield self._open(row)

    def states(self, server: str) -> dict[str, State]:
        """Tell the state of each entry that still counts, unopened, so that a matcher can follow."""
        rows = self._ground.database.rows("SELECT * FROM watches WHERE server = ?", self._list(server))
        return {row["id"]: row["state"] for row in rows if not self._is_over(row)}

    def ends(self, server: str, *states: State) -> dict[str, datetime]:
        """Tell when each entry in these states ends at the latest, unopened, since a list may be long."""
        rows = self._ground.database.rows("SELECT * FROM watches WHERE server = ?", self._list(server))
        limit = self._ground.limits.watch
        return {row["id"]: moment(row["renewed_at"]) + limit for row in rows if row["state"] in states}

    def watches_of(self, conversation: str) -> list[Watch]:
        """Open the entries that a person agreed to."""
        return [self._open(row) for row in self._rows(_THEIRS, conversation, conversation)]

    def set_state(self, name: str, state: State) -> bool:
        """Confirm ("active"), suspend or resume an entry; False when it is not kept.

        An entry that counts again begins with a clean slate: whom it matched before is forgotten.
        """
        with self._ground.database.transaction():
            if state == "active":
                self._ground.database.run("DELETE FROM matches WHERE watch_id = ?", name)
            return self._ground.database.run("UPDATE watches SET state = ? WHERE id = ?", state, name) > 0

    def renew(self, name: str) -> datetime | None:
        """Start an entry's time again, and tell when it will end."""
        now = self._ground.now()
        if not self._ground.database.run("UPDATE watches SET renewed_at = ? WHERE id = ?", now, name):
            return None
        return moment(now) + self._ground.limits.watch

    def withdraw(self, name: str) -> bool:
        """Destroy an entry and its key at once."""
        return destroy_watches(self._ground, "id = ?", name) > 0

    def withdraw_all(self, conversation: str) -> int:
        """Destroy every entry that a person agreed to."""
        return destroy_watches(self._ground, _THEIRS, conversation, conversation)

    def note_match(self, name: str, uploader: str) -> int:
        """Count how many different people an entry has matched; many mean that it is poisoned.

        The uploader is kept as a hash that differs for each entry, and goes with the entry.
        """
        hashed = self._ground.vault.keyed_hash("uploader", name, uploader)[:16]
        with self._ground.database.transaction():
            self._ground.database.run(
                "INSERT OR IGNORE INTO matches SELECT id, ? FROM watches WHERE id = ?", hashed, name
            )
            return self._ground.database.number("SELECT count(*) FROM matches WHERE watch_id = ?", name)

    def expiring(self, server: str, within_days: int = 7) -> list[Watch]:
        """List the entries of a server that will soon end unless renewed."""
        edge = self._ground.now() + within_days * 86400
        return [
            watch
            for watch in self.watches(server, "active", "suspended")
            if watch.expires_at.timestamp() <= edge
        ]

    def version(self) -> int:
        """Tell a number that changes whenever any entry does, so that a matcher knows to read again."""
        return self._ground.database.number("SELECT number FROM watch_version")

    def forget_server(self, server: str) -> int:
        """Destroy every entry of a server."""
        return destroy_watches(self._ground, "server = ?", self._list(server))

    def _rows(self, condition: str, *values: str) -> list[Row]:
        return self._ground.database.rows(f"{_READ} WHERE {condition} ORDER BY added_at, id", *values)

    def _door(self, case: CaseId | None) -> str | None:
        # An entry outlives its case, so that its person must be able to find it without.
        row = self._ground.database.row(
            "SELECT min(conversation) AS first FROM links WHERE case_id = ?", case
        )
        return None if row is None else row["first"]

    def _is_over(self, row: Row) -> bool:
        return moment(row["renewed_at"]) + self._ground.limits.watch <= self._ground.clock()

    def _open(self, row: Row) -> Watch:
        box = self._ground.vault.unwrap(owner(row["id"]), row["wrapped"])
        content = box.open_facts(row["sealed"], owner(row["id"]))
        return Watch(
            *(row["id"], content["server"], row["state"], content["origin"], moment(row["added_at"])),
            expires_at=moment(row["renewed_at"]) + self._ground.limits.watch,
            fingerprint=content["fingerprint"],
            facts=content["facts"],
        )

    def _list(self, server: str) -> str:
        return self._ground.vault.keyed_hash("watch list", server).hex()[:32]


_READ = "SELECT watches.*, keys.wrapped FROM watches JOIN keys ON keys.owner = 'watch:' || watches.id"
_FIRST_DOOR = "SELECT min(conversation) AS first FROM links WHERE case_id = ?"
_THEIRS = "(conversation = ? OR case_id IN (SELECT case_id FROM links WHERE conversation = ?))"


def owner(name: str) -> str:
    """Name whose key it is."""
    return f"watch:{name}"


def destroy_watches(ground: Ground, condition: str, *values: str | int) -> int:
    """Destroy the entries that a condition of ours names, keys first."""
    database = ground.database
    with database.transaction():
        rows = database.rows(f"SELECT id FROM watches WHERE {condition}", *values)  # noqa: S608
        ground.vault.destroy(owner(row["id"]) for row in rows)
        for row in rows:
            database.run("DELETE FROM watches WHERE id = ?", row["id"])
        database.clean()
    return len(rows)
