"""Answer what people ask at any point, without losing their place in the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Press, Speaker, Spoken
from nlu.flow import said
from nlu.signpost import may_show, situation
from responses.interpreters import other_language_card
from responses.related import answer_key


class AnswerQuestion(Spoken):
    """Answer a question from the vetted answers, with the finer ones behind buttons."""

    called = "action_answer_question"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Say the most fitting version: for a child, for a nation, or for everybody."""
        report.misses = 0
        report.learn(meant.answers)
        answer(speaker, report, meant.intent, self.content)


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
        """Name the services that have interpreters."""
        answers = said(report.answers)
        under_18 = answers.get("age") == "under_18"
        text = other_language_card(self.content.facts, speaker.words, answers.get("nation"), under_18)
        speaker.say_text(text, [speaker.press("talk.menu", "do:menu")])


def answer(speaker: Speaker, report: Report, name: str, content: Any) -> None:
    """Say one answer, and offer the finer ones under it."""
    answers = said(report.answers)
    key = answer_key(speaker.words, name, answers)
    if key is None:
        speaker.say("talk.old_button", speaker.press("talk.menu", "do:menu"))
        return
    finer: list[Press] = [
        speaker.press(f"asked.{one}", f"s:answer:{one}")
        for one in content.related.to(name, answers)
        if f"asked.{one}" in speaker.words
    ]
    people = [speaker.press("talk.more", f"s:people:{name}")] if people_for(name, answers, content) else []
    speaker.say(key, *finer, *people, speaker.press("talk.menu", "do:menu"))


def people_for(name: str, answers: Mapping[str, Any], content: Any) -> list[str]:
    """Return the services that stand behind an answer and may be shown to this person."""
    here = situation(answers)
    return [one for one in content.related.services.get(name, ()) if may_show(content.facts, here, one)]
