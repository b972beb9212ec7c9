"""Copying the database into one file, while it is in use, whole or not at all."""

import os
from pathlib import Path

from storage.database import Database
from storage.errors import UnreadableDisk


def back_up(database: Database, path: Path) -> None:
    """Copy everything, still sealed, into a new file; never over an existing one."""
    if path.exists():
        raise UnreadableDisk(f"There is a file at {path} already; a backup never overwrites one.")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        database.copy_to(unfinished)
        put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def put_in_place(unfinished: Path, path: Path) -> None:
    """Move a finished file to its place, so that a crash leaves the old one or the new one."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
