"""Read the facts of a story out of what a person wrote: who, where, when, how old, told whom.

Pure rules over plain text. A fact is only read when it is said; what is denied is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from nlu.components.ages import ages
from nlu.components.amounts import read_count, read_money, read_when
from nlu.components.bare import of_picture, says_grown, says_young
from nlu.components.doer import read_by
from nlu.components.fact import Fact
from nlu.components.incidents import read_incident
from nlu.components.net_age import THEN, read_age
from nlu.components.places import read_places
from nlu.components.plain_text import plain, sentences
from nlu.components.told import read_told
from nlu.components.watched import read_watched
from nlu.components.whom import read_for_whom


def read_facts(text: str, ranking: Iterable[Mapping[str, Any]] = ()) -> list[Fact]:
    """Give every fact a message holds, each key once, but one `reported` for each who was told."""
    whole = plain(text)
    parts = sentences(whole)
    ranks = list(ranking)
    money = read_money(whole)
    facts = [*_incident(whole, ranks, money), *_people(whole, ranks), *_ages(parts, whole)]
    facts += [*read_places(whole), *money, *read_count(whole), *read_when(whole)]
    facts += [Fact("reported", who) for who in read_told(parts)]
    if Fact("for_whom", "child") in facts:
        # "My daughter" says whom it is about, not who did it; that is asked.
        facts = [fact for fact in facts if fact != Fact("by", "family")]
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


def _incident(text: str, ranks: list[Mapping[str, Any]], money: list[Fact]) -> list[Fact]:
    found = read_incident(text, ranks)
    if found and found[0] == "threat" and money:
        found = ("sextortion", found[1])
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


def _bare_age(parts: list[str]) -> Fact | None:
    """Read a message that is nothing but `over 18` or `under 18`, now or in the picture."""
    if len(parts) != 1 or not (says_grown(parts[0]) or says_young(parts[0])):
        return None
    key = "age_in_picture" if of_picture(parts[0]) else "age"
    return Fact(key, "adult" if says_grown(parts[0]) else "under_18")


def _young_now(parts: list[str]) -> bool:
    """Hear somebody under 18 where no age is said: a school year, a pupil, nearly 18."""
    return any(read_age(part) == "alarm" and not THEN.search(part) for part in parts)


def _ages(parts: list[str], whole: str) -> list[Fact]:
    said = [age for part in parts for age in ages(part)]
    if bare_age := _bare_age(parts):
        return [bare_age]
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
    elif not picture and _young_now(parts):
        facts.append(Fact("age", "under_18"))
    elif later := re.search(
        r"\b(?:now )?(?P<n>[2-9]\d) now\b|\bnow (?:i'm |i am |aged )?(?P<m>[2-9]\d)\b", whole
    ):
        years = int(later.group("n") or later.group("m"))
        facts += [Fact("age", "adult"), Fact("age_years", years)]
    return facts


__all__ = ["Fact", "answers_of", "read_facts"]
