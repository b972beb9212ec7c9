"""Write the database of every released schema as SQL, sealed with the tests' own key.

Run once for a new step (`python -m tests.storage.make_old 3`): a dump that has been released is never
made again, because it stands for the files that people have.
"""

import sys
from pathlib import Path

from storage.cases import Cases
from storage.database import Database
from storage.ground import Ground
from storage.keys import OperatorKey
from storage.ledger import Ledger
from storage.retention import Retention
from storage.schema import steps
from storage.states import States
from storage.times import seconds
from storage.vault import Vault
from tests.storage.conftest import StillClock

FOLDER = Path(__file__).parent / "schemas"
KEY = OperatorKey(bytes(range(32)))


def make(version: int, path: Path) -> str:
    """Make a database as that version made it, with one case, and dump it."""
    database, clock = Database(path), StillClock()
    later = [step.name for step in steps.pending(database.tables)][version:]
    steps.apply(database.tables, stop_before=later)
    vault = Vault(database, KEY, lambda: seconds(clock()))
    ground = Ground(database, vault, clock, Retention())
    cases = Cases(ground)
    conversation = vault.keyed_hash("conversation", "telegram", "7").hex()
    case = cases.open_case(conversation)
    cases.save_answers(case, {"incident": "threat", "made by": f"v{version}"})
    Ledger(ground, cases).add_entry(case, "said", {"text": "an invented sentence"})
    States(ground, cases).save_state(conversation, "where we were")
    dump = "\n".join(database.tables.iterdump())
    database.close()
    return dump + "\n"


def main() -> None:
    """Write the dump of one version, unless it is there."""
    import tempfile

    version = int(sys.argv[1])
    file = FOLDER / f"v{version}.sql"
    if file.exists():
        raise SystemExit(f"{file.name} has been released and is never made again.")
    with tempfile.TemporaryDirectory() as folder:
        file.write_text(make(version, Path(folder) / "old.db"))


if __name__ == "__main__":
    main()
