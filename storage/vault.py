"""The vault: who owns which random key, each wrapped by the operator's key.

Destroying a key makes everything sealed with it unreadable for good, in this file and, through the
list of destroyed keys, in any backup that is restored over it.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterable

from storage.database import Database
from storage.errors import Damaged, UnknownCase, WrongKey
from storage.keys import KEY_BYTES, OperatorKey, subkey
from storage.sealing import Box

_COPIES = (1, 2)  # so that one flipped bit in the root does not close every case


class Vault:
    """Make, open, rewrap and destroy keys."""

    def __init__(self, database: Database, key: OperatorKey, now: Callable[[], int]) -> None:
        self._database = database
        self._now = now
        self._wrapping = wrapping_box(key)
        self._root = _root(database, key)

    def keyed_hash(self, purpose: str, *parts: str) -> bytes:
        """Hash what must be recognised but never stored; useless without the operator's key."""
        message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        return hmac.digest(subkey(self._root, purpose), message, hashlib.sha256)

    def new_box(self, owner: str) -> Box:
        """Give an owner a fresh random key."""
        secret = secrets.token_bytes(KEY_BYTES)
        wrapped = self._wrapping.seal(secret, _wrapped(owner))
        self._database.run("INSERT INTO keys VALUES (?, ?, ?)", owner, os.urandom(16), wrapped)
        return Box(secret)

    def box(self, owner: str) -> Box:
        """Open an owner's key; UnknownCase when there is none."""
        found = self._database.row("SELECT wrapped FROM keys WHERE owner = ?", owner)
        if found is None:
            raise UnknownCase
        return self.unwrap(owner, found["wrapped"])

    def box_or_new(self, owner: str) -> Box:
        """Open an owner's key, or make it."""
        try:
            return self.box(owner)
        except UnknownCase:
            return self.new_box(owner)

    def unwrap(self, owner: str, wrapped: bytes) -> Box:
        """Open a wrapped key that was read together with its row."""
        return Box(self._wrapping.open(wrapped, _wrapped(owner)))

    def destroy(self, owners: Iterable[str]) -> int:
        """Destroy keys for good, and remember by their random ids that they are gone."""
        destroyed = 0
        for owner in owners:
            self._database.run(
                "INSERT OR IGNORE INTO gone SELECT id, ? FROM keys WHERE owner = ?", self._now(), owner
            )
            destroyed += self._database.run("DELETE FROM keys WHERE owner = ?", owner)
        return destroyed

    def rewrap(self, new: OperatorKey) -> int:
        """Wrap every key with a new operator's key, all or none."""
        fresh = wrapping_box(new)
        with self._database.transaction():
            for row in self._database.rows("SELECT owner, wrapped FROM keys"):
                name = _wrapped(row["owner"])
                try:
                    secret = self._wrapping.open(row["wrapped"], name)
                except Damaged:
                    continue  # it could not be opened before either; its case alone is lost
                self._database.run(
                    "UPDATE keys SET wrapped = ? WHERE owner = ?", fresh.seal(secret, name), row["owner"]
                )
            _keep_root(self._database, new, self._root)
            count = self._database.number("SELECT count(*) FROM keys")
        self._wrapping = fresh
        return count


def wrapping_box(key: OperatorKey) -> Box:
    """Make the box that wraps other keys."""
    return Box(key.subkey("wrap"))


def _root(database: Database, key: OperatorKey) -> bytes:
    with database.transaction():
        copies = database.rows("SELECT * FROM vault ORDER BY id")
        if not copies:
            root = secrets.token_bytes(KEY_BYTES)
            _keep_root(database, key, root)
            return root
        return _open_root(copies, key)


def _open_root(copies: list[dict[str, bytes]], key: OperatorKey) -> bytes:
    for copy in copies:
        try:
            return wrapping_box(key).open(copy["root"], "root")
        except Damaged:
            continue
    if any(hmac.compare_digest(copy["key_name"], key.subkey("name")) for copy in copies):
        raise Damaged("The database's own key is damaged; restore it with `fingerpost restore`.")
    raise WrongKey


def _keep_root(database: Database, key: OperatorKey, root: bytes) -> None:
    box = wrapping_box(key)
    for copy in _COPIES:
        database.run(
            "INSERT OR REPLACE INTO vault VALUES (?, ?, ?)", copy, key.subkey("name"), box.seal(root, "root")
        )


def _wrapped(owner: str) -> str:
    return f"key|{owner}"
