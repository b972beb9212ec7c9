"""The decision table: every row, every nation, danger on and off, against lists written out by hand."""

from __future__ import annotations

import pytest

from nlu.signpost import first_for, services_for
from responses.facts import Facts, load_facts
from tests.responses.signpost_table import ADULT, CRISIS_HEALTH, DOMESTIC_ABUSE, NATION, UNDER_18

CASES = [
    pytest.param(
        {**answers, "age": age, "nation": NATION[letter]},
        letter,
        expected.get(letter, expected["E"]).split(),
        id=f"{name} ({age}, {NATION[letter]})",
    )
    for age, table in (("adult", ADULT), ("under_18", UNDER_18))
    for name, answers, expected in table
    for letter in NATION
]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


@pytest.mark.parametrize(("answers", "letter", "expected"), CASES)
def test_each_row_shows_its_services_first_and_in_order(
    facts: Facts, answers: dict[str, object], letter: str, expected: list[str]
) -> None:
    shown = services_for(facts, answers)
    assert shown[: len(expected)] == expected
    assert len(shown) == len(set(shown))
    assert first_for(facts, answers)[: len(expected)] == expected


@pytest.mark.parametrize(("answers", "letter", "expected"), CASES)
def test_danger_comes_before_every_row(
    facts: Facts, answers: dict[str, object], letter: str, expected: list[str]
) -> None:
    close = answers.get("by") in ("partner", "family")
    third = DOMESTIC_ABUSE[letter] if close else "samaritans"
    first = ["999", "999_silent_solution_55", "childline" if answers["age"] == "under_18" else third]
    rest = [name for name in expected if name not in first]
    shown = services_for(facts, answers, danger=True)
    assert shown[: len(first) + len(rest)] == first + rest


@pytest.mark.parametrize("letter", NATION)
@pytest.mark.parametrize(
    ("age", "years", "lines"),
    [
        ("under_18", None, ["childline", "papyrus", "shout"]),
        ("under_18", 15, ["childline", "papyrus", "shout"]),
        ("adult", 19, ["papyrus", "samaritans", "shout"]),
        ("adult", 34, ["papyrus", "samaritans", "shout"]),
        ("adult", 35, ["samaritans", "shout", "calm"]),
        ("adult", 60, ["samaritans", "shout", "calm"]),
        ("adult", None, ["samaritans", "shout", "papyrus", "calm"]),
    ],
)
def test_a_crisis_puts_the_lines_for_the_age_and_nation_first_and_keeps_the_row(
    facts: Facts, letter: str, age: str, years: int | None, lines: list[str]
) -> None:
    answers: dict[str, object] = {
        "age": age,
        "nation": NATION[letter],
        "incident": "image_shared",
        "by": "unknown",
    }
    if years is not None:
        answers["age_years"] = years
    shown = services_for(facts, answers, crisis=True)
    first = lines + CRISIS_HEALTH[letter]
    assert shown[: len(first)] == first
    assert [n for n in first_for(facts, answers) if n not in first] == [
        n for n in shown[len(first) :] if n in first_for(facts, answers)
    ]


def test_danger_comes_before_a_crisis(facts: Facts) -> None:
    answers = {"age": "adult", "nation": "scotland", "incident": "sextortion"}
    shown = services_for(facts, answers, danger=True, crisis=True)
    assert shown[:2] == ["999", "999_silent_solution_55"]
    assert shown.index("shout") < shown.index("police_scotland")
