"""Replay a flow over the answers: pure, and the only place that decides which question comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from responses.flows_reader import RATHER_NOT_SAY, Condition, Flow, Question

Answers = Mapping[str, Any]


def flow_for(flows: Sequence[Flow], answers: Answers) -> Flow:
    """Return the flow these answers belong to; the one without a condition is for everybody else."""
    return next(flow for flow in flows if not flow.starts_when or _holds(flow.starts_when, answers))


def required(flow: Flow, answers: Answers) -> list[Question]:
    """Return the questions these answers call for, in order, answered or not."""
    return [question for question in flow.questions if is_asked(question, answers)]


def is_asked(question: Question, answers: Answers) -> bool:
    """Say whether a question belongs to this person's way."""
    if question.volunteered:
        return False
    if any(_holds({key: values}, answers) for key, values in question.unless.items()):
        return False
    return _holds(question.when, answers)


def next_question(flow: Flow, answers: Answers) -> Question | None:
    """Return the first question that is called for and not answered, or None when the report is whole."""
    return next((question for question in required(flow, answers) if question.id not in answers), None)


def said(answers: Answers) -> dict[str, Any]:
    """Return the answers without those the person would rather not give."""
    return {key: value for key, value in answers.items() if value != RATHER_NOT_SAY}


def _holds(condition: Condition, answers: Answers) -> bool:
    return all(str(answers.get(key)) in values for key, values in condition.items())
