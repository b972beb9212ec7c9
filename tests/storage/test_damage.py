"""One flipped bit anywhere: a clear error for that case alone, never wrong words, never a crash."""

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import Damaged, OperatorKey, StorageError, Store, open_store
from tests.storage.conftest import QUICK, StillClock
from tests.storage.full import CANARY, fill

SEALED = (
    ("keys", "wrapped", "owner = 'case:' || ?"),
    ("cases", "answers", "id = ?"),
    ("cases", "head", "id = ?"),
    ("entries", "sealed", "case_id = ?"),
    ("fingerprints", "sealed", "case_id = ?"),
    ("reminders", "sealed", "case_id = ?"),
    ("threads", "sealed", "case_id = ?"),
    ("watches", "sealed", "case_id = ?"),
)
_shared = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def full_file(tmp_path: Path, key: OperatorKey) -> bytes:
    store = open_store(tmp_path / "whole.db", key, StillClock(), code_limits=QUICK)
    fill(store)
    fill(store, account="2", mark="the other", alias="Wren 7")
    store.close()
    return (tmp_path / "whole.db").read_bytes()


@_shared
@given(st.sampled_from(SEALED), st.integers(0, 10_000))
def test_a_flipped_bit_in_anything_sealed_is_an_error_for_that_case_alone(
    full_file: bytes, tmp_path: Path, key: OperatorKey, place: tuple[str, str, str], bit: int
) -> None:
    path = tmp_path / "flipped.db"
    path.write_bytes(full_file)
    store = open_store(path, key, StillClock(), code_limits=QUICK)
    first, second = (store.conversation_id("telegram", account) for account in ("700100200", "2"))
    one, other = store.cases.case_of(first), store.cases.case_of(second)
    assert one is not None
    assert other is not None
    before = store.export(other)
    table, column, which = place
    row = store._ground.database.row(
        f"SELECT rowid AS row, {column} AS sealed FROM {table} WHERE {which}", one
    )
    assert row is not None
    sealed = bytearray(row["sealed"])
    sealed[bit // 8 % len(sealed)] ^= 1 << bit % 8
    store._ground.database.run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", bytes(sealed), row["row"])

    with pytest.raises(Damaged, match="all others are untouched"):
        store.export(one)
    assert store.export(other) == before
    store.forget(first)
    assert store.held(first).nothing
    assert store.export(other) == before
    store.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_anywhere_in_the_file_never_crashes_and_never_changes_words(
    full_file: bytes, tmp_path: Path, key: OperatorKey, seed: int
) -> None:
    chance, refused = random.Random(seed), 0
    for _ in range(200):
        # Not hypothesis: the file holds fresh random keys, so that no example could be played again.
        place = chance.randrange(len(full_file) * 8)
        content = bytearray(full_file)
        content[place // 8] ^= 1 << place % 8
        (tmp_path / "flipped.db").write_bytes(content)
        refused += not _opens_or_says_why(tmp_path / "flipped.db", key)
        for file in tmp_path.glob("flipped.db*"):
            file.unlink()
    assert 0 < refused < 200


def _opens_or_says_why(path: Path, key: OperatorKey) -> bool:
    try:
        store = open_store(path, key, StillClock(), code_limits=QUICK)
    except StorageError as error:
        if type(error) is StorageError:
            raise AssertionError("an error without a name") from error
        return False
    with contextlib.closing(store):
        return _reads_right(store, "700100200", CANARY) and _reads_right(store, "2", "the other")


def _reads_right(store: Store, account: str, mark: str) -> bool:
    try:
        case = store.cases.case_of(store.conversation_id("telegram", account))
        if case is not None:
            assert store.cases.answers(case) == {"incident": "threat", "note": mark}
            assert store.ledger.entries(case)[0].facts == {"text": mark}
            store.export(case)
        store.sweep()
    except StorageError:
        return False
    return True


def test_a_sealed_thing_moved_to_another_case_is_refused(tmp_path: Path, key: OperatorKey) -> None:
    store = open_store(tmp_path / "a.db", key, StillClock(), code_limits=QUICK)
    one, other = fill(store), fill(store, account="2", mark="the other", alias="Wren 7")
    store._ground.database.run(
        "UPDATE cases SET answers = (SELECT answers FROM cases WHERE id = ?) WHERE id = ?",
        *(one.case, other.case),
    )
    with pytest.raises(Damaged):
        store.cases.answers(other.case)
    assert store.cases.answers(one.case)["incident"] == "threat"
    store.close()


def test_a_flipped_bit_in_the_databases_own_key_is_survived(
    full_file: bytes, tmp_path: Path, key: OperatorKey
) -> None:
    path = tmp_path / "flipped.db"
    path.write_bytes(full_file)
    store = open_store(path, key, code_limits=QUICK)
    conversation = store.conversation_id("telegram", "2")
    store._ground.database.run("UPDATE vault SET root = x'01' WHERE id = 1")
    store.close()
    store = open_store(path, key, code_limits=QUICK)
    assert store.conversation_id("telegram", "2") == conversation
    store._ground.database.run("UPDATE vault SET root = x'01'")
    store.close()
    with pytest.raises(Damaged, match="own key is damaged"):
        open_store(path, key)
