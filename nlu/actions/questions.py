"""Answer what people ask at any point, without losing their place in the report."""

from __future__ import annotations

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Speaker, Spoken
from nlu.flow import said


class AnswerQuestion(Spoken):
    """Answer a question from the vetted answers, in the version of the person's nation where there is one."""

    called = "action_answer_question"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Say the most fitting version: for a child, for a nation, or for everybody."""
        report.misses = 0
        report.learn(meant.answers)
        answers = said(report.answers)
        keys = [f"answers.{meant.intent}_{answers[name]}" for name in ("age", "nation") if name in answers]
        key = next((key for key in keys if key in speaker.words), f"answers.{meant.intent}")
        speaker.say(key if key in speaker.words else "talk.menu_text", speaker.press("talk.menu", "do:menu"))


class Human(Spoken):
    """Say where a person can be reached."""

    called = "action_human"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Name people who answer, now and free."""
        speaker.say("talk.human", speaker.press("talk.menu_support", "do:ask_support"))


class OtherLanguage(Spoken):
    """Give a short card to a person who writes in a language we do not have."""

    called = "action_other_language"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Say it plainly."""
        speaker.say("talk.other_language", speaker.press("talk.menu", "do:menu"))
