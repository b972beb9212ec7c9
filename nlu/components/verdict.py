"""Weigh the word net and the model against each other, sentence by sentence and gate by gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.components.bare import bare_fact, bare_meaning
from nlu.gates import GATES, ORDER, SHOWN, Net, nets_of

NEVER = 2.0
# What the model must be sure of, by what the words say: (to ask, to alarm). Chosen on the training lines
# alone, by cross-validation: a line was always read by models that had not seen it.
BARS: dict[str, dict[Net, tuple[float, float]]] = {
    "danger": {
        "alarm": (0.0, 0.12),
        "ask": (0.08, 0.45),
        "clear": (0.30, 0.42),
        "unsure": (0.0, NEVER),
        "denied": (0.88, NEVER),
    },
    "crisis": {
        "alarm": (0.0, 0.06),
        "ask": (0.08, 0.45),
        "clear": (0.26, 0.40),
        "unsure": (0.0, NEVER),
        "denied": (0.88, NEVER),
    },
    "under_18": {
        "alarm": (0.0, 0.0),
        "ask": (0.12, 0.50),
        "clear": (0.20, 0.38),
        "unsure": (0.0, NEVER),
        "denied": (NEVER, NEVER),
    },
}
FEW_WORDS, FEW_WORDS_BAR = 3, 0.75
WHOLE_BAR = 0.90


def decide(text: str, chances: Mapping[str, Sequence[float]]) -> tuple[dict[str, str], dict[str, float]]:
    """Give each gate's state and how sure we are of it.

    `chances` holds the model's chance for each sentence and then for the whole message. A sentence that
    denies a gate is never an alarm by itself, but what stands beside it still may be.
    """
    parts, nets = nets_of(text)
    if bare_meaning(parts):
        return dict.fromkeys(GATES, "clear"), dict.fromkeys(GATES, 0.0)
    if bare_fact(parts):
        chances = {}
    gates: dict[str, str] = {}
    sure: dict[str, float] = {}
    for gate in GATES:
        own = list(chances.get(gate, ()))
        states = [
            _state(gate, *one) for one in zip(parts, nets[gate], own or [None] * len(parts), strict=False)
        ]
        if own and "denied" not in nets[gate] and own[-1] >= WHOLE_BAR and len(parts) > 1:
            states.append("alarm")
        gates[gate] = next((state for state in ORDER if state in states), "clear")
        sure[gate] = max([*own, 0.9 if "alarm" in nets[gate] else 0.0])
    return gates, sure


def _state(gate: str, part: str, net: Net, chance: float | None) -> str:
    """Decide one sentence; without a model the words alone decide."""
    if chance is None:
        return SHOWN.get(net, net)
    ask, alarm = BARS[gate][net]
    if net == "clear" and len(part.split()) < FEW_WORDS:
        alarm = FEW_WORDS_BAR
    return "alarm" if chance >= alarm else "ask" if chance >= ask else "clear"
