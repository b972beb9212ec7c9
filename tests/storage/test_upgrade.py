"""A database made by any earlier release opens, keeps everything, and gets the tables of today."""

import sqlite3
from pathlib import Path

import pytest

from storage import Store, WrongKey, new_key, open_store
from storage.schema import steps
from tests.storage.conftest import QUICK, StillClock
from tests.storage.full import fill
from tests.storage.make_old import FOLDER, KEY

VERSIONS = sorted(FOLDER.glob("v*.sql"))


def _schema(store: Store) -> list[tuple[str, str]]:
    rows = store._ground.database.rows("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")
    return [(row["name"], row["sql"]) for row in rows]


def _old(dump: Path, path: Path) -> Path:
    old = sqlite3.connect(path)
    old.executescript(dump.read_text())
    old.close()
    return path


def test_every_step_has_its_released_database() -> None:
    assert [dump.stem for dump in VERSIONS] == [
        f"v{number}" for number in range(1, len(steps._migrations) + 1)
    ]


@pytest.mark.parametrize("dump", VERSIONS, ids=lambda dump: str(dump.stem))
def test_a_database_of_an_earlier_release_is_brought_up_to_date_and_loses_nothing(
    dump: Path, tmp_path: Path, clock: StillClock
) -> None:
    store = open_store(_old(dump, tmp_path / "old.db"), KEY, clock, code_limits=QUICK)
    fresh = open_store(tmp_path / "new.db", KEY, clock, code_limits=QUICK)
    assert _schema(store) == _schema(fresh)
    conversation = store.conversation_id("telegram", "7")
    case = store.cases.case_of(conversation)
    assert case is not None
    assert store.cases.answers(case) == {"incident": "threat", "made by": dump.stem}
    assert store.ledger.entries(case)[0].facts == {"text": "an invented sentence"}
    assert store.states.load_state(conversation) == "where we were"
    fill(store)
    store.forget(conversation)
    assert store.held(conversation).nothing
    store.close()
    fresh.close()


@pytest.mark.parametrize("dump", VERSIONS, ids=lambda dump: str(dump.stem))
def test_a_wrong_key_does_not_upgrade_an_old_database(dump: Path, tmp_path: Path) -> None:
    path = _old(dump, tmp_path / "old.db")
    with pytest.raises(WrongKey):
        open_store(path, new_key())
    left = sqlite3.connect(path)
    assert left.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] == int(dump.stem[1:])
    left.close()


def test_an_upgrade_that_fails_leaves_the_old_database(
    tmp_path: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _old(VERSIONS[0], tmp_path / "old.db")
    monkeypatch.setattr("storage.schema._index", None)
    with pytest.raises(TypeError):
        open_store(path, KEY, clock)
    monkeypatch.undo()
    store = open_store(path, KEY, clock)
    assert store.status().version == len(steps._migrations)
    store.close()
