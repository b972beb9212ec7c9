"""Read the lists of words under nlu/data/lookup, and find their entries in plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lookup"


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a list, and where it stands in the text."""

    value: str
    start: int
    end: int
    words: str


@lru_cache(maxsize=16)
def entries(name: str) -> dict[str, str]:
    """Give every way of saying a thing, with what it means."""
    raw = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return {str(said).lower(): value for value, ways in raw.items() for said in ways}


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    longest_first = sorted(entries(name), key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(way) for way in longest_first) + r")(?:'s|s)?(?![\w])"
    )


def find(name: str, text: str) -> list[Found]:
    """Find the entries of a list in plain text, the longest at each place."""
    known = entries(name)
    out: list[Found] = []
    for match in _pattern(name).finditer(text):
        said = match.group()
        value = known.get(said) or known.get(said.removesuffix("s")) or known.get(said.removesuffix("'s"))
        if value:
            out.append(Found(value, match.start(), match.end(), said))
    return out


def nearly(name: str, text: str, shortest: int = 6) -> list[Found]:
    """Find entries that are spelt with one slip; short ones are never guessed at."""
    everyday, known = entries("everyday"), _long_words(name, shortest)
    out: list[Found] = []
    for match in re.finditer(r"[a-z]{6,}", text):
        word = match.group()
        if word in known or word in everyday:
            continue
        close = [w for w in known if abs(len(w) - len(word)) <= 1 and w[0] == word[0] and one_slip(w, word)]
        if len(close) == 1:
            out.append(Found(known[close[0]], match.start(), match.end(), word))
    return out


@lru_cache(maxsize=16)
def _long_words(name: str, shortest: int) -> dict[str, str]:
    return {way: value for way, value in entries(name).items() if len(way) >= shortest and " " not in way}


def one_slip(wanted: str, word: str) -> bool:
    """Say whether a word is one letter more, less, other or swapped away."""
    if len(wanted) == len(word):
        different = [i for i, (a, b) in enumerate(zip(wanted, word, strict=True)) if a != b]
        if len(different) == 2 and different[1] - different[0] == 1:
            i, j = different
            return wanted[i] == word[j] and wanted[j] == word[i]
        return len(different) <= 1
    short, long = sorted((wanted, word), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
