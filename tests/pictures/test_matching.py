"""Matching: exact at any radius, gone at once when withdrawn, and never more said than a tier."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.pictures.fingerprint import Fingerprint
from bots.pictures.index import Index, as_values
from bots.pictures.index_faiss import FaissIndex, faiss
from bots.pictures.index_numpy import NumpyIndex
from bots.pictures.matcher import Matcher
from bots.pictures.still import fingerprint_pixels
from bots.pictures.turns import as_words, leaders
from tests.pictures.samples import distance, picture

INDEXES = [NumpyIndex, pytest.param(FaissIndex, marks=pytest.mark.skipif(faiss is None, reason="extra"))]
IndexClass = Callable[[int], Index]


def a_pdq(seed: int) -> str:
    places = random.Random(seed).sample(range(256), 128)
    return f"{sum(1 << place for place in places):064x}"


def near(value: str, bits: int) -> str:
    """Change this many bits, an even number, so that as many stay set."""
    number = int(value, 16)
    ones = [place for place in range(256) if number >> place & 1]
    zeros = [place for place in range(256) if not number >> place & 1]
    for place in ones[: bits // 2] + zeros[: bits // 2]:
        number ^= 1 << place
    return f"{number:064x}"


def made(value: str, quality: int = 100, **others: object) -> Fingerprint:
    return Fingerprint(pdq=value, quality=quality, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize("index", INDEXES)
@given(
    held=st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40),
    queries=st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=4),
    radius=st.integers(0, 200),
)
@settings(max_examples=60, deadline=None)
def test_an_index_finds_exactly_what_is_within_the_radius(
    index: IndexClass, held: list[bytes], queries: list[bytes], radius: int
) -> None:
    made_index = index(256)
    made_index.write(np.arange(len(held)), as_values([one.hex() for one in held]))
    rows, distances = made_index.near(as_values([one.hex() for one in queries]), radius)
    expected = [
        (row, distance(one.hex(), query.hex()))
        for query in queries
        for row, one in enumerate(held)
        if distance(one.hex(), query.hex()) <= radius
    ]
    assert sorted(zip(rows.tolist(), distances.tolist(), strict=True)) == sorted(expected)


@pytest.mark.parametrize("index", INDEXES)
@given(seed=st.integers(0, 10_000), radius=st.integers(0, 120), slack=st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_turns_of_one_picture_asked_together_find_exactly_what_each_finds_alone(
    index: IndexClass, seed: int, radius: int, slack: int
) -> None:
    chance = np.random.default_rng(seed)
    quarter = np.arange(256) // 16 % 2 * 2 + np.arange(256) % 2
    first = chance.integers(0, 2, 256)
    asked = np.array([first ^ (chance.integers(0, 2, 4)[quarter]) for _ in range(16)])
    for one in asked:  # the few bits near the middle, sometimes more than are taken together
        one[chance.choice(256, slack, replace=False)] ^= 1
    held = np.concatenate([asked, asked, chance.integers(0, 2, (50, 256))])
    held[:16] ^= chance.random((16, 256)) < 0.2
    queries, values = (np.packbits(bits.astype(np.uint8), axis=1) for bits in (asked, held))
    made_index = index(256)
    made_index.write(np.arange(len(values)), values)
    apart = (asked[:, None, :] != held[None, :, :]).sum(axis=2)
    expected = sorted((row, apart[query, row]) for query, row in np.argwhere(apart <= radius))
    rows, distances = made_index.near(queries, radius)
    assert sorted(zip(rows.tolist(), distances.tolist(), strict=True)) == expected


def test_the_turns_of_a_real_picture_are_counted_in_two_readings() -> None:
    prepared = np.asarray(picture(512, 512, 3))
    found = fingerprint_pixels(prepared)
    assert isinstance(found, Fingerprint)
    assert len(leaders(np.ascontiguousarray(as_words(as_values(found.turned[:8])).T))) == 2


@pytest.mark.parametrize("index", INDEXES)
def test_a_value_and_its_opposite_are_not_taken_for_each_other(index: IndexClass) -> None:
    made_index = index(256)
    made_index.write(np.array([0]), as_values(["0" * 64]))
    assert made_index.near(as_values(["f" * 64]), 60)[0].size == 0


@pytest.mark.parametrize("index", INDEXES)
@pytest.mark.parametrize(
    ("bits", "tier"), [(0, "strong"), (30, "strong"), (32, "review"), (60, "review"), (62, None)]
)
def test_the_tier_follows_the_distance(index: IndexClass, bits: int, tier: str | None) -> None:
    matcher = Matcher(index)
    matcher.add("one", made(a_pdq(1)))
    found = matcher.match(made(near(a_pdq(1), bits)))
    assert (found.tier if found else None) == tier


def test_a_crop_that_was_kept_is_for_review_only() -> None:
    matcher = Matcher()
    matcher.add("one", made(a_pdq(1), crops=(a_pdq(1), a_pdq(2))))
    found = matcher.match(made(a_pdq(2)))
    assert found is not None
    assert found.tier == "review"


def test_a_mirrored_copy_is_found_by_the_values_of_the_query() -> None:
    matcher = Matcher()
    matcher.add("one", made(a_pdq(1)))
    found = matcher.match(made(a_pdq(2), turned=(a_pdq(3), a_pdq(1))))
    assert found is not None
    assert found.tier == "strong"


@pytest.mark.parametrize(
    ("hashed", "tier"),
    [
        ({"dhash256": "f" * 10 + "0" * 54}, "review"),
        ({"dhash256": "f" * 11 + "0" * 53}, None),
        ({"phash64": "ff" + "0" * 14}, "review"),
        ({"phash64": "1ff" + "0" * 13}, None),
    ],
)
def test_the_two_other_fingerprints_lead_to_review_and_never_further(
    hashed: dict[str, str], tier: str | None
) -> None:
    matcher = Matcher()
    matcher.add("one", made(a_pdq(1), dhash256="0" * 64, phash64="0" * 16))
    found = matcher.match(made(a_pdq(2), **hashed))
    assert (found.tier if found else None) == tier


@pytest.mark.parametrize(("bits", "tier"), [(10, "review"), (12, None)])
def test_a_plain_picture_matches_only_what_is_nearly_the_same(bits: int, tier: str | None) -> None:
    matcher = Matcher()
    matcher.add("one", made(a_pdq(1)))
    found = matcher.match(made(near(a_pdq(1), bits), quality=49))
    assert (found.tier if found else None) == tier


def test_any_frame_of_an_animation_is_enough() -> None:
    matcher = Matcher()
    matcher.add("one", made(a_pdq(1), frames=(a_pdq(1), a_pdq(5), a_pdq(6)), kind="animation"))
    assert matcher.match(made(near(a_pdq(6), 20)))
    assert matcher.match(made(a_pdq(9), frames=(a_pdq(9), near(a_pdq(5), 20))))


@pytest.mark.parametrize("index", INDEXES)
def test_a_withdrawn_fingerprint_no_longer_matches_at_the_next_query(index: IndexClass) -> None:
    matcher = Matcher(index)
    for number in range(50):
        matcher.add(str(number), made(a_pdq(number), dhash256="0" * 64, phash64="1" * 16))
    matcher.withdraw("7")
    assert matcher.match(made(a_pdq(7))) is None
    matcher.add("again", made(a_pdq(7)))
    assert matcher.match(made(a_pdq(7)))


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), max_size=40))
@settings(max_examples=60, deadline=None)
def test_after_any_adding_and_withdrawing_exactly_the_present_entries_match(
    steps: list[tuple[int, bool]],
) -> None:
    matcher, present = Matcher(), set()
    for number, adding in steps:
        if adding:
            matcher.add(str(number), made(a_pdq(number)))
            present.add(number)
        else:
            matcher.withdraw(str(number))
            present.discard(number)
    assert {number for number in range(9) if matcher.match(made(a_pdq(number)))} == present


@given(st.integers(0, 10**6), st.integers(0, 10**6))
@settings(deadline=None)
def test_matching_is_the_same_in_both_directions(one: int, other: int) -> None:
    first, second = Matcher(), Matcher()
    first.add("x", made(a_pdq(one)))
    second.add("x", made(a_pdq(other)))
    assert first.match(made(a_pdq(other))) == second.match(made(a_pdq(one)))
