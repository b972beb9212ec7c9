"""What one message meant, as the actions read it: intent, gates, answers, and what was pressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from nlu.flow import flow_for
from nlu.hints import add_up
from responses.flows_reader import Flow

GATES = ("danger", "crisis", "under_18")
INCIDENT = "incident_"
# Below this a guess is not acted on; the nearest meanings are offered instead.
SURE = 0.45
# While a note is written only these end it, said in a few words and plainly; all else is the note.
LEAVES = frozenset({"forget_me", "what_do_you_hold", "ask_human", "goodbye"})
FEW_WORDS, PLAINLY = 5, 0.6
# To take somebody who was harmed for the one who did it would be cruel, so that must be very plain.
QUITE_SURE = 0.7
# Two meanings may be pressed as buttons with the name of an intent; these are heard only from the shell.
SHELL_ONLY = frozenset({"heard_start", "heard_picture", "heard_outcome"})
FOR_WHOM = {"for_someone_else": "someone_else", "i_am_a_moderator": "moderator", "i_did_it": "did_it"}
# So many facts make a story even where its meaning is unsure; a line in passing has fewer.
ENOUGH = 2
YES_OR_NO = frozenset({"affirm", "deny"})
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
        ranking=tuple(entry["name"] for entry in latest.get("intent_ranking") or ()),
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


def over_the_talk(parsed: dict[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """Count in what earlier messages hinted at: two weak signs are heard like one plain sign."""
    before, quiet = slots.get("hints") or {}, slots.get("cleared") or {}
    gates, hints = add_up(parsed.get("gates") or {}, parsed.get("hints") or {}, before, quiet)
    return {**parsed, "gates": gates, "hints": hints}


def routed(parsed: dict[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """Decide which rule a typed message goes to: an alarm first, then a doubt, then a sure meaning.

    A gate whose plain question was just answered with no does not ask again at once, but still alarms.
    A plain yes or no to that question is its answer. A guess that is not sure is not acted on, but facts
    that were told beside it are taken. While a note is being written all else is the note, except a plain
    wish to leave.
    """
    gates: Mapping[str, str] = parsed.get("gates") or {}
    cleared, waits_for = slots.get("cleared") or {}, slots.get("waits_for")
    intent = parsed.get("intent") or {}
    name = str(intent.get("name") or "")
    if name == "under_18" and known_child(slots):
        intent = behind_gates(parsed)
        name = str(intent.get("name") or "")
    armed = [gate for gate in GATES if not (gate == "under_18" and known_child(slots))]
    alarms = [gate for gate in armed if gates.get(gate) == "alarm"]
    doubts = [gate for gate in armed if gates.get(gate) == "ask" and not cleared.get(gate)]
    if alarms:
        name = alarms[0]
    elif waits_for and name in YES_OR_NO:
        name = waits_for if name == "affirm" else f"clear_{waits_for}"
    elif doubts:
        name = "doubt"
    elif slots.get("writing") and not is_leaving(parsed):
        name = "wrote"
    elif float(intent.get("confidence") or 0) < SURE:
        is_short = len(str(parsed.get("text") or "").split()) <= FEW_WORDS
        enough = 1 if slots.get("asked") or is_short else ENOUGH
        name = "inform" if len(answers_in(parsed)) >= enough else "unsure"
    return {**parsed, "intent": {"name": name, "confidence": intent.get("confidence") or 0.0}}


def known_child(slots: Mapping[str, Any]) -> bool:
    """Say whether it is known that a child is concerned: then nobody has to hear it twice."""
    answers = slots.get("answers") or {}
    return "under_18" in (answers.get("age"), answers.get("age_in_picture"))


def behind_gates(parsed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the first meaning that is no gate."""
    ranking = parsed.get("intent_ranking") or ()
    return next((entry for entry in ranking if entry["name"] not in GATES), {})


def is_alarm(parsed: Mapping[str, Any]) -> bool:
    """Say whether a gate alarms."""
    return "alarm" in (parsed.get("gates") or {}).values()


def is_clear(parsed: Mapping[str, Any]) -> bool:
    """Say whether no gate alarms and none is in doubt."""
    gates: Mapping[str, str] = parsed.get("gates") or {}
    return all(gates.get(gate, "clear") == "clear" for gate in GATES)


def is_leaving(parsed: Mapping[str, Any]) -> bool:
    """Say whether a short message, while a note is being written, plainly wants something else."""
    intent = parsed.get("intent") or {}
    is_short = len(str(parsed.get("text") or "").split()) <= FEW_WORDS
    return is_short and intent.get("name") in LEAVES and float(intent.get("confidence") or 0) >= PLAINLY


def as_pressed(parsed: dict[str, Any], slots: Mapping[str, Any], flows: Sequence[Flow]) -> dict[str, Any]:
    """Let a plain yes or no that raises a gate be heard like the button it stands for.

    After "did you mean one of these?" it may be the answer to that.
    """
    said = str(parsed["intent"]["name"])
    if said not in YES_OR_NO or not slots.get("asked") or slots.get("misses"):
        return parsed
    question = flow_for(flows, slots.get("answers") or {}).question(str(slots["asked"]))
    option = (question.affirm if said == "affirm" else question.deny) if question else None
    if question is None or option not in question.raises or answers_in(parsed).get(question.id):
        return parsed
    return alarmed({**parsed, "pressed": {"question": question.id, "option": option}}, flows)


def alarmed(parsed: dict[str, Any], flows: Iterable[Flow]) -> dict[str, Any]:
    """Let a pressed option that raises a gate go to that gate's rule, with the answer still in it."""
    pressed = parsed.get("pressed") or {}
    for flow in flows:
        question = flow.question(str(pressed.get("question")))
        if question and (gate := question.raises.get(str(pressed.get("option")))):
            return {**parsed, "intent": {"name": gate, "confidence": 1.0}, "gates": {gate: "alarm"}}
    return parsed
