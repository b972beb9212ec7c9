"""Turn what was heard into Rasa's parse data, without its language model where no words are in it.

Threat: a payload comes from outside and may be anything. Only the small grammar below is accepted, so no
payload can name an intent, an entity or a slot that is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ANSWER = re.compile(r"a:([a-z_0-9]{1,30})=([a-z_0-9]{1,30})")
_CHANGE = re.compile(r"c:([a-z_0-9]{1,30})")
_DO = re.compile(r"do:([a-z_0-9]{1,30})")
# What only the shell may say; a button that says it is forged.
_SHELL = ("heard_", "answer", "doubt", "wrote")
# Writing it down, and the clock: what is done, with which thing, and for which site.
_CASE = re.compile(r"(l|k):([a-z_0-9]{1,12}):([a-z_0-9]{1,40})(?::([a-z_0-9]{1,30}))?")
_SHOW = re.compile(r"s:([a-z_0-9]{1,12}):([a-z_0-9]{1,40})")
_OF_CASE = {"l": "ledger", "k": "clock"}


class NotHeard(ValueError):
    """The payload is none that a button of ours carries."""


def parse_data_of(heard: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return parse data for a button, a start, a picture or an outcome; None for typed text."""
    kind = heard.get("kind")
    if kind == "text":
        return None
    if kind == "button":
        return _button(str(heard.get("text", "")))
    if kind in {"start", "picture", "outcome"}:
        return _parsed(f"heard_{kind}", facts=heard.get("facts") or {})
    raise NotHeard


def _button(payload: str) -> dict[str, Any]:
    if match := _ANSWER.fullmatch(payload):
        return _parsed("answer", question=match[1], option=match[2])
    if match := _CHANGE.fullmatch(payload):
        return _parsed("change", question=match[1])
    if match := _SHOW.fullmatch(payload):
        return _parsed("show", what=match[1], which=match[2])
    if match := _CASE.fullmatch(payload):
        return _parsed(_OF_CASE[match[1]], what=match[2], which=match[3], site=match[4])
    if (match := _DO.fullmatch(payload)) and not match[1].startswith(_SHELL):
        return _parsed(match[1])
    raise NotHeard


def _parsed(intent: str, **facts: Any) -> dict[str, Any]:
    return {
        "text": f"/{intent}",
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [],
        "pressed": facts,
    }
