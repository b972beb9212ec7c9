"""Rules of the answers to questions: each can be reached, each button has words, and versions have a base."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from responses.found import Found, of_words
from responses.reader import Content
from responses.related import MOST

VERSIONS = ("under_18", "england", "wales", "scotland", "northern_ireland")
LONGEST_PAYLOAD = 64
# What a message can mean that is answered here; nlu/ knows the same list.
MEANINGS = frozenset(
    ["ask_is_it_illegal", "ask_police", "ask_removal", "ask_ofcom", "ask_legal_help", "ask_fingerprint"]
    + ["ask_privacy", "ask_evidence", "ask_pay", "ask_support", "clarify"]
)


def check_answers(content: Content, hidden: Collection[str] = ()) -> Iterator[Found]:
    """Name every answer that nobody can reach and every button that leads nowhere.

    A service that an overlay hides is left out of the answers by itself.
    """
    words, related = content.words["en"], content.related
    answers = {key.partition(".")[2] for key in words if key.startswith("answers.")}
    bases = {name for name in answers if _base(name, answers) == name}
    linked = {name for names in related.under.values() for name in names}
    for name in sorted(MEANINGS - answers):
        yield of_words("en", f"answers.{name}", "this question has no answer.")
    for name in sorted(bases - linked - MEANINGS):
        yield of_words("en", f"answers.{name}", "no button leads here; name it in related.yml.")
    for name in sorted({*related.under, *linked, *related.adults_only, *related.services} - bases):
        yield Found("related.yml", "related", f"there is no answer called {name!r} in en/answers.yml.")
    for name in sorted(linked - {key.partition(".")[2] for key in words if key.startswith("asked.")}):
        yield of_words("en", f"asked.{name}", "the button has no words.")
    for name, names in related.under.items():
        if len(names) > MOST:
            yield Found("related.yml", f"related.{name}", f"it has {len(names)} buttons; {MOST} is the most.")
        if len(f"s:answer:{name}".encode()) > LONGEST_PAYLOAD:
            yield Found("related.yml", f"related.{name}", "its name is too long for a button.")
    for name, names in related.services.items():
        for service in sorted(set(names) - set(content.facts.services) - set(hidden)):
            yield Found("related.yml", f"services.{name}", f"there is no service called {service!r}.")


def _base(name: str, answers: set[str]) -> str:
    for version in VERSIONS:
        base = name.removesuffix(f"_{version}")
        if base != name and base in answers:
            return base
    return name
