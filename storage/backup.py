"""Restoring a backup: the way back for everything, except for whoever left since it was made.

A backup is as private as the database: without the operator's key it opens nothing.
"""

from pathlib import Path

from storage.copying import put_in_place
from storage.database import Database
from storage.errors import StorageError, UnreadableDisk
from storage.keys import OperatorKey
from storage.retention import Retention
from storage.store import open_store
from storage.times import Clock, utc_now


def restore(
    backup: Path, path: Path, key: OperatorKey, now: Clock = utc_now, limits: Retention | None = None
) -> None:
    """Put a backup in the place of the database; stop the bot first.

    The backup is checked and opened with the key before anything is replaced. Whoever was forgotten
    since it was made stays forgotten, as far as the database it replaces can still be read.
    """
    if not backup.is_file():
        raise UnreadableDisk(f"There is no backup at {backup}.")
    unfinished = path.with_name(path.name + ".unfinished")
    _remove(unfinished)
    try:
        _prepare(backup, unfinished, path, key, now, limits)
        _remove(path, but_the_file=True)
        put_in_place(unfinished, path)
    finally:
        _remove(unfinished)


def _prepare(
    backup: Path, copy: Path, path: Path, key: OperatorKey, now: Clock, limits: Retention | None
) -> None:
    source = Database(backup)
    try:
        source.copy_to(copy)
    finally:
        source.close()
    store = open_store(copy, key, now, limits)
    try:
        store.forget_again(_gone(path))
        store.sweep()
    finally:
        store.close()


def _gone(path: Path) -> list[tuple[bytes, int]]:
    """Read which keys were destroyed, from the database that is about to be replaced."""
    if not path.exists():
        return []
    try:
        database = Database(path)
    except StorageError:
        return []
    try:
        return [(row["key_id"], row["at"]) for row in database.rows("SELECT key_id, at FROM gone")]
    except StorageError:
        return []
    finally:
        database.close()


def _remove(path: Path, but_the_file: bool = False) -> None:
    for ending in ("-wal", "-shm") if but_the_file else ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
