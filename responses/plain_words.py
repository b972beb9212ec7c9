"""Finds wording that can hurt or mislead, and sentences that are hard to read when somebody is frightened."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The "avoid" column of our wording rules. A helpline's own name is the one exception.
AVOID = {
    r"revenge porn(?! helpline)": 'say "intimate image abuse"; "revenge" says that the person did something',
    r"\bleaked nudes?\b|\bsex tapes?\b": 'say "pictures shared without your consent"',
    r"deep ?fake porn|not real, so": 'say "fake sexual image"; the harm is real',
    r"\bchild porn|underage porn|kiddie": 'say "sexual picture of a child"',
    r"scam you fell for|you fell for": "it blames",
    r"\bwhy did you\b|\byou should have\b|\bwhat did you do\b": "it blames",
    r"you(?:'re| are) safe now|it(?:'ll| will) all be fine|i understand exactly": "promise only what is true",
    r"\byou must go\b|\byou need to go to the police\b|(?<!not )have to report\b": "the person chooses",
    r"commit(?:ted|s)? suicide|failed attempt|successful suicide": 'say "died by suicide"',
    r"too ashamed": "shame is catching",
    r"\bbroke the law\b|\bbroken the law\b": "it scares children off",
    r"\bvictims?\b(?!'? (?:support|helpline|code|commissioner))": "people choose their own word",
}
# Promise 9: no false hope, and no wrong despair either.
FALSE_HOPE = {
    r"(?:gone|removed|taken down|deleted) (?:with)?in 48 hours": "nobody can promise 48 hours",
    r"ofcom (?:will|can) (?:remove|take|help|delete|answer)": "Ofcom removes nothing and answers nobody",
    r"guarantee|we promise|will be gone|will be removed|never come back": "it is a promise we cannot keep",
    r"too late\b": "never tell anyone they are too late",
    r"nothing (?:can|could) be done|nothing you can do": "there is always a next step",
    r"(?<!place of )action fraud": "it is called Report Fraud now",
}
HARD_AT = 34
# Words said as often as these are known to all, however long they are.
_EASY_LONG = {"everyone", "anyone", "somebody", "anybody", "police", "picture", "pictures", "helpline"}


def wording_problems(text: str) -> Iterator[str]:
    """Name each piece of wording that must not reach a person, and why."""
    low = " ".join(text.lower().split())
    for pattern, reason in {**AVOID, **FALSE_HOPE}.items():
        found = re.search(pattern, low)
        if found:
            yield f'"{found[0]}" must not be said: {reason}.'


def long_sentences(text: str, limit: int = HARD_AT) -> Iterator[str]:
    """Give each sentence with more words than a frightened reader can hold."""
    for sentence in sentences(text):
        if len(sentence.split()) > limit:
            yield sentence


def sentences(text: str) -> list[str]:
    """Split a text into sentences, addresses and short forms left whole."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


def reading_age(text: str) -> float:
    """Estimate the age at which a text can be read (Flesch-Kincaid grade and five years)."""
    words = re.findall(r"[A-Za-z']+", text)
    if not words:
        return 0.0
    syllables = sum(_syllables(word.lower()) for word in words)
    grade = 0.39 * len(words) / max(1, len(sentences(text))) + 11.8 * syllables / len(words) - 15.59
    return round(grade + 5, 1)


def _syllables(word: str) -> int:
    if word in _EASY_LONG:
        return 2
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)
