"""The operator's key: made once, never shown, changed in one commit."""

import base64
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    BadKey,
    OperatorKey,
    Store,
    WrongKey,
    finish_rotation,
    load_key,
    new_key,
    open_store,
    rotate_key_file,
)
from tests.storage.conftest import QUICK
from tests.storage.full import CANARY, all_bytes, fill


def test_a_key_file_is_made_at_the_first_start_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "key"
    made = load_key(None, file)
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert load_key("", file).in_base64() == made.in_base64()


def test_the_setting_wins_over_the_file_and_makes_none(tmp_path: Path) -> None:
    value = base64.b64encode(bytes(32)).decode()
    assert load_key(f" {value}\n", tmp_path / "key").in_base64() == value
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("value", ["secret-words", "AAAA", "é", base64.b64encode(bytes(33)).decode()])
def test_a_malformed_key_is_refused_without_being_quoted(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadKey, match="32 bytes in base64") as caught:
        load_key(value, tmp_path / "key")
    assert value not in str(caught.value)
    (tmp_path / "key").write_text(value)
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(BadKey, match="32 bytes in base64") as caught:
        load_key(None, tmp_path / "key")
    assert value not in str(caught.value)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_key(None, tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(BadKey, match="chmod 600"):
        load_key(None, tmp_path / "key")


def test_a_key_is_never_shown_or_pickled(key: OperatorKey) -> None:
    assert "hidden" in repr(key)
    assert key.in_base64() not in f"{key} {key!r}"
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_after_a_rotation_only_the_new_key_opens_and_everything_is_as_before(
    store: Store, path: Path, key: OperatorKey
) -> None:
    full = fill(store)
    export = store.export(full.case)
    wrapped = [row["wrapped"] for row in store._ground.database.rows("SELECT wrapped FROM keys")]
    fresh = new_key()
    assert store.rotate_key(fresh) == 4
    assert store.export(full.case) == export
    store.cases.save_answers(full.case, export["answers"])
    store.close()
    assert [blob for blob in wrapped if blob in all_bytes(path)] == []
    with pytest.raises(WrongKey):
        open_store(path, key)
    again = open_store(path, fresh, code_limits=QUICK)
    assert again.conversation_id("telegram", "700100200") == full.conversation
    assert again.codes.open_with_code("elsewhere", full.code) == full.case
    assert again.cases.answers(full.case)["note"] == CANARY
    again.close()


def test_a_damaged_case_does_not_stop_a_rotation(store: Store) -> None:
    full = fill(store)
    other = fill(store, account="2", mark="the other", alias="Wren 7")
    store._ground.database.run("UPDATE keys SET wrapped = x'00' WHERE owner = ?", f"case:{full.case}")
    store.rotate_key(new_key())
    assert store.cases.answers(other.case)["note"] == "the other"


def test_a_rotation_that_fails_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    full = fill(store)

    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("storage.vault._keep_root", fails)
    with pytest.raises(RuntimeError):
        store.rotate_key(new_key())
    assert store.cases.answers(full.case)["note"] == CANARY


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "key"


def test_a_rotated_key_file_opens_the_database(path: Path, key_file: Path) -> None:
    store = open_store(path, load_key(None, key_file), code_limits=QUICK)
    full = fill(store)
    assert rotate_key_file(store, key_file) == 4
    store.close()
    store = open_store(path, load_key(None, key_file))
    assert store.cases.answers(full.case)["note"] == CANARY
    store.close()


@pytest.mark.parametrize("committed", [False, True])
def test_a_rotation_interrupted_around_its_commit_is_settled_at_the_next_start(
    path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    store = open_store(path, load_key(None, key_file), code_limits=QUICK)
    full = fill(store)
    rotate: Callable[[OperatorKey], int] = store.rotate_key

    def interrupted(new: OperatorKey) -> int:
        if committed:
            rotate(new)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "rotate_key", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rotate_key_file(store, key_file)
    store.close()

    assert finish_rotation(path, key_file) is committed
    assert not finish_rotation(path, key_file)
    store = open_store(path, load_key(None, key_file))
    assert store.cases.answers(full.case)["note"] == CANARY
    store.close()
