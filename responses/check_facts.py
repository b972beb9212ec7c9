"""Rules that facts must keep beyond their shape: wording, doubts worded as doubts, dates, coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from responses.entries import NATIONS, Facts, LawCard, Route, Service
from responses.plain_words import long_sentences, reading_age, sentences, wording_problems

# A law card whose source is not sure must say so in words that a person notices.
DOUBT = re.compile(r"not confirm|when we last checked|still ask", re.IGNORECASE)
ENGLISH_LAW = re.compile(r"\bEngland\b|\bWales\b|66[A-F]|Sexual Offences Act 2003|Online Safety Act s\.18")
PHONE = re.compile(r"^[0-9][0-9 ]{2,14}(?:, then .*| \(.*\))?(?:; .*)?$")
OLDEST_READER = 14.0
FIRST_CONTACT = frozenset(
    ["999", "999_silent_solution_55", "101", "police_scotland", "psni", "childline", "report_remove", "ceop"]
    + ["iwf", "take_it_down", "stopncii", "revenge_porn_helpline", "samaritans", "shout", "papyrus", "calm"]
    + [
        "nhs_111_option_2",
        "lifeline_ni",
        "national_da_helpline",
        "live_fear_free",
        "sdafmh",
        "dsa_helpline_ni",
    ]
    + ["rape_sexual_abuse_line", "rape_crisis_scotland", "victim_support", "victim_support_scotland"]
    + ["victim_support_ni", "national_stalking_helpline", "galop", "karma_nirvana", "mens_advice_line"]
    + ["report_fraud"]
)


def check_facts(facts: Facts, today: date) -> list[str]:
    """Name every broken rule of the facts in a sentence, with the entry it is in."""
    problems: list[str] = []
    for service in facts.services.values():
        problems += [f"service {service.id}: {found}" for found in _service(service, today)]
    for route in facts.routes.values():
        problems += [f"route {route.id}: {found}" for found in _route(route, today)]
    for law in facts.law.values():
        problems += [f"law {law.id}: {found}" for found in _law(law, today)]
    for name, words in facts.advice.items():
        problems += [f"advice {name}: {found}" for found in _text(words)]
    return problems + list(_coverage(facts))


def _service(service: Service, today: date) -> Iterator[str]:
    yield from _text(f"{service.what} {service.hours_words or ''}")
    yield from _dated(service.checked, today)
    if service.phone and not PHONE.match(service.phone) and service.words_of("phone"):
        yield f"the phone number {service.phone!r} does not look like one."
    if service.hours is not None and not service.hours_words:
        yield "it has hours but no `hours_words` to show."
    if service.age_min is not None and service.age_max is not None and service.age_min > service.age_max:
        yield "`age_min` is above `age_max`."
    if service.unconfirmed and not service.to_check:
        yield "`unconfirmed` names a field, so `to_check` must say what is to be checked."
    if service.verification == "recalled" and service.confidence == "high":
        yield "nothing was read for it, so its confidence cannot be high."


def _route(route: Route, today: date) -> Iterator[str]:
    yield from _text("\n".join([*route.steps, route.choose or "", route.discloses, route.promise or ""]))
    yield from _dated(route.checked, today)
    if route.confidence == "low" and route.link and "link" not in route.unconfirmed:
        yield "its confidence is low, so the link must be listed in `unconfirmed`."
    if route.kind != "site" and not route.incidents:
        yield "`incidents` is missing, so nobody would ever be shown it."


def _law(law: LawCard, today: date) -> Iterator[str]:
    yield from _text(law.words)
    yield from _dated(law.checked, today)
    if law.confidence != "high" and law.confirmed:
        yield "its confidence is not high, so it must say `confirmed: false`."
    if not law.confirmed and not DOUBT.search(law.words):
        yield "it is not confirmed, and its words do not say so."
    if not {"england", "wales"} & law.nations and ENGLISH_LAW.search(law.words):
        yield "it names the law of England and Wales for another nation."
    if len(sentences(law.words)) > 3:
        yield "it has more than three sentences; a frightened person needs fewer."
    if law.since and law.until and law.since > law.until:
        yield "`since` is after `until`."


def _text(text: str) -> Iterator[str]:
    yield from wording_problems(text)
    for sentence in long_sentences(text):
        yield f'this sentence is too long for a frightened reader: "{sentence[:60]}…".'
    age = reading_age(text)
    if age > OLDEST_READER:
        yield f"its words need a reader of about {age:.0f}; shorter words and sentences, please."


def _dated(checked: date | None, today: date) -> Iterator[str]:
    if checked is not None and checked > today:
        yield f"it was checked on {checked}, which is still to come."


def _coverage(facts: Facts) -> Iterator[str]:
    for name in sorted(FIRST_CONTACT - set(facts.services)):
        yield f"service {name}: it belongs to the first-contact set and is missing."
    topics = {(nation, law.topic) for law in facts.law.values() for nation in law.nations}
    for nation in NATIONS:
        for topic in (
            "sharing",
            "threatening",
            "making",
            "cyberflashing",
            "taking",
            "blackmail",
            "harassment",
        ):
            if (nation, topic) not in topics:
                yield f"law: {nation} has no card on {topic}."
        for topic in ("anonymity", "time", "child_images", "sites"):
            if (nation, topic) not in topics:
                yield f"law: {nation} has no card on {topic}."
