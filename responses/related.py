"""Which finer answers stand as buttons under an answer to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from responses.fields import read_yaml
from responses.problems import Problems
from responses.words import Words

MOST = 6


@dataclass(frozen=True, slots=True)
class Related:
    """The finer answers under each answer, and those that are not for a child."""

    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adults_only: frozenset[str] = frozenset()
    services: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, answer: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the ids of the finer answers to offer to this person, best first."""
        child = answers.get("age") == "under_18"
        return tuple(name for name in self.under.get(answer, ()) if not (child and name in self.adults_only))


def answer_key(words: Words, name: str, answers: Mapping[str, Any]) -> str | None:
    """Return the key of the version of an answer for this person: by age, then by nation, then for all."""
    base = f"answers.{name}"
    versions = [f"{base}_{answers[part]}" for part in ("age", "nation") if part in answers]
    return next((key for key in (*versions, base) if key in words), None)


def load_related(folder: Path, overlays: Sequence[Path] = ()) -> Related:
    """Read related.yml; a later folder changes the list of an answer as a whole. Raises ContentError."""
    problems = Problems()
    under: dict[str, tuple[str, ...]] = {}
    services: dict[str, tuple[str, ...]] = {}
    adults_only: set[str] = set()
    for path in (place / "related.yml" for place in (folder, *overlays)):
        content = read_yaml(path, problems) if path.exists() else {}
        for name in sorted(map(str, content.keys() - {"related", "services", "adults_only"})):
            problems.add(
                path, name, "there is no such part; the parts are related, services and adults_only."
            )
        under.update(_lists(path, "related", content, problems))
        services.update(_lists(path, "services", content, problems))
        adults_only.update(_names(path, "adults_only", content.get("adults_only") or [], problems))
    problems.stop_if_any()
    return Related(under, frozenset(adults_only), services)


def _lists(
    path: Path, part: str, content: Mapping[str, Any], problems: Problems
) -> dict[str, tuple[str, ...]]:
    listed = content.get(part) or {}
    if not isinstance(listed, Mapping):
        problems.add(path, part, "it must hold names with a list under each.")
        return {}
    return {str(name): _names(path, f"{part}.{name}", names, problems) for name, names in listed.items()}


def _names(path: Path, place: str, names: object, problems: Problems) -> tuple[str, ...]:
    if not isinstance(names, list):
        problems.add(path, place, "it must be a list, like [how_long, site_said_no].")
        return ()
    return tuple(map(str, names))
