"""Facts from stories, by rule."""

from __future__ import annotations

from typing import Any

import pytest

from nlu.components.facts import answers_of, read_facts


def read(text: str) -> dict[str, Any]:
    return answers_of(read_facts(text))


def test_one_story_fills_many_answers() -> None:
    got = read(
        "my flatmate filmed me in the bath last term and it went round a WhatsApp group, "
        "i moved back to Swansea, im 20 f, told the uni but not the police"
    )
    assert got["by"] == "known"
    assert got["site"] == "whatsapp"
    assert got["nation"] == "wales"
    assert (got["age"], got["age_years"]) == ("adult", 20)
    assert got["reported"] == ["university"]


def test_age_in_the_picture_is_not_age_now() -> None:
    got = read("I was 15 in the photo, 24 now")
    assert got == {"age_in_picture": "under_18", "age": "adult", "age_years": 24}


@pytest.mark.parametrize("text", ["we were together ten years", "14 hours ago", "16 pictures of me"])
def test_durations_and_counts_are_no_ages(text: str) -> None:
    assert "age" not in read(text)


def test_the_place_lived_in_wins_over_a_place_named() -> None:
    assert read("he lives in Manchester, I live in Derry")["nation"] == "northern_ireland"


def test_a_slip_in_a_name_is_forgiven() -> None:
    assert read("it is on telegrm")["site"] == "telegram"
    assert read("Cardif")["nation"] == "wales"


def test_paid_is_not_asked() -> None:
    assert read("i already paid 200 and now they want 500")["money"] == "paid"
    assert read("she wants £300 or she posts it, i havent paid")["money"] == "asked"


def test_telling_nobody_tells_nobody() -> None:
    assert "reported" not in read("i havent told the police or my mum")


def test_a_watched_phone_is_heard() -> None:
    assert read("my husband checks my phone")["watched"] == "yes"
