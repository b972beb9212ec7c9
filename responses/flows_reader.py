"""Read the flows: which questions a report has, when each is asked, and what an answer means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from responses.fields import read_yaml
from responses.problems import Problems

RATHER_NOT_SAY = "rather_not_say"
Condition = Mapping[str, frozenset[str]]
FIELDS = frozenset(["options", "when", "unless", "means", "affirm", "deny", "volunteered", "raises"])


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its options, when it is asked, and what an option means as an answer."""

    id: str
    options: tuple[str, ...]
    when: tuple[Condition, ...] = ()
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
    problems = Problems()
    places = [place / "flows" for place in (folder, *overlays)]
    paths = {path.stem: path for place in places for path in sorted(place.glob("*.yml"))}
    flows = [_flow(name, content) for name, path in paths.items() if (content := _checked(path, problems))]
    problems.stop_if_any()
    # The flow without a condition is the one for everybody else, so it is tried last.
    return tuple(sorted(flows, key=lambda flow: (not flow.starts_when, flow.id)))


def _checked(path: Path, problems: Problems) -> Mapping[str, Any] | None:
    content = read_yaml(path, problems)
    questions = content.get("questions")
    if not isinstance(questions, Mapping) or not isinstance(content.get("outcome"), str):
        problems.add(path, "", "a flow needs `questions:` with names under it, and `outcome:`.")
        return None
    for name, raw in questions.items():
        if not isinstance(raw or {}, Mapping) or (raw or {}).keys() - FIELDS:
            problems.add(path, str(name), f"a question may only have {', '.join(sorted(FIELDS))}.")
            return None
        if not _well_formed(raw or {}):
            problems.add(path, str(name), "`when` and `unless` need options under the name of a question.")
            return None
    return content


def _well_formed(raw: Mapping[str, Any]) -> bool:
    when = raw.get("when") or {}
    parts = [*(when if isinstance(when, list) else [when]), raw.get("unless") or {}]
    maps = [*parts, raw.get("means") or {}, raw.get("raises") or {}]
    return all(isinstance(part, Mapping) for part in maps) and isinstance(raw.get("options") or [], list)


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
        when=_any_of(content.get("when")),
        unless=_condition(content.get("unless")),
        means=content.get("means") or {},
        affirm=content.get("affirm"),
        deny=content.get("deny"),
        volunteered=bool(content.get("volunteered")),
        raises=content.get("raises") or {},
    )


def _any_of(content: Any) -> tuple[Condition, ...]:
    # A list means: any one of these will do. There is no other way to join conditions.
    listed = content if isinstance(content, list) else [content] if content else []
    return tuple(_condition(part) for part in listed)


def _condition(content: Mapping[str, Any] | None) -> Condition:
    return {
        str(key): frozenset(map(str, value if isinstance(value, list) else [value]))
        for key, value in (content or {}).items()
    }
