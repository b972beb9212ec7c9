"""Read the letters: what a person can send to each desk, filled from their case and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from responses.problems import Problems

# What a letter may ask for; a place that is not known here would stay open in what the person sends.
PLACES = frozenset(
    {"site", "links", "handles", "references", "name", "contact", "standing", "reported", "today", "story"}
    | {"incident", "came", "steps", "nation"}
)
_PLACE = re.compile(r"\{([a-z_]+)\}")
NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: to whom it goes, when it fits, what the one who gets it learns, and its words."""

    id: str
    title: str
    button: str
    to: str
    learns: str
    before: tuple[str, ...]
    body: str
    incidents: frozenset[str]
    nations: frozenset[str]
    adults_only: bool
    next_step: str
    place: int

    def fits(self, answers: Mapping[str, Any]) -> bool:
        """Say whether this letter is right for a person; an unsure age gets no letter for adults."""
        if self.adults_only and not _is_adult(answers):
            return False
        if self.nations and answers.get("nation", NOT_KNOWN) not in self.nations:
            return False
        return not self.incidents or answers.get("incident") in self.incidents

    def text(self, places: Mapping[str, str]) -> str:
        """Fill the letter once, so that braces in a person's own words stay what they are."""
        return _PLACE.sub(lambda place: places.get(place[1], place[0]), self.body).strip()


def load_letters(folder: Path, overlays: Sequence[Path] = ()) -> dict[str, Letter]:
    """Read every letter; one of the same name in a later folder takes the place of an earlier one.

    Raises ContentError with every problem that was found.
    """
    found = {
        path.stem: path for place in (folder, *overlays) for path in sorted((place / "letters").glob("*.yml"))
    }
    problems = Problems()
    letters = {name: _letter(path, problems) for name, path in found.items()}
    problems.stop_if_any()
    read = [letter for letter in letters.values() if letter is not None]
    return {letter.id: letter for letter in sorted(read, key=lambda one: (one.place, one.id))}


def _letter(path: Path, problems: Problems) -> Letter | None:
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    missing = [
        name for name in ("title", "button", "to", "learns", "body", "review") if not content.get(name)
    ]
    for name in missing:
        problems.add(path, name, "A letter needs this.")
    for place in sorted(set(_PLACE.findall(str(content.get("body", "")))) - PLACES):
        problems.add(path, place, "There is no such place to fill in a letter.")
    if len(str(content.get("button", ""))) > 40:
        problems.add(path, "button", "A label has at most 40 letters.")
    if missing:
        return None
    return Letter(
        id=path.stem,
        **{name: str(content[name]).strip() for name in ("title", "button", "to", "learns", "body")},
        before=tuple(str(line) for line in content.get("before", ())),
        incidents=frozenset(content.get("incidents", ())),
        nations=frozenset(content.get("nations", ())),
        adults_only=bool(content.get("adults_only")),
        next_step=str(content.get("next_step", "")),
        place=int(content.get("place", 99)),
    )


def _is_adult(answers: Mapping[str, Any]) -> bool:
    years = answers.get("age_years")
    old_enough = not isinstance(years, int) or years >= 18
    return answers.get("age") == "adult" and answers.get("age_in_picture", "adult") == "adult" and old_enough
