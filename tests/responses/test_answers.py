"""Questions that people ask are answered, for their age and their part of the UK, and lead on."""

from __future__ import annotations

import re

import pytest

from responses.reader import load
from responses.related import answer_key

CONTENT = load()
WORDS = CONTENT.words["en"]
ANSWERS = {key: WORDS.text(key) for key in WORDS if key.startswith("answers.")}


def test_there_are_at_least_forty_answers_besides_their_versions() -> None:
    versions = re.compile(r"_(under_18|england|wales|scotland|northern_ireland)$")
    assert len({versions.sub("", key) for key in ANSWERS if key != "answers.was_under_18"}) >= 60


@pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
def test_no_answer_for_scotland_or_northern_ireland_gives_the_law_of_england(nation: str) -> None:
    for key, text in ANSWERS.items():
        if key.endswith(f"_{nation}"):
            assert "England" not in text, key


@pytest.mark.parametrize("topic", ["ask_is_it_illegal", "fake_crime"])
def test_law_is_given_for_each_nation_with_the_month_it_was_checked(topic: str) -> None:
    for nation in ("england", "wales", "scotland", "northern_ireland"):
        text = ANSWERS[f"answers.{topic}_{nation}"]
        assert re.search(r"Checked: \w+ \d{4}\.$", text), nation
    assert ANSWERS[f"answers.{topic}_england"] == ANSWERS[f"answers.{topic}_wales"]
    assert "made" in ANSWERS[f"answers.{topic}_scotland"] or "making" in ANSWERS[f"answers.{topic}_scotland"]


def test_the_answer_without_a_nation_says_nothing_that_is_wrong_elsewhere() -> None:
    assert "since" not in ANSWERS["answers.ask_is_it_illegal"]
    assert "England and Wales" in ANSWERS["answers.fake_crime"]


def test_a_child_is_never_sent_to_a_tool_for_adults() -> None:
    for key, text in ANSWERS.items():
        if key.endswith("_under_18") and key not in (
            "answers.was_under_18",
            "answers.what_is_stopncii_under_18",
        ):
            assert "StopNCII" not in text, key
            assert "Revenge Porn Helpline" not in text, key


def test_no_answer_promises_what_nobody_can_promise() -> None:
    assert "not a promise" in ANSWERS["answers.the_48_hours"] + ANSWERS["answers.how_long"]
    assert "does not remove posts" in ANSWERS["answers.ask_ofcom"]


def test_each_finer_answer_has_a_button_within_two_steps_of_a_meaning() -> None:
    related = CONTENT.related.under
    first = {
        name
        for meaning, names in related.items()
        if meaning.startswith(("ask_", "clarify"))
        for name in names
    }
    second = {name for one in first for name in related.get(one, ())}
    third = {name for one in second for name in related.get(one, ())}
    finer = {name for names in related.values() for name in names}
    assert finer - first - second - third == set()


def test_what_is_for_adults_is_not_offered_to_a_child() -> None:
    related = CONTENT.related
    assert "can_i_sue" in related.to("ask_legal_help", {"age": "adult"})
    assert "can_i_sue" not in related.to("ask_legal_help", {"age": "under_18"})
    assert related.to("ask_pay", {"age": "under_18"})[0] == "already_paid"


def test_what_a_child_may_be_offered_speaks_of_no_tool_for_adults() -> None:
    related = CONTENT.related
    offered = {name for names in related.under for name in related.to(names, {"age": "under_18"})}
    for name in sorted(offered):
        text = ANSWERS.get(f"answers.{name}_under_18", ANSWERS[f"answers.{name}"])
        assert "Revenge Porn Helpline can report" not in text, name


def test_an_answer_for_somebody_whose_age_is_not_known_says_for_whom_an_adult_tool_is() -> None:
    for key, text in ANSWERS.items():
        if ("StopNCII" in text or "Revenge Porn Helpline" in text) and not key.endswith("_under_18"):
            assert re.search(r"\badults?\b|\b18\b", text), key


def test_no_copy_of_a_picture_is_asked_for_before_the_warning_about_children() -> None:
    text = ANSWERS["answers.ask_evidence"]
    assert text.index("under 18, don't take a screenshot") < text.index("take a screenshot too")
    others = [
        key
        for key, words in ANSWERS.items()
        if "screenshot" in words and not key.startswith("answers.ask_evidence")
    ]
    assert others == []


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({}, "answers.ask_is_it_illegal"),
        ({"age": "adult"}, "answers.ask_is_it_illegal"),
        ({"age": "adult", "nation": "scotland"}, "answers.ask_is_it_illegal_scotland"),
        ({"age": "under_18", "nation": "scotland"}, "answers.ask_is_it_illegal_under_18"),
    ],
)
def test_the_version_for_the_age_comes_before_the_one_for_the_nation(
    answers: dict[str, str], key: str
) -> None:
    assert answer_key(WORDS, "ask_is_it_illegal", answers) == key


def test_an_answer_that_is_not_there_is_said_to_be_missing() -> None:
    assert answer_key(WORDS, "ask_the_moon", {}) is None
