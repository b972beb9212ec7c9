"""The report as the actions see it: the answers so far, what was asked last, and how to go back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from nlu.flow import flow_for, is_asked, next_question
from responses.flows_reader import RATHER_NOT_SAY, Flow, Question
from responses.reader import Content

# A plain "no" keeps a gate from asking again for this many turns; alarms are never held back.
QUIET_TURNS = 5
# Once said, only a button may take these back: a slip must not open an adult's tool to a child.
STICKY = {"age": "under_18", "age_in_picture": "under_18"}


@dataclass(slots=True)
class Report:
    """The slots of the conversation, with names."""

    answers: dict[str, Any] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    asked: str | None = None
    told: list[str] = field(default_factory=list)
    cleared: dict[str, int] = field(default_factory=dict)
    # What typed messages hinted at; None before the first of them.
    hints: dict[str, float] | None = None
    misses: int = 0
    waits_for: str | None = None
    writing: str | None = None
    language: str = "en"

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> Report:
        """Read the report from the slots."""
        kept = {name: slots[name] for name in SLOTS if slots.get(name) is not None}
        return cls(**{name: _copy(value) for name, value in kept.items()})

    def slots(self) -> dict[str, Any]:
        """Return every slot to be set."""
        return {name: getattr(self, name) for name in SLOTS}

    def flow(self, content: Content) -> Flow:
        """Return the flow these answers belong to."""
        return flow_for(content.flows, self.answers)

    def next(self, content: Content) -> Question | None:
        """Return the question to ask now; one the person chose to change comes first."""
        flow = self.flow(content)
        chosen = flow.question(self.asked or "")
        if (
            chosen
            and chosen.id not in self.answers
            and (chosen.volunteered or is_asked(chosen, self.answers))
        ):
            return chosen
        return next_question(flow, self.answers)

    def answer(self, question: str, value: Any) -> None:
        """Take one answer that was given on purpose."""
        self.answers[question] = value
        self.path = [name for name in self.path if name != question] + [question]

    def learn(self, facts: Mapping[str, Any], overwrite: bool = False) -> dict[str, Any]:
        """Take what a typed message holds, and return what was new in it."""
        new = {
            name: value
            for name, value in facts.items()
            if (overwrite or name not in self.answers or name == self.asked or name in STICKY)
            and self.answers.get(name) != value
            and not (name in STICKY and self.answers.get(name) == STICKY[name])
        }
        for name, value in new.items():
            self.answer(name, value)
        return new

    def go_back(self) -> bool:
        """Take back the last answer; say whether there was one."""
        if not self.path:
            return False
        self.asked = self.path.pop()
        self.answers.pop(self.asked, None)
        return True

    def tell_once(self, key: str) -> bool:
        """Say whether this was not told before, and remember that it is now."""
        if key in self.told:
            return False
        self.told.append(key)
        return True

    def is_adult_picture(self) -> bool:
        """Say whether both age questions were answered with adult: the gate before any picture."""
        # Whoever shared a picture of somebody else is never asked for it.
        is_theirs = self.answers.get("for_whom") != "did_it"
        ages = (self.answers.get("age"), self.answers.get("age_in_picture"))
        return is_theirs and ages == ("adult", "adult")


SLOTS = tuple(one.name for one in fields(Report))


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, (dict, list)) else value


def is_said(value: Any) -> bool:
    """Say whether an answer was given rather than skipped."""
    return value is not None and value != RATHER_NOT_SAY
