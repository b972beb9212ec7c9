"""Which finer answers stand as buttons under an answer to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

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
    """Read related.yml; a later folder changes the list of an answer as a whole."""
    under: dict[str, tuple[str, ...]] = {}
    adults_only: set[str] = set()
    for place in (folder, *overlays):
        path = place / "related.yml"
        if path.exists():
            content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            under.update({str(k): tuple(map(str, v)) for k, v in (content.get("related") or {}).items()})
            adults_only.update(map(str, content.get("adults_only") or ()))
    return Related(under, frozenset(adults_only))
