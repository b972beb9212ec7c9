"""Read the facts of a story out of what a person wrote: who, where, when, how old, told whom.

Pure rules over plain text. A fact is only read when it is said; what is denied is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nlu.components.ages import WORDS, ages
from nlu.components.incidents import read_incident
from nlu.components.lists import Found, find, nearly
from nlu.components.plain_text import plain, sentences
from nlu.components.told import read_told
from nlu.components.whom import read_by, read_for_whom, read_watched


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer that was said: its key and value, and how sure we are."""

    key: str
    value: str | int
    confidence: float = 0.9

    def as_entity(self) -> dict[str, Any]:
        """Give it the shape Rasa keeps entities in."""
        return {
            "entity": self.key,
            "value": self.value,
            "confidence": self.confidence,
            "extractor": "StoryReader",
        }


def read_facts(text: str, ranking: Iterable[Mapping[str, Any]] = ()) -> list[Fact]:
    """Give every fact a message holds, each key once, but one `reported` for each who was told."""
    whole = plain(text)
    parts = sentences(whole)
    ranks = list(ranking)
    facts = [*_incident(whole, ranks), *_people(whole, ranks), *_ages(parts, whole), *_places(whole)]
    facts += [*_money(whole), *_count(whole), *_when(whole)]
    facts += [Fact("reported", who) for who in read_told(parts)]
    return facts


def answers_of(facts: Iterable[Fact]) -> dict[str, Any]:
    """Lay facts out as the answers of a case."""
    out: dict[str, Any] = {}
    for fact in facts:
        if fact.key == "reported":
            out.setdefault("reported", []).append(fact.value)
        else:
            out.setdefault(fact.key, fact.value)
    return out


def _incident(text: str, ranks: list[Mapping[str, Any]]) -> list[Fact]:
    found = read_incident(text, ranks)
    return [Fact("incident", found[0], round(found[1], 4))] if found else []


def _people(text: str, ranks: list[Mapping[str, Any]]) -> list[Fact]:
    top = str(ranks[0]["name"]) if ranks and float(ranks[0]["confidence"]) >= 0.5 else ""
    pairs = (("for_whom", read_for_whom(text, top)), ("by", read_by(text)), ("watched", read_watched(text)))
    return [Fact(key, value) for key, value in pairs if value]


UNDER = re.compile(
    r"\b(?:i'm|i am|she's|he's|she is|he is|we're|still|not|n't)(?: \w+){0,2} (?:under ?age|under 18"
    r"|a minor|(?<=not )18 yet|in (?:year|yr) (?:[2-9]|1[01])|at secondary)\b|\bin (?:year|yr) (?:[2-9]"
    r"|1[01])\b|\bunder 18\b(?! in the)"
)
OVER = re.compile(
    r"\b(?:i'm|i am|she's|he's|she is|he is|both|we're) (?:\w+ ){0,2}(?:over (?:18|eighteen)"
    r"|(?<!not )an adult|adults|a grown (?:woman|man)|18\+)"
)
PICTURE_OVER = re.compile(
    r"\b(?:was|were|i'm|am) (?:\w+ ){0,2}(?:over 18|an adult|18 or over|adults?) (?:in|when|at the time)\b"
)
PICTURE_UNDER = re.compile(
    r"\b(?:(?:picture|photo|image|video|pic|clip|one|nude)s?|taken|filmed)\b.{0,35}\b(?:when i was"
    r"|while i was|i was) (?:\w+ ){0,2}(?:at school|in school|underage|a child|a kid|a minor|under 18"
    r"|at secondary)\b|\bi was (?:underage|a child|a minor|a kid|under 18) (?:in|when)\b|\b(?:taken|filmed"
    r"|made|sent|from) before i (?:was|turned) (?:18|eighteen)\b"
)


def _ages(parts: list[str], whole: str) -> list[Fact]:
    said = [age for part in parts for age in ages(part)]
    facts: list[Fact] = []
    picture = next((age for age in said if age.of == "picture"), None)
    now = next((age for age in said if age.of in ("self", "child")), None)
    if picture or PICTURE_UNDER.search(whole) or PICTURE_OVER.search(whole):
        young = picture.years < 18 if picture else bool(PICTURE_UNDER.search(whole))
        facts.append(Fact("age_in_picture", "under_18" if young else "adult"))
    if now:
        facts += [Fact("age", "under_18" if now.years < 18 else "adult"), Fact("age_years", now.years)]
    elif UNDER.search(whole):
        facts.append(Fact("age", "under_18"))
    elif OVER.search(whole):
        facts.append(Fact("age", "adult"))
    elif later := re.search(
        r"\b(?:now )?(?P<n>[2-9]\d) now\b|\bnow (?:i'm |i am |aged )?(?P<m>[2-9]\d)\b", whole
    ):
        years = int(later.group("n") or later.group("m"))
        facts += [Fact("age", "adult"), Fact("age_years", years)]
    return facts


