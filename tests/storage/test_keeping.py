"""What is saved comes back, to the right conversation, in another process or after a restart."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from storage import Damaged, Store, UnknownCase, verify_chain
from tests.storage.full import SERVER, THREAD, fill


def test_a_state_comes_back_after_the_file_was_closed(reopen: Callable[[], Store]) -> None:
    store = reopen()
    conversation = store.conversation_id("telegram", "7")
    store.states.save_state(conversation, "first")
    store.states.save_state(conversation, "second \ud800 é")
    assert reopen().states.load_state(conversation) == "second \ud800 é"


def test_a_conversation_that_never_wrote_has_no_state_and_no_case(store: Store) -> None:
    conversation = store.conversation_id("telegram", "7")
    assert store.states.load_state(conversation) is None
    assert store.cases.case_of(conversation) is None
    assert store.held(conversation).nothing
    assert store.forget(conversation).nothing


def test_a_conversation_id_is_the_same_after_a_restart_and_differs_by_channel(
    reopen: Callable[[], Store],
) -> None:
    first = reopen().conversation_id("telegram", "7")
    store = reopen()
    assert store.conversation_id("telegram", "7") == first
    assert store.conversation_id("discord", "7") != first
    assert store.conversation_id("telegram7", "") != first
    assert len(first) >= 32


def test_opening_a_case_twice_gives_the_same_case(store: Store) -> None:
    conversation = store.conversation_id("telegram", "7")
    assert store.cases.open_case(conversation) == store.cases.open_case(conversation)


def test_the_whole_case_can_be_exported(store: Store) -> None:
    full = fill(store)
    export = store.export(full.case)
    assert export["answers"]["incident"] == "threat"
    assert [entry["kind"] for entry in export["ledger"]] == ["said", "reported"]
    assert verify_chain(export["ledger"]) is None
    assert export["has_code"]
    assert len(export["fingerprints"]) == len(export["reminders"]) == 1
    assert export["watches"][0]["id"] == full.watch
    assert export["threads"][0]["alias"] == "Heron 41"


def test_what_is_held_counts_every_kind(store: Store) -> None:
    held = store.held(fill(store).conversation)
    assert held.numbers == {
        "states": 1, "sent": 0, "cases": 1, "watches": 1, "entries": 2, "fingerprints": 1,
        "codes": 1, "reminders": 1, "threads": 1, "links": 1,
        "shares": 1, "takebacks": 0,
    }  # fmt: skip
    assert held.dates is not None
    assert (held.dates.goes_at - held.dates.last_at).days == 30


def test_all_of_a_transaction_is_undone_when_it_fails(store: Store) -> None:
    full = fill(store)

    def half_a_turn() -> None:
        with store.transaction():
            store.cases.save_answers(full.case, {"incident": "hate"})
            store.ledger.add_entry(full.case, "said", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_a_turn()
    assert store.cases.answers(full.case)["incident"] == "threat"
    assert store.ledger.count(full.case) == 2


def test_an_inner_step_can_fail_without_the_whole(store: Store) -> None:
    full = fill(store)
    with store.transaction():
        store.cases.save_answers(full.case, {"incident": "hate"})
        with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012 - the block is what fails
            store.ledger.add_entry(full.case, "said", {})
            raise RuntimeError
    assert store.cases.answers(full.case) == {"incident": "hate"}
    assert store.ledger.count(full.case) == 2


def test_a_forgotten_case_is_unknown(store: Store) -> None:
    full = fill(store)
    store.forget(full.conversation)
    for verb in (store.cases.answers, store.ledger.entries, store.fingerprints.fingerprints, store.export):
        with pytest.raises(UnknownCase, match="not kept"):
            verb(full.case)


def test_many_threads_may_use_one_store(store: Store) -> None:
    case = store.cases.open_case(store.conversation_id("telegram", "7"))
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(20):
                store.ledger.add_entry(case, "said", {"number": number})
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failed
    assert len(store.ledger.entries(case)) == 80


def test_a_thread_is_found_by_its_id_and_an_alias_is_given_once(store: Store) -> None:
    full = fill(store)
    thread = THREAD + "700100200"
    found = store.threads.thread(thread)
    assert found is not None
    assert (found.case, found.alias, found.server) == (full.case, "Heron 41", SERVER)
    assert store.threads.open_thread(full.case, full.conversation, SERVER, "another", "Heron 41") is None
    assert store.threads.save_facts(thread, {"blocked": True})
    assert store.threads.threads_of(full.case)[0].facts == {"blocked": True}
    assert store.threads.close_thread(thread)
    assert store.threads.thread(thread) is None


def test_an_update_is_seen_once_and_only_if_its_turn_was_kept(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012 - the block is what fails
        assert not store.updates.seen("telegram", 12)
        raise RuntimeError
    assert not store.updates.seen("telegram", 12)
    assert store.updates.seen("telegram", "12")
    assert not store.updates.seen("discord", 12)


def test_a_server_keeps_its_settings_and_its_log_until_it_is_forgotten(store: Store) -> None:
    fill(store)
    store.servers.save_settings(SERVER, {"language": "cy"})
    store.servers.save_settings("other", {"language": "en"})
    store.moderator_log.append(SERVER, "mod 9", "removed", {"message": "5"})
    store.moderator_log.append("other", "mod 8", "held")
    assert store.servers.settings(SERVER) == {"language": "cy"}
    assert sorted(store.servers.servers()) == sorted([SERVER, "other"])
    assert [(done.by, done.did, done.facts) for done in store.moderator_log.rows(SERVER)] == [
        ("mod 9", "removed", {"message": "5"})
    ]
    destroyed = store.forget_server(SERVER).destroyed
    assert destroyed == {"watches": 1, "moderator_log": 1, "threads": 1, "servers": 1}
    assert store.servers.settings(SERVER) is None
    assert store.moderator_log.rows(SERVER) == []
    assert len(store.moderator_log.rows("other")) == 1


def test_a_ledger_entry_keeps_the_moment_it_is_given(store: Store) -> None:
    case = store.cases.open_case(store.conversation_id("telegram", "7"))
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    store.ledger.add_entry(case, "happened", {"where": "a group"}, at=moment)
    assert store.ledger.entries(case)[0].at == moment


def test_an_entry_cut_off_at_the_end_shows(store: Store) -> None:
    full = fill(store)
    store._ground.database.run("DELETE FROM entries WHERE number = 2")
    with pytest.raises(Damaged):
        store.ledger.entries(full.case)
