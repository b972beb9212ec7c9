"""A backup brings everything back, except whoever asked to be forgotten meanwhile."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import CorruptFile, OperatorKey, StorageError, Store, WrongKey, new_key, open_store, restore
from tests.storage.conftest import QUICK, StillClock
from tests.storage.full import CANARY, SERVER, fill


def test_a_backup_brings_everything_back(
    reopen: Callable[[], Store], path: Path, tmp_path: Path, key: OperatorKey, clock: StillClock
) -> None:
    store = reopen()
    full = fill(store)
    export = store.export(full.case)
    store.backup(tmp_path / "backup.db")
    store.cases.save_answers(full.case, {"incident": "hate"})
    store.close()
    for file in tmp_path.glob("fingerpost.db*"):
        file.unlink()
    restore(tmp_path / "backup.db", path, key, clock)
    assert reopen().export(full.case) == export


def test_a_backup_is_one_private_sealed_file(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.backup(tmp_path / "backup.db")
    assert [file.name for file in tmp_path.glob("backup*")] == ["backup.db"]
    assert oct((tmp_path / "backup.db").stat().st_mode & 0o777) == "0o600"
    assert CANARY.encode() not in (tmp_path / "backup.db").read_bytes()
    with sqlite3.connect(tmp_path / "backup.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_a_backup_never_overwrites(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "backup.db")
    with pytest.raises(StorageError, match="never overwrites"):
        store.backup(tmp_path / "backup.db")


def test_whoever_was_forgotten_stays_forgotten_after_a_restore(
    reopen: Callable[[], Store], path: Path, tmp_path: Path, key: OperatorKey, clock: StillClock
) -> None:
    store = reopen()
    full = fill(store)
    other = fill(store, account="2", mark="the other", alias="Wren 7")
    store.servers.save_settings(SERVER, {"language": "cy"})
    store.moderator_log.append(SERVER, "mod 9", "removed")
    export = store.export(other.case)
    store.backup(tmp_path / "backup.db")
    store.forget(full.conversation)
    store.servers.forget_settings(SERVER)
    store.close()

    restore(tmp_path / "backup.db", path, key, clock)

    store = reopen()
    assert store.held(full.conversation).nothing
    assert store.watches.watch(full.watch) is None
    assert store.servers.settings(SERVER) is None
    assert store.moderator_log.rows(SERVER) == []
    assert store.export(other.case) == export


def test_what_is_past_its_date_does_not_come_back(
    store: Store, path: Path, tmp_path: Path, key: OperatorKey, clock: StillClock
) -> None:
    full = fill(store)
    store.backup(tmp_path / "backup.db")
    store.close()
    clock.pass_by(days=31)
    restore(tmp_path / "backup.db", path, key, clock)
    store = open_store(path, key, clock)
    assert store.cases.case_of(full.conversation) is None
    store.close()


def test_a_backup_of_another_key_a_corrupt_one_or_none_leaves_the_database_as_it_is(
    reopen: Callable[[], Store], path: Path, tmp_path: Path, key: OperatorKey
) -> None:
    full = fill(reopen())
    elsewhere = open_store(tmp_path / "elsewhere.db", new_key(), code_limits=QUICK)
    elsewhere.backup(tmp_path / "foreign.db")
    elsewhere.close()
    (tmp_path / "corrupt.db").write_bytes(b"no database" * 1000)
    for name, error in (("foreign", WrongKey), ("corrupt", CorruptFile), ("missing", StorageError)):
        with pytest.raises(error):
            restore(tmp_path / f"{name}.db", path, key)
    assert sorted(file.name for file in tmp_path.glob("*unfinished*")) == []
    assert reopen().cases.answers(full.case)["note"] == CANARY


def test_a_corrupt_database_can_be_replaced_by_its_backup(
    store: Store, path: Path, tmp_path: Path, key: OperatorKey, clock: StillClock
) -> None:
    full = fill(store)
    store.backup(tmp_path / "backup.db")
    store.close()
    path.write_bytes(b"torn" * 5000)
    restore(tmp_path / "backup.db", path, key, clock)
    store = open_store(path, key, clock)
    assert store.cases.answers(full.case)["note"] == CANARY
    store.close()
