"""Whom to point to when a person writes in a language we do not have: services that have interpreters."""

from __future__ import annotations

import re

from responses.entries import NATIONS, Facts, Service
from responses.words import Words

# How the confirmed `languages` of a service say that somebody interprets, or speaks more than English.
_INTERPRETS = re.compile(r"\binterpret|\bseveral\b|\bmany languages\b|\bother languages\b", re.IGNORECASE)
# 999 stands in the words themselves; lines for people who did harm are not for somebody we cannot understand.
KINDS = ("specialist_helpline", "emotional_support", "legal")
SURENESS = ("high", "medium", "low")
MOST = 6


def with_interpreters(facts: Facts, nation: str | None = None, under_18: bool = False) -> list[Service]:
    """List the services with interpreters and a confirmed number, for this age; helplines first."""
    fitting = [
        service
        for service in facts.services.values()
        if service.kind in KINDS
        and _INTERPRETS.search(service.words_of("languages") or "")
        and service.words_of("phone")
        and (nation is None or service.serves(nation))
        and service.takes_age(under_18, None)
    ]
    return sorted(fitting, key=lambda s: (KINDS.index(s.kind), SURENESS.index(s.confidence)))[:MOST]


def other_language_card(facts: Facts, words: Words, nation: str | None = None, under_18: bool = False) -> str:
    """Write the short card for somebody whose language we do not have: few words, and numbers."""
    lines = [words.text("language.other")]
    for service in with_interpreters(facts, nation, under_18):
        where = ", ".join(words.text(f"report.nation.options.{n}") for n in NATIONS if service.serves(n))
        key = "language.other_line" if service.nations.issuperset(NATIONS) else "language.other_line_in"
        number = service.words_of("phone")
        lines.append(words.text(key, name=service.name, number=number, where=where))
    return "\n".join(lines)
