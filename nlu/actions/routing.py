"""Which rule a message goes to: an alarm first, then a doubt, then what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nlu.actions.heard import SURE, answers_in
from nlu.flow import flow_for
from nlu.gates import GATES
from nlu.hints import FULL, add_up
from responses.flows_reader import Flow

# While a note is written only these end it, said in a few words and plainly; all else is the note.
LEAVES = frozenset({"forget_me", "what_do_you_hold", "ask_human", "goodbye"})
FEW_WORDS, PLAINLY = 5, 0.6
# So many facts make a story even where its meaning is unsure; a line in passing has fewer.
ENOUGH = 2
YES_OR_NO = frozenset({"affirm", "deny"})


def over_the_talk(parsed: dict[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """Count in what earlier messages hinted at: one weak sign is asked about, two are one plain sign."""
    before, quiet = slots.get("hints"), slots.get("cleared") or {}
    own = parsed.get("hints") or {}
    gates, hints = add_up(parsed.get("gates") or {}, own, before, quiet)
    weak = [gate for gate, share in own.items() if before is None and share < FULL]
    return {**parsed, "gates": gates, "hints": hints, "weak": weak}


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
    """Say whether a gate alarms, and not only because so little is known in a first message."""
    gates: Mapping[str, str] = parsed.get("gates") or {}
    return any(state == "alarm" and gate not in parsed.get("weak", ()) for gate, state in gates.items())


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
