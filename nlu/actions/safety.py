"""The three gates: danger, suicide or self-harm, under 18. They are answered before anything else."""

from __future__ import annotations

from typing import Any

from nlu.actions.heard import Meant
from nlu.actions.ledger import offer_note
from nlu.actions.report import QUIET_TURNS, Report
from nlu.actions.speak import Speaker, Spoken
from nlu.actions.take import take_pressed
from nlu.flow import said
from nlu.gates import GATES
from nlu.signpost import services_for
from responses.cards import card

OTHERS = frozenset({"child", "someone_else", "moderator"})
# What a person in crisis is shown first; a wall of numbers helps nobody.
FIRST = 3


class Safety(Spoken):
    """Answer an alarm, keep what else the message told, and offer to go on. An alarm never ends the talk."""

    called = "action_safety"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Answer every gate that alarms, danger first."""
        report.misses = 0
        alarms = [gate for gate in GATES if meant.gates.get(gate) == "alarm"] or [meant.intent]
        if meant.intent in GATES and meant.pressed.get("question"):
            take_pressed(speaker, report, meant, self.content)
        learn_with_alarm(report, meant, alarms)
        if "danger" in alarms:
            answer_danger(speaker)
        if "crisis" in alarms:
            answer_crisis(speaker, report, meant, self.content)
        if "under_18" in alarms:
            answer_under_18(speaker, report)
        offer_note(speaker, report, meant)


class Doubt(Spoken):
    """Ask plainly when a gate is unsure, rather than guess."""

    called = "action_doubt"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask about the first gate that is unsure; the answer is a button or a plain yes or no."""
        report.learn(meant.answers)
        gate = next(gate for gate in GATES if meant.gates.get(gate) == "ask")
        report.waits_for = gate
        if report.tell_once("first_help"):
            speaker.say("talk.first_help")
        yes = speaker.press(f"safety.yes_{gate}", f"do:{gate}")
        no = speaker.press("safety.safe_now" if gate == "danger" else f"safety.no_{gate}", f"do:clear_{gate}")
        speaker.say(f"safety.{gate}_ask", yes, no)
        offer_note(speaker, report, meant)


class Clear(Spoken):
    """Take the plain no to a gate's question, and go on."""

    called = "action_clear"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Keep the gate from asking again at once. An alarm is never held back."""
        gate = meant.intent.removeprefix("clear_")
        report.cleared[gate] = QUIET_TURNS
        report.hints = {name: share for name, share in (report.hints or {}).items() if name != gate}
        speaker.say("safety.ask_clear")


def learn_with_alarm(report: Report, meant: Meant, alarms: list[str]) -> None:
    """Keep what the message tells, and what a pressed or typed "under 18" means for the answers."""
    report.learn(meant.answers)
    told = {"age", "age_in_picture"} & (set(meant.answers) | {meant.pressed.get("question")})
    if "under_18" in alarms and not told:
        report.answer("age", "under_18")


def answer_danger(speaker: Speaker) -> None:
    """Give 999 and the silent way to call it."""
    speaker.say(
        "safety.danger", speaker.press("safety.safe_now", "do:go_on"), speaker.press("safety.hide", "do:hide")
    )


def answer_crisis(speaker: Speaker, report: Report, meant: Meant, content: Any) -> None:
    """Give people to talk to right now, by age and nation, and stay."""
    names = first_people(report, content)
    cards = [card(content.facts.services[name], meant.now) for name in names]
    speaker.say_text("\n\n".join([speaker.words.text("safety.crisis"), *cards]))
    speaker.say(
        "safety.crisis_after",
        speaker.press("safety.go_on", "do:go_on"),
        speaker.press("talk.stop", "do:stop"),
    )


def first_people(report: Report, content: Any) -> list[str]:
    """Return whom to show first; with no age told, lines for grown-ups and the one for children together."""
    answers = said(report.answers)
    if "age" in answers:
        return services_for(content.facts, answers, crisis=True)[:FIRST]
    grown_up = services_for(content.facts, {**answers, "age": "adult"}, crisis=True)
    return [*grown_up[: FIRST - 1], "childline"]


def answer_under_18(speaker: Speaker, report: Report) -> None:
    """Answer kindly, take no picture, and destroy fingerprints that were made before this was known."""
    speaker.effect("destroy_pictures")
    if report.answers.get("for_whom") == "did_it":
        key = "safety.under_18_did_it"
    elif report.answers.get("age") != "under_18":
        key = "safety.under_18_picture"
    elif report.answers.get("for_whom") in OTHERS:
        key = "safety.under_18_other"
    else:
        key = "safety.under_18"
    speaker.say(key)
