"""Short answers: nothing is guessed where a few words say it all, and no adult is taken for a child."""

from __future__ import annotations

import pytest

from nlu.components.bare import bare_fact, bare_meaning
from nlu.components.facts import answers_of, read_facts
from nlu.components.plain_text import plain, sentences
from nlu.gates import word_gates


def parts(text: str) -> list[str]:
    return sentences(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "over 18", "18 or over", "im 18", "I'm an adult", "not a minor", "18+", "yes im over 18", "adult",
        "both over 18",
        "not under 18", "of course im an adult", "no under 18s in it", "Yes, 18 or over",
    ],
)  # fmt: skip
def test_an_adult_s_short_answer_never_rings(text: str) -> None:
    assert set(word_gates(text).values()) == {"clear"}


@pytest.mark.parametrize("text", ["over 18", "18 or over", "im 18", "I'm an adult", "not a minor", "18+"])
def test_an_adult_s_short_answer_is_read(text: str) -> None:
    assert answers_of(read_facts(text))["age"] == "adult"


def test_an_adult_in_the_picture_is_read_as_that() -> None:
    assert answers_of(read_facts("i am over 18 in it")) == {"age_in_picture": "adult"}


@pytest.mark.parametrize("text", ["under 18", "im under 18", "not 18", "underage", "not an adult", "16"])
def test_a_young_person_s_short_answer_rings(text: str) -> None:
    assert word_gates(text)["under_18"] == "alarm"
    assert answers_of(read_facts(text))["age"] == "under_18"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("no idea", "skip"),
        ("dunno", "skip"),
        ("idk", "skip"),
        ("im safe", "affirm"),
        ("Safe.", "affirm"),
        ("nah", "deny"),
    ],
)
def test_a_short_answer_has_one_meaning(text: str, meaning: str) -> None:
    assert bare_meaning(parts(text)) == meaning


@pytest.mark.parametrize(
    "text", ["over 18", "glasgow", "im in wales", "3 weeks ago", "my ex", "insta", "last year", "34 now"]
)
def test_a_fact_alone_is_no_story(text: str) -> None:
    assert bare_fact(parts(text))


@pytest.mark.parametrize(
    "text", ["leaked on insta", "he hit me", "i want to die", "my ex posted me", "he's here"]
)
def test_a_story_is_more_than_a_fact(text: str) -> None:
    assert not bare_fact(parts(text))
