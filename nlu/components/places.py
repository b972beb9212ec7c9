"""Read where a person lives and where a thing was posted."""

from __future__ import annotations

import re

from nlu.components.fact import Fact
from nlu.components.lists import Found, find, nearly

LIVES = re.compile(
    r"\b(?:live|living|moved|based|from|in|back (?:to|in)|i'm|here in|at uni in|staying|near)\b[^.]{0,25}$"
)
NOT_HERE = re.compile(
    r"\b(?:he|she|they|he's|she's|who|him|her)(?: \w+)? (?:lives?|living|moved|is|are|based|from"
    r"|in)(?: back)?(?: in| to| from| near)?(?: the)? $|\b(?:used to live in|not in|moved from|left"
    r"|lived in|don't live in|holiday in|trip to|on the train to|train from) $"
)


def read_places(text: str) -> list[Fact]:
    """Give the nation and the site, each when it is said."""
    facts: list[Fact] = []
    nation = _best_place([*find("nations", text), *nearly("nations", text)], text)
    if nation:
        facts.append(Fact("nation", nation))
    sites = [*find("sites", text), *nearly("sites", text)]
    named = [s for s in sites if _is_site(s, text)]
    clear = [s for s in named if s.value != "other"] or named
    if clear:
        facts.append(Fact("site", clear[0].value))
    return facts


def _best_place(places: list[Found], text: str) -> str | None:
    """Prefer the place the person lives in over places that are only named."""
    kept = [
        p
        for p in places
        if not NOT_HERE.search(text[max(0, p.start - 30) : p.start])
        and not re.match(r" ?(?:united|city fc|derby|road|street)\b", text[p.end :])
        and not (p.words == "reading" and not re.search(r"\b(?:in|from|near) $", text[: p.start]))
        and not (
            p.words
            in (
                "bury",
                "bath city",
                "perth",
                "ayr",
                "wick",
                "angus",
                "hamilton",
                "derby",
                "hull",
                "poole",
                "preston",
                "chester",
                "lincoln",
                "york",
                "kent",
                "devon",
                "skye",
                "boston",
            )
            and not re.search(r"\b(?:in|from|near|to|at|of|live|uni) $", text[: p.start])
            and len(text.split()) > 3
        )
    ]
    lived = [p for p in kept if LIVES.search(text[max(0, p.start - 40) : p.start])]
    chosen = lived or kept
    return chosen[-1].value if lived else (chosen[0].value if chosen else None)


def _is_site(found: Found, text: str) -> bool:
    if found.words in (
        "x",
        "ph",
        "yt",
        "ig",
        "snap",
        "snaps",
        "twit",
        "google",
        "googled",
        "googling",
        "tweet",
        "tweets",
    ):
        before = text[max(0, found.start - 18) : found.start]
        if found.words == "x":
            return (
                bool(re.search(r"(?:\bon|\bto|\bvia|\bover|\bor|\bcalled|\bfrom|\band|,|/) $", before))
                and not re.match(r" ?x\b", text[found.end :])
                or bool(re.match(r" (?:account|is a|post)\b", text[found.end :]))
            )
        return found.words != "google" or bool(
            re.search(
                r"\b(?:on|in|from|off|to|by|search|my name in) $|^$|when (?:you|people|someone) $", before
            )
        )
    return not re.search(
        r"\b(?:not|never|isn't|wasn't) (?:on |to )?$", text[max(0, found.start - 14) : found.start]
    )
