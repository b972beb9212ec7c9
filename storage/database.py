"""The one SQLite file: how it is opened, locked, written and cleaned.

Deleted rows are overwritten (secure_delete) and a commit is on the disk before it returns
(synchronous=FULL). Nothing here knows what is stored.
"""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils

from storage import errors

Row = dict[str, Any]
Value = str | int | bytes | None

_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",  # no temporary file may hold a row
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
_BY_CODE: dict[str, type[errors.StorageError]] = {
    "SQLITE_FULL": errors.FullDisk,
    "SQLITE_READONLY": errors.ReadOnlyDisk,
    "SQLITE_PERM": errors.ReadOnlyDisk,
    "SQLITE_CORRUPT": errors.CorruptFile,
    "SQLITE_NOTADB": errors.CorruptFile,
    "SQLITE_BUSY": errors.BusyDatabase,
    "SQLITE_LOCKED": errors.BusyDatabase,
    "SQLITE_IOERR": errors.UnreadableDisk,
    "SQLITE_CANTOPEN": errors.UnreadableDisk,
}


@contextmanager
def in_our_words(*signs_of_damage: type[Exception]) -> Iterator[None]:
    """Turn SQLite's errors into ours, where they enter; and what a damaged file makes others raise."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error) from None
    except signs_of_damage:
        raise errors.CorruptFile from None


def unnamed_is_corrupt(error: errors.StorageError) -> errors.StorageError:
    """Call a file corrupt that SQLite cannot open and has no other name for."""
    return errors.CorruptFile() if type(error) is errors.StorageError else error


def translate(error: sqlite3.Error) -> errors.StorageError:
    """Say in one sentence of ours what SQLite met."""
    code = "_".join((getattr(error, "sqlite_errorname", "") or "").split("_")[:2])
    return _BY_CODE.get(code, errors.StorageError)()


class Database:
    """Read and write the file, one thread at a time, whole commits only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        self._clean_when_done = False
        connection = _connect(path)
        try:
            with in_our_words(UnicodeDecodeError):
                self.tables = sqlite_utils.Database(connection)
                for pragma in _PRAGMAS:
                    self.tables.execute(pragma).fetchall()
        except errors.StorageError as error:
            connection.close()
            raise unnamed_is_corrupt(error) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside one commit: all of it is kept, or none.

        Inside another transaction it becomes part of that one, and can still be undone alone.
        Other threads wait meanwhile: never wait for anything else inside.
        """
        with self._lock, in_our_words():
            begin, commit, undo = self._words()
            self.tables.execute(begin)
            self._depth += 1
            try:
                yield
                self.tables.execute(commit)
            except BaseException:
                self._undo(undo)
                raise
            finally:
                self._depth -= 1
            if self._depth == 0 and self._clean_when_done:
                self.clean()

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """Read rows."""
        with self._lock, in_our_words(UnicodeDecodeError):
            return list(self.tables.query(sql, values))

    def row(self, sql: str, *values: Value) -> Row | None:
        """Read the first row, if there is one."""
        return next(iter(self.rows(sql, *values)), None)

    def number(self, sql: str, *values: Value) -> int:
        """Read one number."""
        found = self.row(sql, *values)
        return 0 if found is None else int(next(iter(found.values())) or 0)

    def run(self, sql: str, *values: Value) -> int:
        """Write, and tell how many rows changed."""
        with self._lock, in_our_words(UnicodeDecodeError):
            return self.tables.execute(sql, values).rowcount

    def clean(self) -> bool:
        """Move the log into the file and empty it, so that no old page stays behind.

        Inside a transaction it happens after the commit. False when another process was reading or
        the disk is full: what was committed stays so, and the next sweep tries again.
        """
        with self._lock:
            self._clean_when_done = self._depth > 0
            if self._clean_when_done:
                return True
            try:
                outcome = self.tables.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error:
                return False
            return int(outcome[0]) == 0

    def is_sound(self) -> bool:
        """Tell whether SQLite finds the whole file in order."""
        with self._lock, in_our_words():
            return bool(self.tables.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

    def copy_to(self, path: Path) -> None:
        """Copy the whole database into a new file, consistently, while it is in use."""
        with self._lock, in_our_words():
            copy = _connect(path)
            try:
                self.tables.conn.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, in_our_words():
            self.tables.close()

    def _words(self) -> tuple[str, str, tuple[str, ...]]:
        if self._depth == 0:
            return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
        name = f"step_{self._depth}"
        return f"SAVEPOINT {name}", f"RELEASE {name}", (f"ROLLBACK TO {name}", f"RELEASE {name}")

    def _undo(self, undo: tuple[str, ...]) -> None:
        # After a full disk SQLite may already have rolled back by itself.
        if self.tables.conn.in_transaction:
            for word in undo:
                self.tables.execute(word)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        # Made here, because SQLite would make it readable by others.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except PermissionError:
        raise errors.ReadOnlyDisk from None
    except OSError as error:
        raise _from_system(error) from None
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def _from_system(error: OSError) -> errors.StorageError:
    known = {errno.EROFS: errors.ReadOnlyDisk, errno.ENOSPC: errors.FullDisk}
    return known.get(error.errno or 0, errors.UnreadableDisk)()
