"""Rules that all words keep: kind, short, easy to read, true to the facts, with nothing loose in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from responses.entries import Facts
from responses.found import Found, of_words
from responses.plain_words import long_sentences, reading_age, wording_problems
from responses.reader import Content
from responses.words import Words

LONGEST_TEXT, LONGEST_LABEL = 2000, 40
# Words that stand on a button.
LABELS = re.compile(
    r"(asked|offer)\..+|.+\.options\..+|talk\.(menu_(?!text).+|skip|why|back|carry_on|stop|menu|more|law|change)"
    r"|keeping\.forget_(yes|no)|safety\.(go_on|safe_now|hide|yes_.+|no_.+)|picture\.send"
)
# Places that the code fills in. A slip such as {naem} would otherwise reach a person.
PLACES = frozenset(
    """added address alias answer author avatars before channel code count day days done entry facts goes
    guard hash high kind label language last learns lines link low made message moderators month name
    next note number path question reason role server site state sure text time title to until value values
    waiting what when who where whom why words""".split()  # noqa: SIM905
)
# How old a reader may have to be, by the Flesch-Kincaid grade and five years (Kincaid and others, 1975): for
# a whole file, and for one text of at least 18 words. A service's own name is not counted.
FILE_WORDS, FILE_AGE, TEXT_AGE, TEXT_WORDS = 100, 11.0, 12.0, 18
# Read by moderators at their own pace, and by people who chose to send a picture.
STAFF = {"discord": 13.0, "guard": 13.0, "pictures": 13.0}
LONGEST_SENTENCE = 30
# Lists of words that nobody reads as sentences.
LISTS = ("discord.alias_names", "commands.", "language.small_words")
PHONE = re.compile(
    r"(?<![\d/-])(?:0\d[\d ]{6,12}\d|11[16] \d{3}|\b\d{5,6}\b|\b(?:999|101|111|112|105|159)\b)(?![\d/-])"
)
ADDRESS = re.compile(r"(?i)https?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|io|info|gov)\b")


def check_words(content: Content, ours: Words | None = None) -> Iterator[Found]:
    """Name every broken rule of all words; `ours` is the English that no overlay changed."""
    english = ours or content.words["en"]
    known = Known(content.facts)
    for language, words in content.words.items():
        for key in words:
            text = words.text(key)
            yield from (of_words(language, key, found) for found in _text(key, text))
            yield from (of_words(language, key, found) for found in known.loose(text))
            yield from (of_words(language, key, found) for found in _places(key, words, english))
            if language != "en" and key not in english:
                yield of_words(language, key, "there are no English words of this name.")
    yield from _reading(content.words["en"], known)


def _text(key: str, text: str) -> Iterator[str]:
    if not text:
        yield "it is empty."
    if len(text) > LONGEST_TEXT:
        yield f"it has {len(text)} letters; {LONGEST_TEXT} is the most."
    if LABELS.fullmatch(key) and len(text) > LONGEST_LABEL:
        yield f"it has {len(text)} letters and stands on a button; {LONGEST_LABEL} is the most."
    yield from _wording(text)
    for sentence in long_sentences(text, LONGEST_SENTENCE) if not key.startswith(LISTS) else ():
        yield f'this sentence has more than {LONGEST_SENTENCE} words: "{sentence[:50]}…".'


@lru_cache(maxsize=4096)
def _wording(text: str) -> tuple[str, ...]:
    return tuple(wording_problems(text))


@lru_cache(maxsize=4096)
def _age(text: str) -> float:
    return reading_age(text)


def _places(key: str, words: Words, english: Words) -> Iterator[str]:
    for place in sorted(words.places(key) - PLACES):
        yield f"{{{place}}} is no place that we can fill."
    if key in english:
        for place in sorted(words.places(key) - english.places(key)):
            yield f"{{{place}}} is not filled here."


class Known:
    """The numbers and addresses that stand confirmed in a service, and the names of services."""

    def __init__(self, facts: Facts) -> None:
        shown = [
            str(s.shown(f) or "") for s in facts.services.values() for f in ("phone", "text", "whatsapp")
        ]
        self.numbers = {re.sub(r"\D", "", found) for text in shown for found in re.findall(r"[\d ]+", text)}
        links = [str(s.shown(f) or "") for s in facts.services.values() for f in ("url", "webchat_url")]
        links += [str(r.shown("link") or "") for r in facts.routes.values()]
        self.addresses = {_bare(link) for link in links} | {_bare(link).partition("/")[0] for link in links}
        names = [s.name for s in facts.services.values()] + [r.name for r in facts.routes.values()]
        longest_first = sorted(names, key=len, reverse=True)
        self._names = re.compile("|".join([*map(re.escape, longest_first), r"\{[a-z_]+\}"]))

    def loose(self, text: str) -> Iterator[str]:
        """Name each number or address that is not the confirmed one of a service."""
        for number in PHONE.findall(text):
            if re.sub(r"\D", "", number) not in self.numbers:
                yield f"the number {number} is not the confirmed number of any service."
        for address in ADDRESS.findall(text):
            if _bare(address) not in self.addresses:
                yield f"the address {address} may not stand here; name the service instead."

    def without_names(self, text: str) -> str:
        """Leave the names of services out, for the reading age."""
        return self._names.sub("it", text)


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.lower()).removeprefix("www.").rstrip("./,;:)")


def _reading(words: Words, known: Known) -> Iterator[Found]:
    files: dict[str, list[tuple[float, int]]] = {}
    for key in sorted(key for key in words if not key.startswith(LISTS)):
        stem = key.partition(".")[0]
        plain = known.without_names(words.text(key))
        age, count = _age(plain), len(plain.split())
        files.setdefault(stem, []).append((age, count))
        ceiling = STAFF.get(stem, TEXT_AGE)
        if count >= TEXT_WORDS and age > ceiling:
            yield of_words("en", key, f"it needs a reader of about {age:.0f}; {ceiling:.0f} is the most.")
    for stem, ages in files.items():
        length = sum(count for _, count in ages)
        mean = sum(age * count for age, count in ages) / max(1, length)
        if length >= FILE_WORDS and mean > FILE_AGE:
            yield Found(f"en/{stem}.yml", "", f"it needs a reader of about {mean:.1f} on the whole.")