LIVES = re.compile(
    r"\b(?:live|living|moved|based|from|in|back (?:to|in)|i'm|here in|at uni in|staying|near)\b[^.]{0,25}$"
)
NOT_HERE = re.compile(
    r"\b(?:he|she|they|he's|she's|who|him|her)(?: \w+)? (?:lives?|living|moved|is|are|based|from"
    r"|in)(?: back)?(?: in| to| from| near)?(?: the)? $|\b(?:used to live in|not in|moved from|left"
    r"|lived in|don't live in|holiday in|trip to|on the train to|train from) $"
)


def _places(text: str) -> list[Fact]:
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
            return bool(
                re.search(r"(?:\bon|\bto|\bvia|\bover|\bor|\bcalled|\bfrom|\band|,|/) $", before)
            ) and not re.match(r" ?x\b", text[found.end :])
        return found.words != "google" or bool(
            re.search(
                r"\b(?:on|in|from|off|to|by|search|my name in) $|^$|when (?:you|people|someone) $", before
            )
        )
    return not re.search(
        r"\b(?:not|never|isn't|wasn't) (?:on |to )?$", text[max(0, found.start - 14) : found.start]
    )


PAID = re.compile(
    r"(?<!n't )(?<!not )(?<!haven't )(?<!never )(?<!n't already )\b(?:i|i've|already|have|she|he|we|ive|son"
    r"|daughter|dad|husband|just)(?: \w+){0,2} (?:paid|payed|sent (?:them |him |her )?(?:£|\d+ ?(?:quid"
    r"|pounds|p\b|in)|money|the money|bitcoin|a gift card|gift cards|steam cards|vouchers)|transferred"
    r"|gave (?:them|him|her) (?:£|\d+|money|my card)|lost (?:£|\d))|^paid\b|\bi (?:sent|gave) (?:them|him"
    r"|her|over)? ?(?:£ ?\d|\d+ (?:quid|pounds|euros))|\bpaid (?:them|him|her|once|twice|£|half|\d"
    r"|the (?:first|money))"
)
ASKED = re.compile(
    r"\b(?:want(?:s|ed|ing)?|demand\w*|ask(?:s|ed|ing)?(?: me)? for|need(?:s|ed)?|after|owe|pay|send"
    r"|blackmail\w*.{0,30})\b.{0,30}(?:£ ?\d|\d+ ?(?:quid|pounds|euros|dollars|grand|k\b)|money|bitcoin|btc"
    r"|crypto|gift ?cards?|steam cards?|itunes|amazon cards?|paypal|ransom|cash|vouchers?|ukash|usdt)"
    r"|\bpay(?:ment)? (?:by|up|or|them|him|her|within|in)\b|\bor (?:i|to) pay\b|£ ?\d+ (?:or|by|not to"
    r"|to (?:delete|not|stop))"
)


def _money(text: str) -> list[Fact]:
    if PAID.search(text) and not re.search(
        r"\b(?:haven't|not|n't|never|refus\w+ to) (?:\w+ )?(?:paid|pay|sent|send)\b(?!.*\balready paid\b)",
        text,
    ):
        return [Fact("money", "paid")]
    return [Fact("money", "asked")] if ASKED.search(text) else []


COUNT = re.compile(
    r"\b(?P<n>\d{1,3}|a couple of|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|one"
    r"|a dozen|a single)(?: or so| different| private| intimate| naked| nude| topless| old| explicit| fake"
    r"| of my| of the| more| separate| full)* (?:pictures?|photos?|images?|nudes?|videos?|pieces|selfies"
    r"|clips?|snaps)\b"
)
COUNTS = WORDS | {"a couple of": 2, "a dozen": 12, "a single": 1}


def _count(text: str) -> list[Fact]:
    found = COUNT.search(text)
    if not found:
        return []
    said = found.group("n")
    return [Fact("pictures", int(said) if said.isdigit() else COUNTS[said])]


AGO = re.compile(
    r"\b(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|couple(?: of)?|few) ?(?P<unit>min\w*|hours?|days?|nights?|weeks?|months?|years?) (?:ago|back"
    r"|earlier)\b"
)
SIZES = {"min": 0.0, "hour": 0.04, "day": 1.0, "nigh": 1.0, "week": 7.0, "mont": 30.0, "year": 365.0}
SMALL = WORDS | {"a": 1, "an": 1, "couple": 2, "couple of": 2, "few": 3}


def _when(text: str) -> list[Fact]:
    ago = AGO.search(text)
    if ago:
        n = int(ago.group("n")) if ago.group("n").isdigit() else SMALL[ago.group("n")]
        size = next(s for unit, s in SIZES.items() if ago.group("unit").startswith(unit[:3]))
        days = n * size
        spans = ((0.99, "today"), (6.9, "this_week"), (30, "this_month"), (364, "this_year"))
        return [Fact("when", next((name for most, name in spans if days <= most), "longer"))]
    found = find("times", text)
    return [Fact("when", found[0].value)] if found else []
