"""What to do first: at the end of the report, and whenever somebody asks before that."""

from __future__ import annotations

from typing import Any

from nlu.actions.ask import choices
from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Press, Speaker
from nlu.flow import ask_key, is_asked, said
from nlu.signpost import advice_for, any_age_advice, first_for_any_age, services_for
from responses.cards import card
from responses.flows_reader import Flow, Question

AT_ONCE = 3


def say_steps(
    speaker: Speaker, heading: str, content: Any, answers: dict[str, Any], meant: Meant, *buttons: Press
) -> None:
    """Say what to do first, with the advice and the first services for what is known."""
    lines = [speaker.words.marked(heading)]
    lines += [speaker.words.text(f"advice.{name}") for name in advice_for(content.facts, answers)]
    if "nation" not in answers:
        lines.append(speaker.words.text("talk.nation_unknown"))
    speaker.say_text("\n\n".join([*lines, *cards(content, answers, meant, 0)]), buttons)


def show_steps_so_far(speaker: Speaker, report: Report, meant: Meant, content: Any) -> None:
    """Say what to do first from what is known; while an age is not, only what fits a child and a grown-up."""
    answers, flow = said(report.answers), report.flow(content)
    carry_on = speaker.press("talk.carry_on", "do:report_start")
    if (found := unknown_age(flow, answers)) is None:
        say_steps(speaker, "talk.steps_so_far", content, answers, meant, carry_on)
        return
    facts, (unknown, question) = content.facts, found
    lines = [speaker.words.text(f"advice.{name}") for name in any_age_advice(facts, answers, unknown)]
    lines += [card(facts.services[name], meant.now) for name in first_for_any_age(facts, answers, unknown)]
    declined = question.id in report.answers
    heading = speaker.words.marked("talk.steps_so_far" if declined else "talk.steps_any_age")
    speaker.say_text("\n\n".join([heading, *lines]), [carry_on] if declined else [])
    if not declined:
        report.asked = question.id
        asked = speaker.words.marked(ask_key(speaker.words, flow, question, answers))
        speaker.say_text(asked, choices(speaker, flow, question, bool(report.path)))


def unknown_age(flow: Flow, answers: dict[str, Any]) -> tuple[str, Question] | None:
    """Return the age that must be known before an adult's tools may be shown, and the question to ask now."""
    # What happened decides whether there is a picture in it, and so whether its age matters.
    for age, asks in (("age", "age"), ("age_in_picture", "incident"), ("age_in_picture", "age_in_picture")):
        question = flow.question(asks)
        if question and asks not in answers and is_asked(question, answers):
            return age, question
    return None


def cards(content: Any, answers: dict[str, Any], meant: Meant, start: int) -> list[str]:
    """Return the cards of up to three services, from a place in their order."""
    names = services_for(content.facts, answers)[start : start + AT_ONCE]
    return [card(content.facts.services[name], meant.now) for name in names]
