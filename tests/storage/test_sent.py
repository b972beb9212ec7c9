"""What a channel remembers of its own messages: sealed, forgotten with the rest, and gone after two days."""

from pathlib import Path

from storage import Store
from tests.storage.conftest import StillClock

NOTE = {"ids": [[123456789123, 1]], "waiting": {"words": "words that wait"}}


def test_a_note_comes_back_as_it_was(store: Store) -> None:
    store.sent.save_sent("one", NOTE)
    assert store.sent.load_sent("one") == NOTE
    assert store.sent.load_sent("two") == {}


def test_a_note_is_sealed_in_the_file(store: Store, path: Path) -> None:
    store.sent.save_sent("one", NOTE)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"words that wait" not in kept
    assert b"123456789123" not in kept


def test_forgetting_a_conversation_destroys_its_note(store: Store) -> None:
    store.sent.save_sent("one", NOTE)
    store.sent.save_sent("two", NOTE)
    store.forget("one")
    assert store.sent.load_sent("one") == {}
    assert store.sent.load_sent("two") == NOTE


def test_a_note_goes_after_two_days(store: Store, clock: StillClock) -> None:
    store.sent.save_sent("one", NOTE)
    clock.pass_by(hours=47)
    store.sweep()
    assert store.sent.load_sent("one") == NOTE
    clock.pass_by(hours=2)
    assert store.sweep().gone["sent"] == 1
    assert store.sent.load_sent("one") == {}
