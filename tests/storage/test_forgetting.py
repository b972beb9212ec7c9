"""Forget means gone: no text, no sealed bytes, no key is left in any byte of the files."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import CodeRefused, OperatorKey, Retention, Store, open_store
from tests.storage.conftest import QUICK, StillClock
from tests.storage.full import ACCOUNT, CANARY, SERVER, THREAD, all_bytes, fill


def _blobs(store: Store) -> dict[str, bytes]:
    tables = (
        *("keys.wrapped", "keys.id", "states.sealed", "cases.answers", "cases.head", "entries.sealed"),
        *("fingerprints.sealed", "codes.tag", "reminders.sealed", "watches.sealed", "threads.sealed"),
    )
    found = {}
    for name in tables:
        table, column = name.split(".")
        for number, row in enumerate(store._ground.database.rows(f"SELECT {column} AS blob FROM {table}")):
            found[f"{name} {number}"] = row["blob"]
    return found


def test_nothing_typed_and_no_account_is_ever_in_the_files(store: Store, path: Path) -> None:
    full = fill(store)
    held = all_bytes(path)
    for secret in (
        CANARY,
        ACCOUNT,
        SERVER,
        THREAD,
        "Heron",
        full.code,
        full.code.replace(" ", ""),
        "check_in",
    ):
        assert secret.encode() not in held
        assert secret.encode("utf-16-le") not in held


def test_forgetting_leaves_no_text_no_sealed_bytes_no_key_and_no_id(store: Store, path: Path) -> None:
    full = fill(store)
    blobs = _blobs(store)
    before = all_bytes(path)
    assert all(blob in before for blob in blobs.values())

    receipt = store.forget(full.conversation)

    assert receipt.cleaned
    after = all_bytes(path)
    left = [name for name, blob in blobs.items() if blob in after and not name.startswith("keys.id")]
    assert left == []
    for name in (full.conversation, full.case, full.watch, full.reminder, CANARY, ACCOUNT):
        assert name.encode() not in after


def test_the_receipt_lists_what_was_destroyed(store: Store) -> None:
    full = fill(store)
    held = store.held(full.conversation)
    receipt = store.forget(full.conversation)
    assert receipt.destroyed == held.numbers | {"keys": 4}
    assert store.held(full.conversation).nothing
    assert store.forget(full.conversation).nothing


def test_forgetting_one_conversation_leaves_every_row_of_another(store: Store, path: Path) -> None:
    other = fill(store, account="2", mark="the other", alias="Wren 7")
    kept = _blobs(store)
    export = store.export(other.case)
    full = fill(store)

    store.forget(full.conversation)

    assert sorted(_blobs(store).values()) == sorted(kept.values())
    assert store.export(other.case) == export
    assert store.codes.open_with_code(store.conversation_id("discord", "2"), other.code) == other.case


def test_forgetting_from_any_channel_closes_every_way_into_the_case(store: Store) -> None:
    full = fill(store)
    elsewhere = store.conversation_id("discord", "9")
    assert store.codes.open_with_code(elsewhere, full.code) == full.case
    store.states.save_state(elsewhere, "over here")

    store.forget(elsewhere)

    assert store.held(full.conversation).nothing
    assert store.states.load_state(full.conversation) is None
    assert isinstance(store.codes.open_with_code(elsewhere, full.code), CodeRefused)
    assert store.watches.watch(full.watch) is None


def test_forgetting_inside_a_turn_is_undone_with_it_and_done_with_it(store: Store, path: Path) -> None:
    full = fill(store)
    with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012 - the block is what fails
        store.forget(full.conversation)
        raise RuntimeError
    assert store.cases.answers(full.case)["note"] == CANARY
    blobs = _blobs(store)
    with store.transaction():
        store.forget(full.conversation)
    after = all_bytes(path)
    assert [name for name, blob in blobs.items() if blob in after and not name.startswith("keys.id")] == []


def test_a_damaged_case_can_still_be_forgotten(store: Store) -> None:
    full = fill(store)
    store._ground.database.run("UPDATE keys SET wrapped = x'00'")
    store.forget(full.conversation)
    assert store.held(full.conversation).nothing


def test_taking_back_the_fingerprints_takes_the_watch_entries_too(store: Store) -> None:
    full = fill(store)
    assert store.fingerprints.destroy_fingerprints(full.case) == 1
    assert store.fingerprints.fingerprints(full.case) == []
    assert store.watches.watch(full.watch) is None
    assert store.cases.answers(full.case)["incident"] == "threat"


def test_the_sweep_takes_the_state_after_a_day_and_the_case_after_thirty(
    store: Store, clock: StillClock, path: Path
) -> None:
    full = fill(store)
    blobs = _blobs(store)
    clock.pass_by(hours=24, seconds=-1)
    assert not any(store.sweep().gone.values())
    clock.pass_by(seconds=1)
    assert store.sweep().gone["states"] == 1
    assert store.cases.answers(full.case)["incident"] == "threat"
    clock.pass_by(days=29)
    assert store.sweep().gone["cases"] == 1
    assert store.cases.case_of(full.conversation) is None
    after = all_bytes(path)
    watch = {name for name in blobs if name.startswith(("watches", "shares"))}
    left = {name for name, blob in blobs.items() if blob in after and not name.startswith("keys")}
    assert left == watch  # what the person agreed to has a date of its own
    assert store.held(full.conversation).numbers["watches"] == 1
    clock.pass_by(days=60)
    assert store.sweep().gone["watches"] == 1
    clock.pass_by(days=275)
    assert store.sweep().gone["shares"] == 1
    assert store._ground.database.number("SELECT count(*) FROM keys") == 0


def test_a_message_starts_the_time_of_the_case_again(store: Store, clock: StillClock) -> None:
    full = fill(store)
    clock.pass_by(days=29)
    assert store.cases.dates(full.case).warn_at < clock()
    store.states.save_state(full.conversation, "back")
    assert store.cases.dates(full.case).warn_at == clock() + timedelta(days=27)
    clock.pass_by(days=29)
    store.sweep()
    assert store.cases.case_of(full.conversation) == full.case


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ages=st.lists(st.integers(0, 80 * 24), min_size=1, max_size=8),
    days=st.integers(1, 60),
)
def test_whatever_the_ages_the_sweep_takes_exactly_what_is_past_its_date(
    tmp_path_factory: pytest.TempPathFactory, key: OperatorKey, ages: list[int], days: int
) -> None:
    clock, limits = StillClock(), Retention(case=timedelta(days=days))
    store = open_store(tmp_path_factory.mktemp("sweep") / "a.db", key, clock, limits, QUICK)
    now, cases = clock.time, {}
    for number, hours in enumerate(ages):
        clock.time = now - timedelta(hours=hours)
        cases[store.cases.open_case(store.conversation_id("telegram", str(number)))] = hours
    clock.time = now
    store.sweep()
    left = {row["id"] for row in store._ground.database.rows("SELECT id FROM cases")}
    keys = {row["owner"] for row in store._ground.database.rows("SELECT owner FROM keys")}
    store.close()
    assert left == {case for case, hours in cases.items() if hours < days * 24}
    assert keys == {f"case:{case}" for case in left}


def test_every_table_that_holds_anything_has_its_date_in_the_one_list(store: Store) -> None:
    from storage import KEPT
    from storage.forgetting import OF_A_CASE

    dated = {kind.table for kind in KEPT} | set(OF_A_CASE) | {"matches"}
    until_told = {"servers", "vault", "keys", "watch_version", "_sqlite_migrations", "sqlite_sequence"}
    rows = store._ground.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert {row["name"] for row in rows} - until_told == dated


def test_a_log_that_could_not_be_emptied_is_said_and_emptied_later(
    store: Store, path: Path, key: OperatorKey, reopen: Callable[[], Store]
) -> None:
    full = fill(store)
    reader = open_store(path, key)
    store._ground.database.run("PRAGMA busy_timeout=1")
    with reader.transaction():
        pass
    cursor = reader._ground.database.tables.execute("SELECT * FROM states, entries")
    cursor.fetchone()  # another process in the middle of reading
    receipt = store.forget(full.conversation)
    assert not receipt.cleaned
    cursor.close()
    reader.close()
    assert store.sweep().cleaned
    assert full.conversation.encode() not in all_bytes(path)
