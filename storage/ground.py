"""What every table stands on: the file, the vault, the clock and the retention list."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.retention import Retention
from storage.times import Clock, seconds
from storage.vault import Vault


@dataclass(frozen=True)
class Ground:
    """Hold what every table needs."""

    database: Database
    vault: Vault
    clock: Clock
    limits: Retention

    def now(self) -> int:
        """Tell the time as it is stored."""
        return seconds(self.clock())

    def at(self, moment: datetime | None) -> int:
        """Turn a given moment, or else this one, into what is stored."""
        return self.now() if moment is None else seconds(moment)


def new_id() -> str:
    """Make an opaque id that says nothing."""
    return secrets.token_hex(16)
