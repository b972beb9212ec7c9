"""Understand a few typed words as the button they name: an option, or a plain command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nlu.actions.ledger import WRITTEN
from nlu.actions.report import Report
from nlu.actions.routing import is_alarm, is_clear
from responses.flows_reader import Flow, Question
from responses.reader import Content
from responses.words import Words

# A longer message is a story and is read as one.
FEW = 8
COMMANDS = "commands."
ASKED = "asked."
# Commands that are no buttons of the menu: the first steps from what is known, a new code, "I am safe now".
SHOWS = {"first_steps": "steps", "new_code": "code"}
SAFE = "safe"
_CLAUSE = re.compile(r"[,.;!?\n]| but | and ")
# So much of the words must be the same, of all that stand in either.
NEARLY = 0.7


def named(
    text: str, parsed: Mapping[str, Any], slots: Mapping[str, Any], content: Content
) -> dict[str, Any] | None:
    """Return the button that a message names, unless a gate comes first or a note is being written.

    A plain command is heard even where a gate is in doubt: "stop the reminders" is no sign of anything.
    """
    if slots.get("writing") in WRITTEN or is_alarm(parsed):
        return None
    found = chosen(text, slots, content)
    is_command = found is not None and not found["pressed"]
    return found if is_command or (is_clear(parsed) and not slots.get("waits_for")) else None


def chosen(text: str, slots: Mapping[str, Any], content: Content) -> dict[str, Any] | None:
    """Return what a button would have said, or None when the words name no button for certain."""
    report = Report.of(slots)
    words, flow = content.in_language(report.language), report.flow(content)
    if _command(_tokens(_CLAUSE.split(text, maxsplit=1)[0]), words, content) == SAFE:
        # "No I'm safe now, my brother is here": what comes behind it changes nothing.
        return _pressed("answer", question="safe_now", option="safe")
    typed = _tokens(text)
    if not typed or len(typed) > FEW:
        return None
    if command := _command(typed, words, content):
        return _pressed("show", what=SHOWS[command], which="0") if command in SHOWS else _pressed(command)
    question = flow.question(report.asked or "")
    if question is not None and (option := _option(typed, flow, question, words)):
        return _pressed("answer", question=question.id, option=option)
    if asked := _asked(typed, words):
        return _pressed("show", what="answer", which=asked)
    return None


def _pressed(intent: str, **facts: str) -> dict[str, Any]:
    return {"intent": {"name": intent, "confidence": 1.0}, "pressed": facts}


def _command(typed: list[str], words: Words, content: Content) -> str | None:
    """Return the command whose words these are, give or take small words and the name of a site."""
    exact, loose, small = _commands(words, tuple(content.facts.routes))
    return exact.get(" ".join(typed)) or loose.get(tuple(_core(typed, small)))


@lru_cache(maxsize=8)
def _commands(
    words: Words, sites: tuple[str, ...]
) -> tuple[dict[str, str], dict[tuple[str, ...], str], frozenset[str]]:
    """Lay out a language's commands once: by their words, by what is left without small words, and those."""
    small = frozenset([*words.text("language.small_words").split(), *sites])
    exact: dict[str, str] = {}
    loose: dict[tuple[str, ...], str] = {}
    for key in words.keys():  # noqa: SIM118 - words are no dictionary
        for phrase in words.text(key).split("|") if key.startswith(COMMANDS) else ():
            command, plain = key[len(COMMANDS) :], phrase.strip()
            exact.setdefault(plain.lstrip("= "), command)
            core = tuple(_core(_tokens(plain), small))
            if core and not plain.startswith("="):
                loose.setdefault(core, command)
    return exact, loose, small


def _core(tokens: list[str], small: frozenset[str]) -> list[str]:
    """Leave out what people put around a wish: "can i please have my pdf" is "pdf"."""
    return [token for token in tokens if token not in small]


def _option(typed: list[str], flow: Flow, question: Question, words: Words) -> str | None:
    """Return the one option whose words hold all that was typed; None where it could be two."""
    labels = {
        option: [*_tokens(words.text(f"{flow.id}.{question.id}.options.{option}")), *option.split("_")]
        for option in question.options
    }
    exact = [option for option in question.options if typed in (labels[option], option.split("_"))]
    holding = exact or [option for option, label in labels.items() if set(typed) <= set(label)]
    return holding[0] if len(holding) == 1 else None


def _asked(typed: list[str], words: Words) -> str | None:
    """Return the finer answer whose label asks nearly the same, as "is it my fault" and "It's my fault"."""
    said = set(typed)
    near = {name: len(label & said) / len(label | said) for name, label in _labels(words).items()}
    best = max(near, key=lambda name: near[name], default=None)
    return best if best is not None and near[best] >= NEARLY else None


@lru_cache(maxsize=8)
def _labels(words: Words) -> dict[str, set[str]]:
    return {
        key[len(ASKED) :]: set(_tokens(words.text(key)))
        for key in words.keys()  # noqa: SIM118 - words are no dictionary
        if key.startswith(ASKED)
    }


def _tokens(text: str) -> list[str]:
    plain = text.lower().replace("\u2019", "'").replace("'s ", " is ").replace("i'm ", "i am ")
    return re.findall(r"[a-z0-9']+", plain)
