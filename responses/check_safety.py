"""What may never be missing from the first words in danger, in any language and under any overlay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responses.found import Found, of_words
from responses.reader import Content

# In the first message itself: a person in danger may not read a second one.
NEEDED = {
    "safety.danger": ("999", "55"),
    "safety.crisis": ("999",),
    "safety.holding": ("999", "116 123", "85258", "0800 1111"),
    "talk.welcome": ("999", "55", "116 123", "85258", "forget me"),
    "talk.first_help": ("999", "55", "116 123"),
    "talk.human": ("116 123", "0800 1111"),
    "talk.other_language": ("999",),
    "language.other": ("999",),
    "language.help_now": ("999", "0800 1111"),
    "answers.ask_support_under_18": ("0800 1111",),
    "answers.life_over": ("116 123", "999"),
    "answers.life_over_under_18": ("0800 1111", "999"),
}
# For a child, no words may send them to a tool for adults or ask for a copy of the picture.
CHILD = re.compile(r"_under_18$|^safety\.under_18")
# Telling a child what not to do is right; telling them to do it is not.
COPIES = re.compile(
    r"(?<!don't )(?<!not )(?<!never )\b(?:take|save|send|keep) (?:a |the )?(?:screenshot|copy|picture)s?\b",
    re.I,
)


def check_safety(content: Content) -> Iterator[Found]:
    """Name every place where words that save a life are missing or harmful."""
    for language, words in content.words.items():
        own = set(words)
        for key, parts in NEEDED.items():
            if key not in words:
                yield of_words(language, key, "these words must not be missing.")
            elif key in own:
                for part in parts:
                    if part.lower() not in words.text(key).lower():
                        yield of_words(language, key, f"it must say {part}.")
        for key in sorted(key for key in own if CHILD.search(key) and not key.startswith("report.")):
            found = COPIES.search(words.text(key))
            if found:
                yield of_words(language, key, f'"{found[0]}" must not be said to a child.')
