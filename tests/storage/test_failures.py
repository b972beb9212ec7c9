"""A wrong key, a corrupt file, a full or read-only disk: one clear sentence each, and nothing lost."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    BusyDatabase,
    CaseId,
    CorruptFile,
    FullDisk,
    NewerSchema,
    OperatorKey,
    ReadOnlyDisk,
    StorageError,
    Store,
    UnreadableDisk,
    WrongKey,
    errors,
    new_key,
    open_store,
)
from tests.storage.conftest import QUICK
from tests.storage.disks import made_read_only, small_disk
from tests.storage.full import CANARY, fill


def _is_one_sentence(error: StorageError) -> bool:
    words = str(error)
    return words[0].isupper() and words.endswith((".", ")")) and "\n" not in words and len(words) < 160


def test_every_error_is_one_sentence_for_whoever_runs_the_bot() -> None:
    leaves = [leaf for leaf in vars(errors).values() if isinstance(leaf, type)]
    assert len(leaves) > 10
    assert [leaf for leaf in leaves if not _is_one_sentence(leaf())] == []
    assert len({str(leaf()) for leaf in leaves}) == len(leaves)


def test_another_key_is_refused_and_changes_nothing(reopen: Callable[[], Store], path: Path) -> None:
    store = reopen()
    full = fill(store)
    store.close()
    before = path.read_bytes()
    with pytest.raises(WrongKey, match="another key"):
        open_store(path, new_key())
    assert path.read_bytes() == before
    assert reopen().cases.answers(full.case)["note"] == CANARY


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    path: Path, key: OperatorKey, content: bytes
) -> None:
    path.write_bytes(content * 10)
    with pytest.raises(CorruptFile, match="corrupt"):
        open_store(path, key)
    assert path.read_bytes() == content * 10


def test_a_database_with_a_torn_page_is_refused(store: Store, path: Path, key: OperatorKey) -> None:
    fill(store)
    store.close()
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 64] = os.urandom(64)
    path.write_bytes(content)
    with pytest.raises(CorruptFile):
        open_store(path, key)


def test_a_truncated_database_is_refused(store: Store, path: Path, key: OperatorKey) -> None:
    fill(store)
    store.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CorruptFile):
        open_store(path, key)


def test_a_database_of_a_later_release_is_refused(store: Store, path: Path, key: OperatorKey) -> None:
    store._ground.database.run(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('fingerpost', 's99', '')"
    )
    store.close()
    with pytest.raises(NewerSchema, match="later release"):
        open_store(path, key)


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path: Path, key: OperatorKey) -> None:
    with pytest.raises(UnreadableDisk):
        open_store(tmp_path / "nowhere" / "a.db", key)
    with pytest.raises(UnreadableDisk):
        open_store(tmp_path, key)


def test_a_database_that_another_process_holds_gets_a_sentence(
    store: Store, path: Path, key: OperatorKey
) -> None:
    other = open_store(path, key)
    other._ground.database.run("PRAGMA busy_timeout=1")
    with store.transaction(), pytest.raises(BusyDatabase):
        other.states.save_state("c", "x")
    other.states.save_state("c", "x")
    other.close()


def test_a_limit_on_the_file_is_a_full_disk_and_nothing_is_half_written(store: Store, path: Path) -> None:
    full = fill(store)
    export = store.export(full.case)
    pages = store._ground.database.number("PRAGMA page_count")
    store._ground.database.number(f"PRAGMA max_page_count={pages}")

    def a_long_turn() -> None:
        with store.transaction():
            store.cases.save_answers(full.case, {"incident": "hate"})
            for _ in range(50):
                store.ledger.add_entry(full.case, "said", {"text": "x" * 4000})

    with pytest.raises(FullDisk, match="everything saved before is safe"):
        a_long_turn()
    assert store.export(full.case) == export
    assert not store.forget(full.conversation).nothing  # forgetting works on a full disk too
    assert store.held(full.conversation).nothing


def test_a_really_full_disk_loses_nothing_and_recovers(tmp_path: Path, key: OperatorKey) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        store = open_store(disk / "a.db", key, code_limits=QUICK)
        full = fill(store)
        saved = _write_until_full(store, full.case)
        assert saved > 10
        assert len(store.ledger.entries(full.case)) == 2 + saved
        store.close()

        filler = disk / "filler"
        _fill_up(filler)
        with pytest.raises(FullDisk):
            open_store(disk / "b.db", key)

        filler.unlink()
        store = open_store(disk / "a.db", key)
        assert len(store.ledger.entries(full.case)) == 2 + saved
        assert store.cases.answers(full.case)["note"] == CANARY
        store.close()


def _write_until_full(store: Store, case: CaseId) -> int:
    for saved in range(500):
        try:
            store.ledger.add_entry(case, "said", {"text": "x" * 4000})
        except FullDisk:
            return saved
    raise AssertionError("the disk never filled up")


def _fill_up(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def test_a_disk_that_turns_read_only_in_the_middle_loses_nothing(store: Store) -> None:
    full = fill(store)
    export = store.export(full.case)
    # SQLite answers as on a disk that was remounted by its system after an error: what is open can be read.
    store._ground.database.run("PRAGMA query_only=1")
    with pytest.raises(ReadOnlyDisk, match="read-only"):
        store.cases.save_answers(full.case, {"incident": "hate"})
    with pytest.raises(ReadOnlyDisk):
        store.forget(full.conversation)
    assert store.cases.answers(full.case)["note"] == CANARY
    store._ground.database.run("PRAGMA query_only=0")
    assert store.export(full.case) == export
    assert not store.forget(full.conversation).nothing


def test_a_read_only_disk_is_refused_at_start(tmp_path: Path, key: OperatorKey) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        store = open_store(disk / "a.db", key, code_limits=QUICK)
        full = fill(store)
        store.close()
        with made_read_only(disk), pytest.raises(ReadOnlyDisk, match="read-only"):
            open_store(disk / "a.db", key)
        store = open_store(disk / "a.db", key)
        assert store.cases.answers(full.case)["note"] == CANARY
        store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any file")
def test_a_read_only_file_is_refused(store: Store, path: Path, key: OperatorKey) -> None:
    store.close()
    path.chmod(0o400)
    with pytest.raises(ReadOnlyDisk):
        open_store(path, key)


def test_the_file_can_be_read_by_its_owner_only(store: Store, path: Path) -> None:
    fill(store)
    assert [oct(file.stat().st_mode & 0o777) for file in path.parent.glob("fingerpost.db*")] == ["0o600"] * 3
    assert store.status().private


def test_the_doctor_sees_how_the_database_stands(store: Store) -> None:
    fill(store)
    status = store.status()
    assert status.sound
    assert status.version == 5
    assert status.rows["cases"] == 1
    assert status.overdue_reminders == 0
    assert status.file_bytes > 0
    assert status.oldest_case_at is not None


def test_a_table_that_is_not_as_it_should_be_is_refused(store: Store, path: Path, key: OperatorKey) -> None:
    store._ground.database.run("ANALYZE")
    store.close()
    store = open_store(path, key)  # what SQLite makes for itself is no damage
    store._ground.database.run("ALTER TABLE cases RENAME COLUMN answers TO answerz")
    store.close()
    with pytest.raises(CorruptFile):
        open_store(path, key)
