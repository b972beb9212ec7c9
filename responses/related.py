"""Which finer answers stand as buttons under an answer to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from responses.fields import read_yaml
from responses.problems import Problems

MOST = 6


@dataclass(frozen=True, slots=True)
class Related:
    """The finer answers under each answer, and those that are not for a child."""

    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adults_only: frozenset[str] = frozenset()

    def to(self, answer: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the ids of the finer answers to offer to this person, best first."""
        child = answers.get("age") == "under_18"
        return tuple(name for name in self.under.get(answer, ()) if not (child and name in self.adults_only))


def load_related(folder: Path, overlays: Sequence[Path] = ()) -> Related:
    """Read related.yml; a later folder changes the list of an answer as a whole. Raises ContentError."""
    problems = Problems()
    under: dict[str, tuple[str, ...]] = {}
    adults_only: set[str] = set()
    for path in (place / "related.yml" for place in (folder, *overlays)):
        content = read_yaml(path, problems) if path.exists() else {}
        lists = content.get("related") or {}
        only = content.get("adults_only") or []
        if not isinstance(only, list) or not isinstance(lists, Mapping):
            problems.add(path, "", "`related` needs lists under names, and `adults_only` one list.")
            continue
        for name, listed in lists.items():
            if isinstance(listed, list):
                under[str(name)] = tuple(map(str, listed))
            else:
                problems.add(
                    path, str(name), "the answers under it must be a list, like [how_long, can_i_sue]."
                )
        adults_only.update(map(str, only))
    problems.stop_if_any()
    return Related(under, frozenset(adults_only))
