"""Take answers: the validation of the report's form. A message that holds none is left to the other rules."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from nlu.actions.ask import option_label
from nlu.actions.heard import FOR_WHOM, INCIDENT, Meant, meant_by
from nlu.actions.report import Report, is_said
from nlu.actions.speak import Press, Speaker, Spoken
from responses.flows_reader import RATHER_NOT_SAY

# Several new answers are read back; a single one is only said to be noted.
ENOUGH = 2
NEVER_LEFT = frozenset({"age", "age_in_picture", "age_years", "incident", "for_whom"})
SHORT = frozenset({"affirm", "deny", "skip"})
TAKES = frozenset(
    {
        "answer",
        "change",
        "go_back",
        "go_on",
        "report_start",
        "carry_on_here",
        "change_answer",
        "clear",
        "send_nothing",
    }
    | {"for_someone_else", "i_am_a_moderator", "i_did_it", "inform"}
    | SHORT
)


class TakeAnswers(Spoken):
    """Validate the form: take the answers of this message and replay the flow."""

    called = "validate_report"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Return no events when the message holds no answer: only then do the other rules get their turn."""
        meant = meant_by(tracker.latest_message)
        if not _holds_answer(meant, Report.of(tracker.slots)):
            return []
        return super().run(dispatcher, tracker, domain)

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> list[dict[str, Any]]:
        """Take the answers, and set the step when nothing is left to ask."""
        report.cleared = {gate: left - 1 for gate, left in report.cleared.items() if left > 1}
        take(speaker, report, meant, self.content)
        report.misses = 0
        flow = report.flow(self.content)
        step = flow.outcome if report.next(self.content) is None else None
        return [SlotSet("step", step)]


def _holds_answer(meant: Meant, report: Report) -> bool:
    if meant.intent.startswith(INCIDENT) or meant.intent in TAKES - SHORT:
        return True
    if meant.intent in SHORT or meant.intent in {"unsure", "out_of_scope"}:
        return bool(report.asked) and (meant.intent in SHORT or bool(meant.answers))
    return False


def take(speaker: Speaker, report: Report, meant: Meant, content: Any) -> None:
    """Change the report by what this message says."""
    if meant.intent == "answer":
        take_pressed(speaker, report, meant, content)
    elif meant.intent in {"change", "change_answer"} and (name := meant.pressed.get("question")):
        change(speaker, report, str(name), content)
    elif meant.intent == "go_back":
        if not report.go_back():
            speaker.say("talk.nothing_before")
    elif meant.intent in SHORT:
        take_short(report, meant, content)
        if report.asked == "safe_now" and meant.intent == "deny" and not report.misses:
            speaker.say("safety.not_safe")  # and the question follows, with danger and suicide to tap
    elif meant.intent in FOR_WHOM and not meant.typed:
        take_for_whom(report, meant.intent)
    elif meant.typed:
        take_told(speaker, report, meant, content)


def take_for_whom(report: Report, intent: str) -> None:
    """Take the button that says who is asking; "someone else" leads on to the question who it is."""
    if intent == "for_someone_else":
        report.answers.pop("for_whom", None)
        report.asked = "for_whom"
    else:
        report.answer("for_whom", FOR_WHOM[intent])


def take_pressed(speaker: Speaker, report: Report, meant: Meant, content: Any) -> None:
    """Take the answer of a button; an old button changes its old answer."""
    name, option = str(meant.pressed["question"]), str(meant.pressed["option"])
    question = report.flow(content).question(name)
    if question is None or (option not in question.options and option != RATHER_NOT_SAY):
        speaker.say("talk.old_button")
        return
    report.answer(name, question.meaning(option) if option != RATHER_NOT_SAY else option)


def change(speaker: Speaker, report: Report, name: str, content: Any) -> None:
    """Open one question again."""
    report.answers.pop(name, None)
    report.path = [step for step in report.path if step != name]
    report.asked = name
    speaker.say("talk.changed")


def take_short(report: Report, meant: Meant, content: Any) -> None:
    """Take a bare yes, no or skip as the answer to the question that is open."""
    question = report.flow(content).question(report.asked or "")
    if question is None or (question.raises and report.misses and meant.intent != "skip"):
        return  # "yes" after "did you mean one of these?" makes nobody an adult, and nobody safe
    option = {"affirm": question.affirm, "deny": question.deny, "skip": RATHER_NOT_SAY}[meant.intent]
    if meant.intent != "skip" and meant.answers.get(question.id):
        report.answer(question.id, meant.answers[question.id])
    elif option:
        report.answer(question.id, option if option == RATHER_NOT_SAY else question.meaning(option))


def take_told(speaker: Speaker, report: Report, meant: Meant, content: Any) -> None:
    """Take the answers in a person's own words, and read them back once when there are several."""
    if report.tell_once("first_help"):
        speaker.say("talk.first_help")
    asked = report.asked
    new = report.learn(meant.answers, overwrite=meant.intent == "change_answer")
    read_back(speaker, report, new, content)
    leave_alone(speaker, report, asked)


def leave_alone(speaker: Speaker, report: Report, asked: str | None) -> None:
    """Leave a question that the person has talked past twice; asking on and on is not kind.

    The ages are never left so: what may be shown hangs on them.
    """
    if asked is None or asked in report.answers or asked in NEVER_LEFT:
        return
    if not report.tell_once(f"asked_{asked}"):
        report.answer(asked, RATHER_NOT_SAY)
        speaker.say("talk.left_safe_now" if asked == "safe_now" else "talk.left")


def read_back(speaker: Speaker, report: Report, new: dict[str, Any], content: Any) -> None:
    """Read new answers back, with a button to correct each that a question stands behind."""
    flow = report.flow(content)
    labels = {name: label for name in new if (label := said_label(speaker, report, name, content))}
    if not labels:
        return
    buttons: list[Press] = [
        speaker.press("talk.change_label", f"c:{name}", answer=label)
        for name, label in labels.items()
        if flow.question(name) is not None
    ]
    if len(labels) < ENOUGH:
        speaker.say("talk.noted", *buttons, answer=next(iter(labels.values())))
        return
    speaker.say("talk.read_back", *buttons, facts="\n".join(f"- {label}" for label in labels.values()))


def said_label(speaker: Speaker, report: Report, name: str, content: Any) -> str | None:
    """Return an answer in the words of its button, or in known words; None where there are none."""
    value, question = report.answers.get(name), report.flow(content).question(name)
    if value == RATHER_NOT_SAY:
        return speaker.words.text("talk.not_said")
    for option in question.options if question else ():
        if question.meaning(option) == value and is_said(value):
            return option_label(speaker, report.flow(content), question, option)
    return _known(speaker, name, value)


def _known(speaker: Speaker, name: str, value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(label for one in value if (label := _known(speaker, name, one))) or None
    if isinstance(value, int) and f"known.{name}.number" in speaker.words:
        return speaker.words.text(f"known.{name}.number", value=value)
    key = f"known.{name}.{value}"
    return speaker.words.text(key) if key in speaker.words else None
