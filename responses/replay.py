"""Replay a flow over the answers: pure, and the only place that decides which question comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from responses.flows_reader import RATHER_NOT_SAY, Condition, Flow, Question
from responses.words import Words

Answers = Mapping[str, Any]


def flow_for(flows: Sequence[Flow], answers: Answers) -> Flow:
    """Return the flow these answers belong to; the one without a condition is for everybody else."""
    return next(flow for flow in flows if not flow.starts_when or holds(flow.starts_when, answers))


def required(flow: Flow, answers: Answers) -> list[Question]:
    """Return the questions these answers call for, in order, answered or not."""
    return [question for question in flow.questions if is_asked(question, answers)]


def is_asked(question: Question, answers: Answers) -> bool:
    """Say whether a question belongs to this person's way."""
    if question.volunteered:
        return False
    if any(holds({key: values}, answers) for key, values in question.unless.items()):
        return False
    return not question.when or any(holds(condition, answers) for condition in question.when)


def next_question(flow: Flow, answers: Answers) -> Question | None:
    """Return the first question that is called for and not answered, or None when the report is whole."""
    return next((question for question in required(flow, answers) if question.id not in answers), None)


def said(answers: Answers) -> dict[str, Any]:
    """Return the answers without those the person would rather not give."""
    # An age in the picture that is not told stays: dropped, it would read as if nobody had asked, and
    # a picture that may show a child would be treated as an adult's.
    return {key: v for key, v in answers.items() if v != RATHER_NOT_SAY or key == "age_in_picture"}


def holds(condition: Condition, answers: Answers) -> bool:
    """Say whether every part of a condition is met by the answers."""
    return all(str(answers.get(key)) in values for key, values in condition.items())


def ask_key(words: Words, flow: Flow, question: Question, answers: Answers) -> str:
    """Return the key of the words to ask with: by whom it is for, then by age, then for everybody."""
    base = f"{flow.id}.{question.id}.ask"
    versions = [f"{base}_{answers[name]}" for name in ("for_whom", "age") if name in answers]
    return next((key for key in versions if key in words), base)


def every_path(flow: Flow) -> Iterator[tuple[str, ...]]:
    """Give the questions of every path through a flow; options that no condition tells apart count once."""
    start = {key: next(iter(sorted(values))) for key, values in flow.starts_when.items()}
    yield from _paths(flow, 0, start, ())


def _paths(
    flow: Flow, place: int, answers: dict[str, Any], asked: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    if place == len(flow.questions):
        yield asked
        return
    question = flow.questions[place]
    if not is_asked(question, answers):
        yield from _paths(flow, place + 1, answers, asked)
        return
    for meaning in _told_apart(flow, question):
        yield from _paths(flow, place + 1, {**answers, question.id: meaning}, (*asked, question.id))


def _told_apart(flow: Flow, question: Question) -> list[Any]:
    """Return one meaning for each set of options that all conditions of the flow treat alike."""
    conditions = [part for other in flow.questions for part in (*other.when, other.unless)]
    named = [values for part in conditions for key, values in part.items() if key == question.id]
    meanings = [*(question.meaning(option) for option in question.options), RATHER_NOT_SAY]
    alike = {tuple(str(meaning) in values for values in named): meaning for meaning in meanings}
    return list(alike.values())
