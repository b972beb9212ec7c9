"""How the database stands: numbers and dates for whoever runs the bot, nothing about anybody."""

import shutil
import stat
from dataclasses import dataclass
from datetime import datetime

from storage import schema
from storage.ground import Ground
from storage.retention import KEPT
from storage.times import moment


@dataclass(frozen=True)
class Status:
    """Say how the database stands."""

    sound: bool
    version: int
    rows: dict[str, int]
    file_bytes: int
    free_bytes: int
    private: bool
    overdue_reminders: int
    oldest_case_at: datetime | None


def read_status(ground: Ground) -> Status:
    """Look at the file and count its rows."""
    database = ground.database
    facts = database.path.stat()
    oldest = database.row("SELECT min(last_at) AS first FROM cases")
    return Status(
        sound=database.is_sound(),
        version=schema.version(database),
        rows={
            kind.table: database.number(f"SELECT count(*) FROM {kind.table}")  # noqa: S608
            for kind in KEPT
        },
        file_bytes=facts.st_size,
        free_bytes=shutil.disk_usage(database.path.parent).free,
        private=not stat.S_IMODE(facts.st_mode) & 0o077,
        overdue_reminders=database.number(
            "SELECT count(*) FROM reminders WHERE free_at < ?", ground.now() - 3600
        ),
        oldest_case_at=moment(oldest["first"]) if oldest and oldest["first"] is not None else None,
    )
