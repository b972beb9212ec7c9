"""What one message meant, as the actions read it: intent, gates, answers, and what was pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

INCIDENT = "incident_"
# Below this a guess is not acted on; the nearest meanings are offered instead.
SURE = 0.45
# Below this a meaning is not worth a button: who types nonsense is not offered abuse by chance.
WORTH_ASKING = 0.1
# To take somebody who was harmed for the one who did it would be cruel, so that must be very plain.
QUITE_SURE = 0.7
FOR_WHOM = {"for_someone_else": "someone_else", "i_am_a_moderator": "moderator", "i_did_it": "did_it"}
SEVERAL = frozenset({"reported"})
# The shell gives the time with each turn; the core has no clock.
NO_TIME = datetime(2000, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True, slots=True)
class Meant:
    """The meaning of one message."""

    intent: str
    ranking: tuple[str, ...] = ()
    gates: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    pressed: Mapping[str, Any] = field(default_factory=dict)
    typed: bool = False
    now: datetime = NO_TIME
    hints: Mapping[str, float] = field(default_factory=dict)


def meant_by(latest: Mapping[str, Any]) -> Meant:
    """Read Rasa's latest message."""
    pressed = latest.get("pressed")
    return Meant(
        intent=str((latest.get("intent") or {}).get("name")),
        ranking=tuple(
            entry["name"]
            for entry in latest.get("intent_ranking") or ()
            if float(entry["confidence"]) >= WORTH_ASKING
        ),
        gates=latest.get("gates") or {},
        answers=answers_in(latest),
        pressed=pressed or {},
        typed=pressed is None,
        now=datetime.fromisoformat(latest["now"]) if latest.get("now") else NO_TIME,
        hints=latest.get("hints") or {},
    )


def answers_in(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """Gather the answers that a message holds, from its entities and from its intent."""
    answers: dict[str, Any] = {}
    for entity in parsed.get("entities") or ():
        name, value = entity["entity"], entity["value"]
        if name in SEVERAL:
            answers.setdefault(name, [])
            answers[name] += [value] if value not in answers[name] else []
        else:
            answers.setdefault(name, value)
    intent = str((parsed.get("intent") or {}).get("name"))
    confidence = float((parsed.get("intent") or {}).get("confidence") or 0)
    if intent.startswith(INCIDENT) and confidence >= SURE:
        answers.setdefault("incident", intent[len(INCIDENT) :])
    if intent in FOR_WHOM and confidence >= SURE:
        answers.setdefault("for_whom", FOR_WHOM[intent])
    if answers.get("for_whom") == "did_it" and (intent != "i_did_it" or confidence < QUITE_SURE):
        del answers["for_whom"]
    if answers.get("for_whom") == "child" and answers.get("by") == "family":
        # "My daughter" says whom it is about, not who did it; that is asked.
        del answers["by"]
    return answers
