"""Rules of the letters a person sends: the same wording, no loose number or address, short labels."""

from __future__ import annotations

from collections.abc import Iterator

from responses.check_words import LONGEST_LABEL, Known
from responses.found import Found
from responses.plain_words import wording_problems
from responses.reader import Content

# The body is read by a desk, not by a frightened person, so it has no reading age; the rest of a letter has.
PARTS = ("title", "button", "to", "learns", "body")


def check_letters(content: Content) -> Iterator[Found]:
    """Name every broken rule of every letter."""
    known = Known(content.facts)
    for letter in content.letters.values():
        file = f"letters/{letter.id}.yml"
        if len(letter.button) > LONGEST_LABEL:
            yield Found(file, "button", f"it has {len(letter.button)} letters; {LONGEST_LABEL} is the most.")
        texts = [(part, str(getattr(letter, part))) for part in PARTS]
        texts += [("before", line) for line in letter.before]
        for part, text in texts:
            yield from (Found(file, part, found) for found in wording_problems(text))
            yield from (Found(file, part, found) for found in known.loose(text))
