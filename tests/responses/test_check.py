"""The content keeps every rule, and each rule finds what it is there to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from responses.check import check
from responses.check_answers import check_answers
from responses.check_flows import check_flows
from responses.check_letters import check_letters
from responses.check_review import check_review, due_words
from responses.check_safety import check_safety
from responses.check_words import check_words
from responses.flows_reader import Question
from responses.found import Found
from responses.reader import HERE, Content, load
from responses.words import Words

TODAY = date(2026, 11, 22)
CONTENT = load()
ENGLISH = CONTENT.words["en"]


def test_all_content_keeps_every_rule() -> None:
    assert check(TODAY) == []


def with_words(**changed: str | None) -> Content:
    """Return the content with some words changed or, for None, gone. `__` in a name stands for a dot."""
    texts = {key: ENGLISH.text(key) for key in ENGLISH}
    for name, text in changed.items():
        key = name.replace("__", ".")
        texts.pop(key, None)
        if text is not None:
            texts[key] = text
    return replace(CONTENT, words={"en": Words("en", texts)})


def with_question(flow: str, name: str, **changed: object) -> Content:
    """Return the content with one question changed."""

    def mend(question: Question) -> Question:
        return replace(question, **changed) if question.id == name else question  # type: ignore[arg-type]

    flows = [
        replace(found, questions=tuple(map(mend, found.questions))) if found.id == flow else found
        for found in CONTENT.flows
    ]
    return replace(CONTENT, flows=tuple(flows))


def loose(text: str, key: str = "talk.thank") -> str:
    """Say what is wrong with one text that stands under a key of ours."""
    content = replace(CONTENT, words={"en": Words("en", {key: text})})
    return "\n".join(found.sentence for found in check_words(content, ENGLISH))


def sentences(rule: Callable[[Content], Iterator[Found]], content: Content) -> str:
    return "\n".join(found.line([HERE]) for found in rule(content))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It will be gone in 48 hours.", "must not be said"),
        ("Ofcom will take it down for you.", "must not be said"),
        ("It is too late to report it.", "must not be said"),
        ("You are safe now.", "must not be said"),
        ("You need to go to the police.", "must not be said"),
        ("Nothing can be done about it.", "must not be said"),
        ("Ring 0800 999 1234 at once.", "the number 0800 999 1234 is not the confirmed number"),
        (
            "Look at https://example.org/help for more.",
            "the address https://example.org/help may not stand here",
        ),
        ("Look at example.com for more.", "the address example.com may not stand here"),
        ("Hello {naem}, how are you?", "{naem} is no place that we can fill"),
        ("Hello {code}, how are you?", "{code} is not filled here"),
        ("", "it is empty"),
        ("Please wait a bit. " * 120, "2000 is the most"),
        ("We " + "walk and " * 20 + "rest.", "more than 30 words"),
        (
            "Notwithstanding very considerable organisational complexity, investigatory"
            " authorities occasionally"
            " demonstrate disproportionate unwillingness regarding international jurisdictional cooperation"
            " concerning individual representations and applications.",
            "it needs a reader of about",
        ),
    ],
)
def test_words_that_may_not_reach_a_person_are_found(text: str, sentence: str) -> None:
    assert sentence in loose(text)


def test_the_confirmed_number_of_a_service_may_be_said() -> None:
    assert (
        sentences(check_words, with_words(talk__thank="Samaritans are on 116 123. Ring 999 in danger.")) == ""
    )


def test_a_label_longer_than_a_button_is_found() -> None:
    assert "stands on a button" in loose("x" * 41, "talk.menu_police")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"report__age__why": None}, "age.why: it has no words yet"),
        ({"report__age__options__adult": None}, "age.options.adult: it has no words yet"),
        ({"report__next_steps": None}, "next_steps: it has no words yet"),
        ({"report__shoe_size__ask": "How big?"}, "belong to no question or option"),
        ({"report__age__ask_dog": "How old?"}, "belong to no question or option"),
    ],
)
def test_words_that_are_missing_or_left_over_are_found(changed: dict[str, str | None], sentence: str) -> None:
    assert sentence in sentences(check_flows, with_words(**changed))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"when": ({"shoe_size": frozenset({"9"})},)}, "'shoe_size', which is no earlier question"),
        ({"when": ({"site": frozenset({"x"})},)}, "'site', which is no earlier question"),
        ({"when": ({"age": frozenset({"grown"})},)}, "'grown', which is no answer to 'age'"),
        ({"when": ({"age": frozenset({"grown"})},)}, "nobody can ever be asked this"),
        ({"options": ("only",)}, "between 2 and"),
        ({"options": tuple(f"o{number}" for number in range(30))}, "between 2 and"),
        ({"options": ("yes", "yes")}, "stands there twice"),
        ({"options": ("Yes please", "no")}, "may only have small letters"),
        ({"options": ("a" * 80, "no")}, "too long together for a button"),
        ({"affirm": "maybe"}, "'maybe' is not one of its options"),
        ({"raises": {"yes": "alarm"}}, "`raises` may name danger, crisis or under_18"),
    ],
)
def test_a_slip_in_a_question_is_found(changed: dict[str, object], sentence: str) -> None:
    assert sentence in sentences(check_flows, with_question("report", "watched", **changed))


def test_a_flow_that_does_not_ask_about_danger_first_is_found() -> None:
    assert "must ask about danger and crisis" in sentences(
        check_flows, with_question("report", "safe_now", raises={})
    )


def test_a_flow_with_too_many_questions_is_found() -> None:
    flow = CONTENT.flows[-1]
    more = tuple(Question(f"more{number}", ("yes", "no")) for number in range(6))
    content = replace(CONTENT, flows=(*CONTENT.flows[:-1], replace(flow, questions=flow.questions + more)))
    assert "12 is the most" in sentences(check_flows, content)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"safety__danger": "Please ring somebody."}, "it must say 999"),
        ({"safety__holding": "In danger: 999."}, "it must say 116 123"),
        ({"talk__welcome": None}, "must not be missing"),
        ({"answers__ask_evidence_under_18": "Take a screenshot."}, "must not be said to a child"),
    ],
)
def test_words_that_save_a_life_may_not_be_lost(changed: dict[str, str | None], sentence: str) -> None:
    assert sentence in sentences(check_safety, with_words(**changed))


def test_an_answer_nobody_can_reach_is_found() -> None:
    assert "no button leads here" in sentences(check_answers, with_words(answers__weather="It rains."))


def test_a_button_that_leads_nowhere_is_found() -> None:
    related = replace(CONTENT.related, under={**CONTENT.related.under, "ask_pay": ("ask_the_moon",)})
    assert "no answer called 'ask_the_moon'" in sentences(check_answers, replace(CONTENT, related=related))


@pytest.mark.parametrize(
    ("review", "sentence"),
    [
        ("", "it must be like"),
        ("review: {checked: yesterday, every: 6 months, by: us}\n", "it must be like"),
        ("review: {checked: 2026-11-01, every: soon, by: us}\n", "it must be like"),
        ("review: {checked: 2027-01-01, every: 6 months, by: us}\n", "still to come"),
        (
            "review: {checked: 2026-01-01, every: 6 months, by: us}\nlaw: 'Checked: May 2026.'\n",
            "the words say May 2026",
        ),
    ],
)
def test_a_file_without_a_sound_review_is_found(review: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "some.yml").write_text(f"{review}hello: Hello.\n", encoding="utf-8")
    assert [found.sentence for found in check_review([tmp_path], TODAY) if sentence in found.sentence]


def test_words_are_due_when_their_months_are_over(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    text = "review: {checked: 2026-05-01, every: 6 months, by: us}\nhello: Hello.\n"
    (tmp_path / "en" / "some.yml").write_text(text, encoding="utf-8")
    assert due_words([tmp_path], date(2026, 10, 1)) == []
    assert due_words([tmp_path], TODAY) == ["words en/some.yml: due since 2026-10-30."]


def test_a_problem_is_said_with_its_file_and_line() -> None:
    line = Found("en/report.yml", "age.why", "it is too long.").line([HERE])
    number = (HERE / "en" / "report.yml").read_text(encoding="utf-8").split("\nage:\n")[0].count("\n") + 2
    assert line.startswith("en/report.yml line ")
    assert int(line.split(" line ")[1].split(",")[0]) > number


@pytest.mark.parametrize(
    ("part", "text", "sentence"),
    [
        ("body", "Ofcom will take it down.", "must not be said"),
        ("learns", "Ring 0800 999 1234.", "is not the confirmed number"),
        ("button", "x" * 41, "40 is the most"),
    ],
)
def test_a_slip_in_a_letter_is_found(part: str, text: str, sentence: str) -> None:
    name, letter = next(iter(CONTENT.letters.items()))
    content = replace(CONTENT, letters={name: replace(letter, **{part: text})})  # type: ignore[arg-type]
    assert sentence in sentences(check_letters, content)
