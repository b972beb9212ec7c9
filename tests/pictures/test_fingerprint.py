"""Fingerprints as values: kept, read back, never shown; and words for every refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bots.pictures import LABEL, REASONS, Fingerprint, Refused, fingerprint_now, is_pdq, received
from bots.pictures.answer import read_answer
from bots.pictures.sharing import add_to_bank, take_from_bank, value_to_share
from tests.pictures.samples import shipped
from tests.pictures.test_matching import a_pdq, made

WORDS = yaml.safe_load(Path("responses/en/pictures.yml").read_text("utf-8"))


@pytest.mark.parametrize("reason", REASONS)
def test_every_refusal_has_one_kind_sentence_that_says_what_to_do(reason: str) -> None:
    words = WORDS[reason]
    assert words.count(". ") + words.count(": ") <= 2
    assert not any(harsh in words.lower() for harsh in ("invalid", "error", "illegal", "hack", "attack"))


def test_a_reason_outside_the_list_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="unknown reason"):
        Refused("because")


def test_a_fingerprint_never_shows_its_values() -> None:
    found = fingerprint_now(shipped())
    assert isinstance(found, Fingerprint)
    shown = f"{found!r} {found} {[found]} {(found,)!r}"
    for value in (found.pdq, found.phash64, found.dhash256, *found.crops, *found.turned):
        assert value not in shown


def test_what_is_kept_comes_back_the_same() -> None:
    found = fingerprint_now(shipped())
    assert isinstance(found, Fingerprint)
    assert Fingerprint.from_dict(found.as_dict()) == found
    assert "turned" not in found.as_dict()


@pytest.mark.parametrize(
    "change",
    [
        {"pdq": "f" * 64},
        {"pdq": 5},
        {"quality": 101},
        {"quality": True},
        {"quality": "90"},
        {"kind": "<script>"},
        {"label": "pdq/512box/2"},
        {"crops": "x"},
        {"crops": [a_pdq(1)] * 401},
        {"frames": ["0" * 64]},
        {"phash64": "g" * 16},
        {"dhash256": "0" * 63},
        {"md5": "../../etc"},
    ],
)
def test_what_is_not_a_fingerprint_is_not_read(change: dict[str, object]) -> None:
    good = made(a_pdq(1)).as_dict()
    assert Fingerprint.from_dict(good)
    with pytest.raises(ValueError, match="not a"):
        Fingerprint.from_dict(good | change)


@given(st.binary(max_size=300))
def test_no_answer_of_a_child_can_break_the_service(said: bytes) -> None:
    assert isinstance(read_answer(said), Refused)


def test_a_fingerprint_made_on_the_persons_device_is_checked() -> None:
    assert isinstance(received(a_pdq(1), 80, LABEL), Fingerprint)
    assert received(a_pdq(1), 49, LABEL) == Refused("too_plain")
    assert received(a_pdq(1), 80, "pdq/other/1") == Refused("not_a_fingerprint")
    assert received("f" * 64, 80, LABEL) == Refused("not_a_fingerprint")
    assert received(a_pdq(1).upper() + "x", 80, LABEL) == Refused("not_a_fingerprint")


@given(st.integers(0, 2**256 - 1))
def test_only_values_with_as_many_bits_as_a_pdq_can_have_are_taken(number: int) -> None:
    assert is_pdq(f"{number:064x}") == (120 <= number.bit_count() <= 128)


def test_only_the_pdq_value_goes_out_and_can_be_taken_back() -> None:
    found = fingerprint_now(shipped())
    assert isinstance(found, Fingerprint)
    request = add_to_bank(found.pdq, "REPORTED_PICTURES")
    assert not isinstance(request, Refused)
    assert (request.method, request.path) == ("POST", "/c/bank/REPORTED_PICTURES/signal")
    assert request.body == {"pdq": found.pdq}
    assert found.pdq not in repr(request)
    assert take_from_bank("REPORTED_PICTURES", 7).path == "/c/bank/REPORTED_PICTURES/content/7"
    assert value_to_share(found) == found.pdq


def test_a_plain_picture_is_not_shared() -> None:
    assert value_to_share(made(a_pdq(1), quality=49)) == Refused("too_plain")
    assert add_to_bank("f" * 64, "B") == Refused("not_a_fingerprint")


def test_the_name_of_a_bank_cannot_lead_elsewhere() -> None:
    with pytest.raises(ValueError, match="bank"):
        take_from_bank("../../admin", 1)
