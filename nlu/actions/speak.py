"""Say vetted words and ask for effects: the only two things an action can do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from nlu.actions.heard import Meant, meant_by
from nlu.actions.report import Report
from nlu.dialogue import EFFECTS
from responses.reader import Content
from responses.words import Words

Press = tuple[str, str]  # label, payload


class Speaker:
    """Says words of one language into one turn."""

    def __init__(self, dispatcher: CollectingDispatcher, words: Words) -> None:
        self._dispatcher, self.words = dispatcher, words

    def say(self, key: str, *buttons: Press, **places: object) -> None:
        """Say the words under a key."""
        self.say_text(self.words.marked(key, **places), buttons)

    def say_text(self, text: str, buttons: Iterable[Press] = ()) -> None:
        """Say a text that was put together from vetted words and facts."""
        shown = [_button(label, payload) for label, payload in buttons]
        self._dispatcher.utter_message(json_message={"reply": {"text": text, "buttons": shown}})

    def press(self, key: str, payload: str, **places: object) -> Press:
        """Return a button with vetted words on it."""
        return self.words.text(key, **places), payload

    def effect(self, kind: str, **facts: Any) -> None:
        """Ask the shell for one effect of the closed list."""
        if kind not in EFFECTS:
            raise ValueError(kind)
        self._dispatcher.utter_message(json_message={"effect": {"kind": kind, "facts": facts}})


def _button(label: str, payload: str) -> dict[str, str]:
    return {"label": label, "link" if payload.startswith("https://") else "payload": payload}


class Spoken(Action):
    """An action of ours: it reads the report and the meaning, speaks, and returns the changed slots."""

    called = ""
    keeps = True

    def __init__(self, content: Content) -> None:
        self.content = content

    def name(self) -> str:
        """Name this action for Rasa."""
        return self.called

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Take part in one turn."""
        report = Report.of(tracker.slots)
        before = dict(report.answers)
        report.waits_for = None
        meant = meant_by(tracker.latest_message)
        if meant.typed:
            report.hints = dict(meant.hints)
        else:
            report.writing = None  # any button ends the writing of a note
        speaker = Speaker(dispatcher, self.content.in_language(report.language))
        more = self.act(speaker, report, meant) or []
        if self.keeps and report.answers != before:
            speaker.effect("save_case", answers=report.answers)
        changed = {name: value for name, value in report.slots().items() if value != tracker.slots.get(name)}
        return [SlotSet(name, value) for name, value in changed.items()] + more

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> list[dict[str, Any]] | None:
        """Do what this action is for."""
        raise NotImplementedError
