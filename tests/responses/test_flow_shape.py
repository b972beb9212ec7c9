"""Every path through every flow is short, ends, starts with safety, and has words in the right person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responses.chart import charts
from responses.flows_reader import RATHER_NOT_SAY, Flow, Question
from responses.reader import HERE, load
from responses.replay import ask_key, every_path, flow_for, is_asked, next_question

CONTENT = load()
FLOWS = {flow.id: flow for flow in CONTENT.flows}
WORDS = CONTENT.words["en"]
each_flow = pytest.mark.parametrize("flow", CONTENT.flows, ids=list(FLOWS))


def walk(flow: Flow, **chosen: Any) -> list[str]:
    """Answer each question as chosen, or with its first option, and return the questions that were asked."""
    answers: dict[str, Any] = {name: min(values) for name, values in flow.starts_when.items()}
    answers |= {name: value for name, value in chosen.items() if name == "for_whom"}
    asked = []
    while (question := next_question(flow, answers)) is not None:
        asked.append(question.id)
        answers[question.id] = question.meaning(chosen.get(question.id, question.options[0]))
    return asked


@each_flow
def test_no_path_has_more_than_twelve_questions(flow: Flow) -> None:
    volunteered = sum(question.volunteered for question in flow.questions)
    assert max(len(path) for path in every_path(flow)) + volunteered <= 12


@each_flow
def test_every_question_is_asked_of_somebody(flow: Flow) -> None:
    asked = {name for path in every_path(flow) for name in path}
    assert asked == {question.id for question in flow.questions if not question.volunteered}


@each_flow
def test_safety_is_asked_first_and_the_age_on_every_path(flow: Flow) -> None:
    for path in every_path(flow):
        assert path[0] == "safe_now"
        assert "age" in path or flow.id == "moderator"
    first = next(question for question in flow.questions if question.id == "safe_now")
    assert set(first.raises.values()) == {"danger", "crisis"}


@each_flow
def test_every_question_says_why_and_has_words_on_each_button(flow: Flow) -> None:
    for question in flow.questions:
        keys = [f"{flow.id}.{question.id}.{part}" for part in ("ask", "why")]
        keys += [f"{flow.id}.{question.id}.options.{option}" for option in question.options]
        assert [key for key in keys if key not in WORDS] == []


@each_flow
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_the_flow_ends_and_asks_nothing_twice(flow: Flow, data: st.DataObject) -> None:
    answers: dict[str, Any] = {name: min(values) for name, values in flow.starts_when.items()}
    asked: list[str] = []
    while (question := next_question(flow, answers)) is not None:
        option = data.draw(st.sampled_from([*question.options, RATHER_NOT_SAY]))
        answers[question.id] = option if option == RATHER_NOT_SAY else question.meaning(option)
        asked.append(question.id)
    assert len(asked) == len(set(asked)) <= 12
    assert tuple(asked) in set(every_path(flow))


@each_flow
def test_the_chart_beside_the_flow_is_fresh(flow: Flow) -> None:
    drawn = charts(CONTENT)[f"{flow.id}.mmd"]
    kept = (HERE / "flows" / f"{flow.id}.mmd").read_text(encoding="utf-8")
    assert kept == drawn, "run `python -m responses chart`"


def test_somebody_who_rather_says_nothing_still_reaches_the_end() -> None:
    flow = FLOWS["report"]
    answers: dict[str, Any] = {}
    while (question := next_question(flow, answers)) is not None:
        answers[question.id] = RATHER_NOT_SAY
    assert len(answers) <= 8


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [
        (
            {"incident": "sextortion", "by": "unknown"},
            "safe_now incident age age_in_picture by nation site money reported",
        ),
        (
            {"incident": "image_shared", "by": "partner"},
            "safe_now incident age age_in_picture by watched when nation site reported",
        ),
        (
            {"incident": "image_shared", "age": "under_18", "by": "known"},
            "safe_now incident age age_years by by_age nation site reported",
        ),
        (
            {"incident": "sextortion", "age": "under_18", "by": "unknown"},
            "safe_now incident age age_years by nation site money reported",
        ),
        (
            {"incident": "cyberflashing", "by": "unknown", "place": "train"},
            "safe_now incident age by when nation place reported",
        ),
        (
            {"incident": "cyberflashing", "by": "unknown", "place": "online"},
            "safe_now incident age by when nation place site reported",
        ),
        ({"incident": "stalking", "by": "unknown"}, "safe_now incident age by watched nation reported"),
        (
            {"incident": "assault_filmed", "by": "unknown"},
            "safe_now incident age age_in_picture by when nation site reported",
        ),
        ({"incident": "child_image"}, "safe_now incident age nation site reported"),
    ],
)
def test_only_what_changes_the_advice_is_asked(chosen: dict[str, str], asked: str) -> None:
    assert walk(FLOWS["report"], **chosen) == asked.split()


@pytest.mark.parametrize(
    ("answers", "flow"),
    [
        ({}, "report"),
        ({"for_whom": "child"}, "report"),
        ({"for_whom": "moderator"}, "moderator"),
        ({"for_whom": "did_it"}, "did_it"),
    ],
)
def test_each_person_comes_to_the_flow_made_for_them(answers: dict[str, str], flow: str) -> None:
    assert flow_for(CONTENT.flows, answers).id == flow


def question(name: str) -> Question:
    found = FLOWS["report"].question(name)
    assert found is not None
    return found


def test_a_question_is_put_in_the_person_it_is_about() -> None:
    def asked(name: str, **answers: str) -> str:
        return WORDS.text(ask_key(WORDS, FLOWS["report"], question(name), answers))

    assert asked("age") == "Are you 18 or over?"
    assert asked("age", for_whom="child") == "Is the young person 18 or over?"
    assert asked("age", for_whom="someone_else", age="under_18") == "Is the person it happened to 18 or over?"
    assert "name" in asked("by", age="under_18")
    assert asked("by", age="adult") == WORDS.text("report.by.ask")


def test_an_unsure_age_is_the_age_of_a_child() -> None:
    for flow, name in (("report", "age_in_picture"), ("moderator", "age"), ("did_it", "age_in_picture")):
        found = FLOWS[flow].question(name)
        assert found is not None
        assert found.meaning("unsure") == "under_18"


def test_the_way_of_someone_who_did_it_asks_nothing_about_what_was_done() -> None:
    assert [found.id for found in FLOWS["did_it"].questions] == [
        "safe_now",
        "age",
        "age_in_picture",
        "nation",
    ]


def test_one_of_several_conditions_is_enough() -> None:
    watched = question("watched")
    assert is_asked(watched, {"by": "partner"})
    assert is_asked(watched, {"incident": "stalking", "by": "unknown"})
    assert not is_asked(watched, {"incident": "hate", "by": "unknown"})
