"""Read what is under responses/ once, at start, and refuse to go on with content that is not sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from responses.colours import DEFAULTS, load_colours
from responses.facts import Facts, load_facts
from responses.flows_reader import Flow, load_flows
from responses.letters_reader import Letter, load_letters
from responses.overlay_guard import guard
from responses.problems import Problems
from responses.related import Related, load_related
from responses.words import Words, load_words

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "cy")


@dataclass(frozen=True, slots=True)
class Content:
    """All that the core may say: flows, facts and words."""

    flows: tuple[Flow, ...]
    facts: Facts
    words: Mapping[str, Words]
    related: Related = field(default_factory=Related)
    letters: Mapping[str, Letter] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULTS))

    def in_language(self, language: str | None) -> Words:
        """Return the words of a language, English where there are none."""
        return self.words.get(language or "en", self.words["en"])


def load(folder: Path = HERE, overlays: Sequence[Path] = ()) -> Content:
    """Read all content. Raises ContentError with every problem that was found."""
    problems = Problems()
    for overlay in overlays:
        guard(overlay, problems)
    # What an overlay holds is looked at before any of it is used.
    problems.stop_if_any()
    english = load_words(folder, "en", overlays)
    words = {"en": english}
    for language in LANGUAGES[1:]:
        words[language] = load_words(folder, language, overlays, fallback=english)
    colours = load_colours(overlays, problems)
    problems.stop_if_any()
    return Content(
        flows=load_flows(folder, overlays),
        facts=load_facts(folder, overlays),
        words=words,
        related=load_related(folder, overlays),
        letters=load_letters(folder, overlays),
        colours=colours,
    )
