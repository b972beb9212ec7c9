"""Carry-on codes: open the right case on another channel, and resist guessing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import CodeLimits, CodeRefused, OperatorKey, Store, UnknownCase, Why, codes, open_store
from tests.storage.conftest import StillClock
from tests.storage.full import all_bytes, fill


@pytest.fixture
def elsewhere(store: Store) -> str:
    return store.conversation_id("discord", "9")


def _wrong(code: str) -> str:
    digits = code.replace(" ", "")
    other = str((int(digits[5]) + 1) % 10)
    body = digits[:5] + other + digits[6:15]
    return body + codes._check(body)


def test_a_code_looks_like_a_phone_number_that_nobody_has(store: Store) -> None:
    code = fill(store).code
    assert code.startswith("06")
    assert [len(group) for group in code.split()] == [5, 6, 5]
    assert len(code.replace(" ", "")) == 16


def test_a_code_opens_the_case_however_it_is_spaced(store: Store, elsewhere: str) -> None:
    full = fill(store)
    spaced = "-".join(full.code.replace(" ", ""))
    assert store.codes.open_with_code(elsewhere, f"tel: {spaced}.") == full.case
    assert store.cases.case_of(elsewhere) == full.case
    assert store.cases.case_of(full.conversation) == full.case


def test_a_new_code_replaces_the_old(store: Store, elsewhere: str) -> None:
    full = fill(store)
    new = store.codes.new_code(full.case)
    assert store.codes.open_with_code(elsewhere, full.code) == CodeRefused(Why.UNKNOWN)
    assert store.codes.open_with_code(elsewhere, new) == full.case


def test_a_second_word_is_needed_when_one_was_set_in_any_case_of_letters(
    store: Store, elsewhere: str
) -> None:
    full = fill(store)
    code = store.codes.new_code(full.case, "Señora Kettle")
    refused = CodeRefused(Why.UNKNOWN)
    assert store.codes.open_with_code(elsewhere, code) == refused
    assert store.codes.open_with_code(elsewhere, code, "teapot") == refused
    assert store.codes.open_with_code(elsewhere, code, " señora kettle ") == full.case


@pytest.mark.parametrize("code", ["", "06", "0" * 16, "07700 900123 45678", "٠٦١٢٣٤٥٦٧٨٩٠١٢٣٤", "x" * 99999])
def test_what_cannot_be_a_code_is_said_to_be_mistyped_and_costs_no_try(store: Store, code: str) -> None:
    assert store.codes.open_with_code("c", code) == CodeRefused(Why.MISTYPED)
    assert store._ground.database.number("SELECT count(*) FROM tries") == 0


@given(st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(place: int, shift: int) -> None:
    digits = codes.random_digits()
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert codes.looks_right(digits)
    assert not codes.looks_right(wrong)


@given(st.integers(2, 14))
def test_two_neighbouring_digits_swapped_are_always_noticed(place: int) -> None:
    digits = codes.random_digits()
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert codes.looks_right(swapped) == (swapped == digits)


def test_a_forgotten_case_is_refused_like_a_code_that_never_was(store: Store, elsewhere: str) -> None:
    full = fill(store)
    store.forget(full.conversation)
    assert store.codes.open_with_code(elsewhere, full.code) == CodeRefused(Why.UNKNOWN)
    with pytest.raises(UnknownCase):
        store.codes.new_code(full.case)


def test_five_wrong_codes_in_an_hour_are_enough_even_across_a_restart(
    reopen: Callable[[], Store], clock: StillClock
) -> None:
    store = reopen()
    full, elsewhere = fill(store), store.conversation_id("discord", "9")
    for _ in range(5):
        assert store.codes.open_with_code(elsewhere, _wrong(full.code)) == CodeRefused(Why.UNKNOWN)
        clock.pass_by(minutes=1)
    store = reopen()
    refused = store.codes.open_with_code(elsewhere, full.code)
    assert isinstance(refused, CodeRefused)
    assert refused.why is Why.WAIT
    assert refused.again_at is not None
    assert store.codes.open_with_code(store.conversation_id("web", "1"), full.code) == full.case
    clock.time = refused.again_at
    assert store.codes.open_with_code(elsewhere, full.code) == full.case


def test_right_codes_are_not_counted_as_guesses(store: Store, elsewhere: str) -> None:
    full = fill(store)
    for _ in range(12):
        assert store.codes.open_with_code(elsewhere, full.code) == full.case


def test_many_conversations_together_cannot_guess_faster(
    tmp_path: Path, key: OperatorKey, clock: StillClock
) -> None:
    store = open_store(tmp_path / "a.db", key, clock, code_limits=CodeLimits(for_all=8, work=2))
    full = fill(store)
    for number in range(8):
        store.codes.open_with_code(f"guesser {number}", _wrong(full.code))
    refused = store.codes.open_with_code("one more", full.code)
    assert isinstance(refused, CodeRefused)
    assert refused.why is Why.WAIT
    clock.pass_by(hours=1)
    assert store.codes.open_with_code("one more", full.code) == full.case
    store.close()


def test_two_cases_never_share_a_code(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([codes.random_digits()] * 2 + [codes.random_digits()])
    monkeypatch.setattr(codes, "random_digits", lambda: next(drawn))
    first = store.cases.open_case("one")
    second = store.cases.open_case("two")
    code, other = store.codes.new_code(first), store.codes.new_code(second)
    assert code != other
    assert store.codes.open_with_code("three", code) == first
    assert store.codes.open_with_code("four", other) == second


def test_a_code_is_nowhere_in_the_files(store: Store, path: Path) -> None:
    code = fill(store).code
    held = all_bytes(path)
    assert code.encode() not in held
    assert code.replace(" ", "").encode() not in held


def test_what_was_told_before_the_code_joins_the_case_and_nothing_is_lost(
    store: Store, clock: StillClock
) -> None:
    full = fill(store)
    other = fill(store, account="9", mark="said later", alias="Wren 7")
    store.cases.save_answers(other.case, {"incident": "hate", "nation": "wales"})

    assert store.codes.open_with_code(other.conversation, full.code) == full.case

    assert store.cases.answers(full.case) == {
        "incident": "threat",
        "note": fill.__defaults__[1],
        "nation": "wales",
    }
    assert [entry.number for entry in store.ledger.entries(full.case)] == [1, 2, 3, 4]
    held = store.held(other.conversation).numbers
    assert (held["fingerprints"], held["reminders"], held["threads"], held["watches"]) == (2, 2, 2, 2)
    assert {r.address for r in store.reminders.of_case(full.case)} == {"700100200", "9"}
    assert isinstance(store.codes.open_with_code("x", other.code), CodeRefused)
    assert store._ground.database.number("SELECT count(*) FROM cases") == 1


def test_a_case_that_another_conversation_still_leads_to_is_left_to_it(store: Store) -> None:
    full = fill(store)
    other = fill(store, account="9", alias="Wren 7")
    third = store.conversation_id("web", "3")
    store.codes.open_with_code(third, other.code)
    store.codes.open_with_code(third, full.code)
    assert store.cases.case_of(third) == full.case
    assert store.cases.case_of(other.conversation) == other.case
