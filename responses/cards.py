"""A service as a short plain card: only what is confirmed, with the month it was checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from responses.entries import Service
from responses.hours import next_opening, openness
from responses.words import Words, load_words

HERE = Path(__file__).resolve().parent
CONTACTS = ("phone", "text", "whatsapp", "email", "webchat_url", "url")


def card(service: Service, when: datetime, words: Words | None = None) -> str:
    """Write the card of a service as it stands at this moment, in UK time."""
    words = words or _english()
    return "\n".join(_lines(service, when, words))


@lru_cache(maxsize=1)
def _english() -> Words:
    return load_words(HERE, "en")


def _lines(service: Service, when: datetime, words: Words) -> Iterator[str]:
    yield service.name
    yield service.what
    yield from _ages(service, words)
    if "running" in service.unconfirmed:
        yield words.text("card.may_be_closed")
    contacts = [(field, service.words_of(field)) for field in CONTACTS]
    yield from (words.text(f"card.{field}", value=value) for field, value in contacts if value)
    yield from _hours(service, when, words)
    cost = service.words_of("cost")
    if cost:
        yield words.text("card.cost", value=cost)
    yield from _doubts(service, words)
    yield _checked(service, words)


def _ages(service: Service, words: Words) -> Iterator[str]:
    low, high = service.age_min, service.age_max
    if "ages" in service.unconfirmed or service.verification == "recalled":
        return
    if low is not None and high is not None:
        yield words.text("card.ages_between", low=low, high=high)
    elif low is not None:
        yield words.text("card.ages_from", low=low)
    elif high is not None:
        yield words.text("card.ages_to", high=high)


def _hours(service: Service, when: datetime, words: Words) -> Iterator[str]:
    shown = service.words_of("hours_words")
    if shown:
        yield words.text("card.hours", value=shown)
        if service.confidence == "high" and service.hours is not None and not service.hours.online:
            yield from _at_this_moment(service, when, words)
    elif service.words_of("phone") or service.words_of("text"):
        yield words.text("card.check_hours")


def _at_this_moment(service: Service, when: datetime, words: Words) -> Iterator[str]:
    hours = service.hours
    state = openness(hours, when)
    if state == "open" and hours is not None and hours.always:
        yield words.text("card.open_now")
    elif state == "open":
        yield words.text("card.open_by_hours")
    elif state == "not_known":
        yield words.text("card.bank_holiday")
    else:
        opens = next_opening(hours, when)
        yield words.text("card.closed_now") if opens is None else _closed_until(opens, words)


def _closed_until(opens: datetime, words: Words) -> str:
    clock = f"{opens.hour % 12 or 12}{f'.{opens.minute:02}' if opens.minute else ''}"
    half = "am" if opens.hour < 12 else "pm"
    day = f"{opens:%A} {opens.day} {opens:%B}"
    return words.text("card.closed_until", day=day, time=f"{clock}{half}")


def _doubts(service: Service, words: Words) -> Iterator[str]:
    hidden = [field for field in CONTACTS if getattr(service, field) and not service.words_of(field)]
    if not any(service.words_of(field) for field in CONTACTS):
        if hidden:
            yield words.text("card.no_contact")
    elif hidden and service.words_of("url"):
        yield words.text("card.check_site")


def _checked(service: Service, words: Words) -> str:
    if service.checked is None:
        return words.text("card.not_checked")
    return words.text("card.checked", month=f"{service.checked:%B %Y}")
