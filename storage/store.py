"""The store: one open database, its tables by name, and the verbs that span them."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from storage import schema
from storage.cases import CaseId, Cases
from storage.codes import CodeLimits, Codes
from storage.copying import back_up
from storage.counts import Counts
from storage.database import Database, unnamed_is_corrupt
from storage.errors import CorruptFile, StorageError
from storage.exporting import Exporting
from storage.fingerprints import Fingerprints
from storage.forgetting import Forgetting, Held, Receipt, forget_again
from storage.ground import Ground
from storage.keys import OperatorKey
from storage.ledger import Ledger
from storage.merging import Merging
from storage.moderator_log import ModeratorLog
from storage.reminders import Reminders
from storage.retention import Retention
from storage.sent import Sent
from storage.servers import Servers
from storage.shares import Shares
from storage.states import States
from storage.status import Status, read_status
from storage.sweeping import Sweeping, Swept
from storage.threads import Threads
from storage.times import Clock, seconds, utc_now
from storage.updates import Updates
from storage.vault import Vault
from storage.watches import Watches


class Store:
    """Hold what is kept, one attribute a kind; safe to use from any thread."""

    def __init__(self, ground: Ground, code_limits: CodeLimits) -> None:
        self._ground = ground
        self.cases = cases = Cases(ground)
        self.states = States(ground, cases)
        self.ledger = Ledger(ground, cases)
        self.fingerprints = Fingerprints(ground, cases)
        self.reminders = Reminders(ground, cases)
        self.threads = Threads(ground, cases)
        self.watches = Watches(ground)
        self.shares = Shares(ground)
        self.servers = Servers(ground)
        self.moderator_log = ModeratorLog(ground, self.servers)
        self.updates = Updates(ground)
        self.sent = Sent(ground)
        self.counts = Counts(ground)
        merging = Merging(ground, cases, self.ledger, self.fingerprints, self.reminders, self.threads)
        self.codes = Codes(ground, cases, merging, code_limits)
        self._forgetting = Forgetting(ground, cases)
        self._exporting = Exporting(
            *(
                cases,
                self.ledger,
                self.fingerprints,
                self.codes,
                self.reminders,
                self.threads,
                self.watches,
                self.shares,
            )
        )

    def conversation_id(self, channel: str, account: str) -> str:
        """Know a conversation by a keyed hash; the account itself is never stored."""
        return self._ground.vault.keyed_hash("conversation", channel, account).hex()

    def transaction(self) -> AbstractContextManager[None]:
        """Make everything inside one commit: all of it is kept, or none."""
        return self._ground.database.transaction()

    def held(self, conversation: str) -> Held:
        """Tell what is kept about a conversation, in numbers and dates."""
        return self._forgetting.held(conversation)

    def export(self, case: CaseId) -> dict[str, Any]:
        """Open everything kept about a case, as data that can be written as JSON."""
        with self.transaction():
            return self._exporting.export(case)

    def forget(self, conversation: str) -> Receipt:
        """Destroy everything kept about a conversation, its case and every way into it."""
        return self._forgetting.forget(conversation)

    def forget_server(self, server: str) -> Receipt:
        """Destroy everything kept about a Discord server that the bot has left."""
        with self.transaction():
            destroyed = {
                "watches": self.watches.forget_server(server),
                "moderator_log": self.moderator_log.forget_server(server),
                "threads": self.threads.forget_server(server),
                "servers": int(self.servers.forget_settings(server)),
            }
        return Receipt(self._ground.clock(), destroyed, self._ground.database.clean())

    def sweep(self) -> Swept:
        """Destroy everything whose time has run out; run at start and every hour."""
        return Sweeping(self._ground).sweep()

    def rotate_key(self, new: OperatorKey) -> int:
        """Wrap every key with a new operator's key in one commit; tell how many."""
        count = self._ground.vault.rewrap(new)
        self._ground.database.clean()
        return count

    def backup(self, path: Path) -> None:
        """Copy everything, still sealed, into a new file that only its owner can read."""
        back_up(self._ground.database, path)

    def forget_again(self, gone: Iterable[tuple[bytes, int]]) -> int:
        """Destroy what was already destroyed elsewhere, after an older backup came back."""
        return forget_again(self._ground, gone)

    def status(self) -> Status:
        """Tell how the database stands, for `fingerpost doctor`."""
        return read_status(self._ground)

    def close(self) -> None:
        """Let go of the file."""
        self._ground.database.close()


def open_store(
    path: Path,
    key: OperatorKey,
    now: Clock = utc_now,
    limits: Retention | None = None,
    code_limits: CodeLimits | None = None,
) -> Store:
    """Open the database at a path, making or upgrading it.

    Raises WrongKey, NewerSchema, CorruptFile, ReadOnlyDisk, FullDisk or UnreadableDisk, each with
    one sentence for whoever runs the bot; the file is then as it was.
    """
    database = Database(path)
    try:
        if not database.is_sound():
            raise CorruptFile
        with database.transaction():  # a file that is refused stays as it was
            schema.bring_up_to_date(database)
            vault = Vault(database, key, lambda: seconds(now()))
    except StorageError as error:
        database.close()
        raise unnamed_is_corrupt(error) from None
    except BaseException:
        database.close()
        raise
    return Store(Ground(database, vault, now, limits or Retention()), code_limits or CodeLimits())
