"""Ask the next question of the report, with skip, back and why at every one."""

from __future__ import annotations

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Press, Speaker, Spoken
from nlu.flow import ask_key
from responses.flows_reader import RATHER_NOT_SAY, Flow, Question


class AskStep(Spoken):
    """Ask the question that the replay of the flow stopped at."""

    called = "action_ask_step"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask it, and remember what was asked, so that a short answer can be understood."""
        question = report.next(self.content)
        if question is None:
            return
        report.asked = question.id
        flow = report.flow(self.content)
        key = ask_key(speaker.words, flow, question, report.answers)
        speaker.say_text(speaker.words.marked(key), choices(speaker, flow, question, bool(report.path)))


class Why(Spoken):
    """Say why the open question is asked."""

    called = "action_why"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Give the reason; the form asks the question again afterwards. With no question open, say so."""
        flow = report.flow(self.content)
        if report.asked and flow.question(report.asked):
            speaker.say(f"{flow.id}.{report.asked}.why")
        else:
            speaker.say("talk.why_nothing", speaker.press("talk.carry_on", "do:report_start"),
                        speaker.press("talk.menu", "do:menu"))  # fmt: skip


def choices(speaker: Speaker, flow: Flow, question: Question, can_go_back: bool) -> list[Press]:
    """Return the buttons of a question."""
    options = [
        (option_label(speaker, flow, question, name), f"a:{question.id}={name}") for name in question.options
    ]
    extra = [
        speaker.press("talk.skip", f"a:{question.id}={RATHER_NOT_SAY}"),
        speaker.press("talk.why", "do:why"),
    ]
    return options + extra + ([speaker.press("talk.back", "do:go_back")] if can_go_back else [])


def option_label(speaker: Speaker, flow: Flow, question: Question, option: str) -> str:
    """Return the words on the button of one option."""
    return speaker.words.text(f"{flow.id}.{question.id}.options.{option}")
