"""Watch lists: only with consent, with an end, and gone at once when withdrawn."""

from storage import Store
from tests.storage.conftest import StillClock
from tests.storage.full import SERVER, fill


def _ids(store: Store, *states: str) -> list[str]:
    return [watch.id for watch in store.watches.watches(SERVER, *states)]  # type: ignore[arg-type]


def test_an_entry_waits_until_a_moderator_confirms(store: Store) -> None:
    name = store.watches.add_watch(SERVER, {"pdq": "f0"}, "person")
    assert _ids(store) == []
    assert _ids(store, "waiting") == [name]
    assert store.watches.set_state(name, "active")
    assert _ids(store) == [name]


def test_a_server_sees_only_its_own_list(store: Store) -> None:
    full = fill(store)
    store.watches.add_watch("another", {"pdq": "f0"}, "person", state="active")
    assert _ids(store) == [full.watch]


def test_a_withdrawn_entry_is_gone_at_once_and_the_matcher_can_tell(store: Store) -> None:
    full = fill(store)
    before = store.watches.version()
    assert store.watches.withdraw(full.watch)
    assert store.watches.version() != before
    assert _ids(store) == []
    assert not store.watches.withdraw(full.watch)
    assert not store.watches.set_state(full.watch, "active")
    assert store.watches.renew(full.watch) is None


def test_a_person_can_withdraw_all_that_they_agreed_to(store: Store) -> None:
    full = fill(store)
    other = fill(store, account="2", alias="Wren 7")
    assert [watch.id for watch in store.watches.watches_of(full.conversation)] == [full.watch]
    assert store.watches.withdraw_all(full.conversation) == 1
    assert _ids(store) == [other.watch]


def test_an_entry_ends_after_ninety_days_unless_it_is_renewed(store: Store, clock: StillClock) -> None:
    full = fill(store)
    other = fill(store, account="2", alias="Wren 7")
    clock.pass_by(days=85)
    assert {watch.id for watch in store.watches.expiring(SERVER)} == {full.watch, other.watch}
    ends = store.watches.renew(full.watch)
    assert ends is not None
    assert (ends - clock.time).days == 90
    clock.pass_by(days=5)
    assert _ids(store) == [full.watch]  # even before the sweep
    assert store.sweep().gone["watches"] == 1
    assert store.watches.watch(other.watch) is None


def test_a_suspended_entry_matches_nothing_until_it_is_resumed(store: Store) -> None:
    full = fill(store)
    store.watches.set_state(full.watch, "suspended")
    assert _ids(store) == []
    store.watches.set_state(full.watch, "active")
    assert _ids(store) == [full.watch]


def test_an_entry_that_matches_many_people_can_be_told(store: Store) -> None:
    full = fill(store)
    assert [store.watches.note_match(full.watch, who) for who in ("a", "b", "a", "c")] == [1, 2, 2, 3]
    assert store.watches.note_match("gone", "a") == 0


def test_an_entry_says_where_it_came_from_and_shows_no_fingerprint(store: Store, clock: StillClock) -> None:
    watch = store.watches.watch(fill(store).watch)
    assert watch is not None
    assert (watch.server, watch.origin, watch.added_at) == (SERVER, "person", clock.time)
    assert "canary" not in repr(watch)


def test_an_entry_added_for_a_case_is_found_by_its_person_after_the_case_has_gone(
    store: Store, clock: StillClock
) -> None:
    case = store.cases.open_case("someone")
    name = store.watches.add_watch(SERVER, {"pdq": "f0"}, "person", case=case, state="active")
    clock.pass_by(days=31)
    store.sweep()
    assert [watch.id for watch in store.watches.watches_of("someone")] == [name]
    assert store.forget("someone").destroyed["watches"] == 1
    assert store.watches.watch(name) is None
