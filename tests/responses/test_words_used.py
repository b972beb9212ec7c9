"""The code asks for no words that are not there, and other languages only stand in where they are sure."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from responses.interpreters import other_language_card, with_interpreters
from responses.reader import HERE, load
from responses.words import Words

CONTENT = load()
WORDS = CONTENT.words["en"]
WELSH = CONTENT.words["cy"]
ROOT = HERE.parent
# A file or a site, not a key.
NOT_WORDS = ("yml", "typ", "com", "mmd", "py")
STEMS = {path.stem for path in (HERE / "en").glob("*.yml")}


def literals() -> Iterator[tuple[str, str]]:
    """Give each key of words that stands whole in the code, with its file."""
    for room in ("nlu", "bots", "responses"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if ".venv" in path.parts:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            parts = {
                id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
                    stem, dot, name = node.value.partition(".")
                    if (
                        dot
                        and stem in STEMS
                        and not name.endswith(NOT_WORDS)
                        and name.replace(".", "").replace("_", "a").isalnum()
                    ):
                        yield node.value, f"{room}/{path.name}"


def test_all_words_that_the_code_asks_for_are_there() -> None:
    missing = [
        f"{key} in {file}" for key, file in literals() if key not in WORDS and not key.endswith("_under_18")
    ]
    assert missing == []


def test_the_search_for_words_in_the_code_finds_some() -> None:
    assert ("talk.steps_no_more", "nlu/outcome.py") in set(literals())


def test_welsh_says_only_the_safe_parts_and_everything_else_is_known_as_english() -> None:
    assert WELSH.text("report.nation.options.wales") == "Cymru"
    assert WELSH.is_own("report.nation.options.wales")
    assert not WELSH.is_own("safety.danger")
    assert WELSH.text("safety.danger") == WORDS.text("safety.danger")
    assert "Not yet in Welsh" in WELSH.text("language.not_yet")


@pytest.mark.parametrize("key", sorted(WELSH))
def test_welsh_words_have_the_places_of_the_english_ones(key: str) -> None:
    assert WELSH.places(key) == WORDS.places(key)


def test_each_button_of_a_question_is_whole_in_every_language() -> None:
    for flow in CONTENT.flows:
        for question in flow.questions:
            for option in question.options:
                assert len(WELSH.text(f"{flow.id}.{question.id}.options.{option}")) <= 40


@pytest.mark.parametrize("nation", [None, "england", "wales", "scotland", "northern_ireland"])
def test_somebody_in_another_language_gets_a_short_card_with_999_and_interpreters(nation: str | None) -> None:
    card = other_language_card(CONTENT.facts, WORDS, nation)
    assert "999" in card
    assert len(card.splitlines()) <= 10
    services = with_interpreters(CONTENT.facts, nation)
    assert services
    for service in services:
        assert service.words_of("phone") in card.replace("\n", " ")
        assert nation is None or nation in service.nations


def test_a_child_in_another_language_is_shown_no_line_for_adults() -> None:
    assert all(
        (service.age_min or 0) < 18 for service in with_interpreters(CONTENT.facts, None, under_18=True)
    )


def test_places_are_filled_and_nothing_else_in_braces_is() -> None:
    words = Words("en", {"a.b": "Hello {name}, {0.__class__} {other}"})
    assert words.text("a.b", name="{other}", other="x") == "Hello {other}, {0.__class__} x"
