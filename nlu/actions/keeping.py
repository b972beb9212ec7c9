"""What we hold, forgetting, the code, and hiding: each at any turn, in two taps."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import AllSlotsReset

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Speaker, Spoken


class Held(Spoken):
    """Say what we hold."""

    called = "action_held"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Only the shell knows what is stored, so it says so."""
        speaker.effect("show_held")


class ForgetAsk(Spoken):
    """Ask once before forgetting."""

    called = "action_forget_ask"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Offer yes and no."""
        yes = speaker.press("keeping.forget_yes", "do:forget_now")
        speaker.say("keeping.forget_ask", yes, speaker.press("keeping.forget_no", "do:report_start"))


class Forget(Spoken):
    """Forget everything, here and in the store."""

    called = "action_forget"
    keeps = False

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> list[dict[str, Any]]:
        """Reset every slot and let the shell destroy the rest."""
        report.__init__()  # type: ignore[misc]
        speaker.effect("forget")
        return [AllSlotsReset()]


class CarryOn(Spoken):
    """Ask for the code, or open the report it belongs to."""

    called = "action_carry_on"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """The shell recognises a code before it reaches the core, so here we only ask for one."""
        speaker.say("keeping.code_ask" if "keeping.code_ask" in speaker.words else "talk.code_ask")


class OutcomeHeard(Spoken):
    """Take what came of an effect: a report that was opened with its code."""

    called = "action_outcome_heard"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Put the opened report's answers in place of ours."""
        answers = meant.pressed.get("facts", {}).get("answers")
        if isinstance(answers, dict):
            report.answers, report.path, report.asked = dict(answers), list(answers), None
            report.told = ["first_help", "code"]
            speaker.say("talk.code_found", speaker.press("talk.carry_on", "do:report_start"))


class Hide(Spoken):
    """Hide the chat, as far as the channel can."""

    called = "action_hide"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """The channel does it and says what it could not reach."""
        speaker.effect("hide")


class Ask(Spoken):
    """Ask the shell for one effect that needs nothing else: status, pack, stopping reminders."""

    def __init__(self, content: Any, called: str, effect: str) -> None:
        super().__init__(content)
        self.called, self._effect = called, effect

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask for it."""
        speaker.effect(self._effect)
