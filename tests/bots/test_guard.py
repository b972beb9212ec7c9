"""The hash guard, without any channel: proposed, confirmed, found in two tiers, and withdrawn at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from bots.guard import MOST_UPLOADERS, Guard
from bots.guard_brake import APART_BITS, MOST_UNRELATED, Unrelated
from bots.pictures import Fingerprint, fingerprint_now
from storage import CaseId, OperatorKey, Store, open_store
from tests.pictures.samples import picture, saved

SERVER, OTHER = "1001", "1002"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    made = open_store(tmp_path / "fingerpost.db", OperatorKey(bytes(range(32))), now=clock)
    yield made
    made.close()


@pytest.fixture
def guard(store: Store, clock: Clock) -> Guard:
    return Guard(store, now=clock)


def made(image: Image.Image | None = None) -> Fingerprint:
    found = fingerprint_now(saved(image or picture()))
    assert isinstance(found, Fingerprint)
    return found


def case_with(store: Store, conversation: str = "ada", *prints: Fingerprint) -> CaseId:
    case = store.cases.open_case(conversation)
    for one in prints or (made(),):
        store.fingerprints.add_fingerprint(case, one.as_dict())
    return case


async def watched(guard: Guard, store: Store, tell: str = "") -> None:
    guard.propose(SERVER, "ada", case_with(store), "batch", tell)
    assert (await guard.confirm(SERVER, "batch")).added == 1


async def test_nothing_is_looked_out_for_before_a_moderator_says_yes(guard: Guard, store: Store) -> None:
    proposed = guard.propose(SERVER, "ada", case_with(store), "batch")
    assert (proposed.waiting, proposed.plain) == (1, 0)
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "none"
    await guard.confirm(SERVER, "batch")
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "strong"


async def test_a_no_destroys_the_fingerprints_that_were_proposed(guard: Guard, store: Store) -> None:
    guard.propose(SERVER, "ada", case_with(store), "batch")
    assert guard.decline(SERVER, "batch") == 1
    assert store.watches.states(SERVER) == {}


async def test_copies_are_found_smaller_saved_again_and_mirrored(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    small = picture().resize((500, 375))
    for copy in (small, ImageOps.mirror(picture()), picture().rotate(90, expand=True)):
        assert (await guard.look(SERVER, saved(copy, quality=60), "eve")).tier == "strong"


async def test_other_pictures_and_what_is_no_picture_match_nothing(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    assert (await guard.look(SERVER, saved(picture(seed=7)), "eve")).tier == "none"
    assert (await guard.look(SERVER, b"not a picture", "eve")).tier == "none"


async def test_a_server_never_looks_with_anothers_list(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    assert (await guard.look(OTHER, saved(picture()), "eve")).tier == "none"


async def test_forgetting_withdraws_at_the_next_look(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "strong"
    store.forget("ada")
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "none"


async def test_one_entry_is_taken_off_in_one_go_and_only_in_its_own_server(
    guard: Guard, store: Store
) -> None:
    await watched(guard, store)
    (entry,) = store.watches.states(SERVER)
    assert not guard.withdraw(OTHER, entry)
    assert guard.withdraw(SERVER, entry)
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "none"


async def test_an_answer_names_neither_the_entry_nor_a_distance_and_is_new_each_time(
    guard: Guard, store: Store
) -> None:
    await watched(guard, store)
    (entry,) = store.watches.states(SERVER)
    one, two = [await guard.look(SERVER, saved(picture()), "eve") for _ in range(2)]
    assert one.alert != two.alert
    assert entry not in (one.alert, two.alert)
    assert {"tier", "alert", "tell", "suspended", "refused"} == set(one.__slots__)


async def test_the_flood_brake_pauses_an_entry_that_matches_many_people(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    looks = [await guard.look(SERVER, saved(picture()), f"somebody {n}") for n in range(MOST_UPLOADERS + 2)]
    assert [look.tier for look in looks] == ["strong"] * MOST_UPLOADERS + ["none", "none"]
    (entry,) = looks[MOST_UPLOADERS].suspended
    assert store.watches.states(SERVER) == {entry: "suspended"}
    assert guard.resume(SERVER, entry)


async def test_the_brake_holds_across_a_restart(guard: Guard, store: Store, clock: Clock) -> None:
    await watched(guard, store)
    for number in range(MOST_UPLOADERS):
        await guard.look(SERVER, saved(picture()), f"somebody {number}")
    again = Guard(store, now=clock)
    assert (await again.look(SERVER, saved(picture()), "one more")).suspended
    assert (await Guard(store, now=clock).look(SERVER, saved(picture()), "eve")).tier == "none"


async def test_a_paused_entry_counts_again_with_a_clean_slate(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    for number in range(MOST_UPLOADERS + 1):
        look = await guard.look(SERVER, saved(picture()), f"somebody {number}")
    assert guard.resume(SERVER, look.suspended[0])
    looks = [await guard.look(SERVER, saved(picture()), f"another {n}") for n in range(MOST_UPLOADERS)]
    assert [look.tier for look in looks] == ["strong"] * MOST_UPLOADERS


def unlike(entry: Fingerprint, seed: int) -> Fingerprint:
    """Return a query that has nothing in common with others, but the dHash of an entry."""
    rng = random.Random(seed)
    pdq = f"{sum(1 << bit for bit in rng.sample(range(256), 128)):064x}"
    return Fingerprint(pdq=pdq, quality=100, dhash256=entry.dhash256)


async def test_the_brake_pauses_an_entry_that_matches_unrelated_pictures_even_of_one_person(
    guard: Guard, store: Store
) -> None:
    await watched(guard, store)
    looks = [await guard.compare(SERVER, unlike(made(), seed), "eve") for seed in range(MOST_UNRELATED + 1)]
    assert [look.tier for look in looks] == ["review"] * MOST_UNRELATED + ["none"]
    assert len(looks[-1].suspended) == 1


async def test_copies_of_one_picture_do_not_wake_the_brake(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    crops = [(0, 0, 1200, 850), (60, 0, 1200, 900), (0, 60, 1200, 900), (60, 45, 1140, 855)]
    copies = [picture(), ImageOps.mirror(picture()), picture().rotate(90, expand=True)]
    copies += [picture().crop(box) for box in crops]
    looks = [await guard.look(SERVER, saved(copy, quality=quality), "eve")
             for copy in copies for quality in (50, 80)]  # fmt: skip
    assert not [look for look in looks if look.suspended]
    assert {"review", "strong"} <= {look.tier for look in looks}


def test_what_an_entry_matched_is_remembered_for_a_day_only(clock: Clock) -> None:
    seen = Unrelated()
    for number in range(MOST_UNRELATED):
        seen.count(unlike(made(), number), clock.now)
    assert seen.count(unlike(made(), 0), clock.now) == MOST_UNRELATED
    assert seen.count(unlike(made(), 99), clock.now + timedelta(days=1)) == 1
    assert APART_BITS < 128


async def test_what_is_confirmed_is_still_watched_for_after_a_restart(
    guard: Guard, store: Store, clock: Clock
) -> None:
    await watched(guard, store)
    assert (await Guard(store, now=clock).look(SERVER, saved(picture()), "eve")).tier == "strong"


async def test_entries_end_by_the_servers_own_time_and_can_be_renewed(store: Store, clock: Clock) -> None:
    guard = Guard(store, days=lambda _: 30, now=clock)
    await watched(guard, store)
    clock.now += timedelta(days=25)
    assert len(guard.ending(SERVER)) == 1
    assert guard.renew(SERVER) == 1
    clock.now += timedelta(days=29)
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "strong"
    clock.now += timedelta(days=2)
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "none"
    assert guard.expire(SERVER) == 1
    assert store.watches.states(SERVER) == {}


async def test_who_asked_to_be_told_is_named_with_the_match_only_to_the_service(
    guard: Guard, store: Store
) -> None:
    await watched(guard, store, tell="77")
    assert (await guard.look(SERVER, saved(picture()), "eve")).tell == ("77",)


async def test_a_plain_picture_is_not_proposed_and_the_same_one_not_twice(guard: Guard, store: Store) -> None:
    plain = Fingerprint.from_dict({**made().as_dict(), "quality": 20})
    case = case_with(store, "ada", plain, made())
    assert guard.propose(SERVER, "ada", case, "batch").plain == 1
    assert guard.propose(SERVER, "ada", case, "again").waiting == 0


async def test_a_flood_from_one_person_is_stopped(guard: Guard, store: Store) -> None:
    many = [made(picture(600, 600, seed)) for seed in range(25)]
    guard.propose(SERVER, "ada", case_with(store, "ada", *many), "batch")
    confirmed = await guard.confirm(SERVER, "batch")
    assert confirmed.added == 20
    assert set(confirmed.refused) == {"too_many"}


async def test_an_entry_that_never_matches_is_still_the_persons_to_take_back(
    guard: Guard, store: Store
) -> None:
    await watched(guard, store)
    (entry,) = store.watches.states(SERVER)
    assert guard.never(SERVER, entry)
    assert not guard.never(OTHER, entry)
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "none"
    assert not await guard.is_watching(SERVER)
    store.forget("ada")
    assert store.watches.states(SERVER) == {}


async def test_a_picture_that_everybody_has_can_not_be_put_on_the_list(guard: Guard, store: Store) -> None:
    assert await guard.add_never(SERVER, made(), "mo") == "added"
    guard.propose(SERVER, "ada", case_with(store), "batch")
    assert (await guard.confirm(SERVER, "batch")).refused == ("well_known",)
    plain = Fingerprint.from_dict({**made().as_dict(), "quality": 20})
    assert await guard.add_never(SERVER, plain, "mo") == "too_plain"


async def test_the_guard_can_not_be_blinded_to_a_picture_it_looks_out_for(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    assert await guard.add_never(SERVER, made(), "mo") == "watched"
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "strong"


async def test_a_mistake_is_understood_after_a_restart(guard: Guard, store: Store, clock: Clock) -> None:
    await watched(guard, store)
    look = await guard.look(SERVER, saved(picture()), "eve")
    again = Guard(store, now=clock)
    assert again.pause_for_mistake(OTHER, look.alert) is None
    assert again.pause_for_mistake(SERVER, look.alert)
    assert (await again.look(SERVER, saved(picture()), "eve")).tier == "none"


async def test_a_mistake_pauses_the_entry_behind_the_alert(guard: Guard, store: Store) -> None:
    await watched(guard, store)
    look = await guard.look(SERVER, saved(picture()), "eve")
    assert guard.pause_for_mistake(SERVER, look.alert)
    assert guard.pause_for_mistake(SERVER, "made up") is None
    assert (await guard.look(SERVER, saved(picture()), "eve")).tier == "none"
