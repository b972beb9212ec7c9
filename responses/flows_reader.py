"""Read the flows: which questions a report has, when each is asked, and what an answer means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

RATHER_NOT_SAY = "rather_not_say"
Condition = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its options, when it is asked, and what an option means as an answer."""

    id: str
    options: tuple[str, ...]
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    means: Mapping[str, Any] = field(default_factory=dict)
    affirm: str | None = None
    deny: str | None = None
    volunteered: bool = False
    raises: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, option: str) -> Any:
        """Return what an option stands for in the answers; most stand for themselves."""
        return self.means.get(option, option)


@dataclass(frozen=True, slots=True)
class Flow:
    """An ordered list of questions, and when this flow is the one to follow."""

    id: str
    starts_when: Condition
    questions: tuple[Question, ...]
    outcome: str

    def question(self, name: str) -> Question | None:
        """Return a question by its name."""
        return next((question for question in self.questions if question.id == name), None)


def load_flows(folder: Path, overlays: Sequence[Path] = ()) -> tuple[Flow, ...]:
    """Read every flow; a flow of the same name in a later folder takes the place of an earlier one."""
    paths = {path.stem: path for place in (folder, *overlays) for path in sorted((place / "flows").glob("*.yml"))}
    flows = [_flow(name, yaml.safe_load(path.read_text(encoding="utf-8"))) for name, path in paths.items()]
    # The flow without a condition is the one for everybody else, so it is tried last.
    return tuple(sorted(flows, key=lambda flow: (not flow.starts_when, flow.id)))


def _flow(name: str, content: Mapping[str, Any]) -> Flow:
    return Flow(
        id=name,
        starts_when=_condition(content.get("starts_when")),
        questions=tuple(_question(key, value or {}) for key, value in content["questions"].items()),
        outcome=str(content["outcome"]),
    )


def _question(name: str, content: Mapping[str, Any]) -> Question:
    return Question(
        id=name,
        options=tuple(str(option) for option in content.get("options", ())),
        when=_condition(content.get("when")),
        unless=_condition(content.get("unless")),
        means=content.get("means") or {},
        affirm=content.get("affirm"),
        deny=content.get("deny"),
        volunteered=bool(content.get("volunteered")),
        raises=content.get("raises") or {},
    )


def _condition(content: Mapping[str, Any] | None) -> Condition:
    return {
        str(key): frozenset(map(str, value if isinstance(value, list) else [value]))
        for key, value in (content or {}).items()
    }
