"""Weigh the word net and the model against each other, gate by gate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlu.components.bare import bare_fact, bare_meaning
from nlu.gates import GATES, ORDER, SHOWN, Net, nets_of


@dataclass(frozen=True, slots=True)
class Scale:
    """How one gate is weighed: what its words add, and from what weight it asks, alarms, and is firm.

    An alarm that is not firm stands in a first message only; later it is asked about (`nlu/hints.py`).
    Weights are log-odds: 0 is as likely as not, 2 is seven to one.
    """

    words: Mapping[Net, float]
    sharpest: float
    ask: float
    alarm: float
    firm: float


# Chosen by what authors' lines gave who were left out of training; see docs/scores.md.
SCALES: dict[str, Scale] = {
    "danger": Scale({"alarm": 1.5, "ask": 0.5, "denied": -2.5}, 0.13, ask=-2.8, alarm=-2.1, firm=0.3),
    "crisis": Scale({"alarm": 3.0, "ask": 0.5, "denied": -2.0}, 0.13, ask=-2.5, alarm=-1.7, firm=0.5),
    "under_18": Scale({"alarm": 1.0, "ask": 0.5, "denied": -1.0}, 0.13, ask=-2.2, alarm=-1.4, firm=-0.3),
}
LEAST, MOST = 0.001, 0.999


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each gate its state, how sure we are of it, and how strongly it is hinted at, from 0 to 1."""

    gates: dict[str, str]
    sure: dict[str, float]
    hints: dict[str, float]


# What is written here in so many words is heard even where the model hears nothing.
NEVER_MISSED = 0.9


def decide(text: str, chances: Mapping[str, Sequence[float]]) -> Verdict:
    """Weigh each gate.

    `chances` holds the model's chance for each sentence and then for the whole message; without them, or
    where a short answer stands alone, the words decide.
    """
    parts, nets = nets_of(text)
    if bare_meaning(parts):
        return Verdict(dict.fromkeys(GATES, "clear"), dict.fromkeys(GATES, 0.0), {})
    if bare_fact(parts):
        chances = {}
    verdict = Verdict({}, {}, {})
    for gate in GATES:
        net: Net = next((state for state in ORDER if state in nets[gate]), "clear")
        own = chances.get(gate)
        if own:
            weight = _weight(SCALES[gate], net, own)
            verdict.gates[gate] = _state(SCALES[gate], net, weight)
            verdict.sure[gate] = 1 / (1 + math.exp(-weight))
            verdict.hints[gate] = _hint(SCALES[gate], net, weight)
        else:
            verdict.gates[gate] = SHOWN.get(net, net)
            verdict.sure[gate] = NEVER_MISSED if net == "alarm" else 0.0
    return verdict


def _weight(scale: Scale, net: Net, chances: Sequence[float]) -> float:
    """Weigh the surest sentence and the whole message, and add what the words say."""
    chance = scale.sharpest * max(chances) + (1 - scale.sharpest) * chances[-1]
    chance = min(MOST, max(LEAST, chance))
    return math.log(chance / (1 - chance)) + scale.words.get(net, 0.0)


def _state(scale: Scale, net: Net, weight: float) -> str:
    if weight >= scale.alarm and net != "unsure":
        return "alarm"
    return "ask" if weight >= scale.ask or net == "unsure" else "clear"


def _hint(scale: Scale, net: Net, weight: float) -> float:
    """Say how far it is from what is asked about to what is firm; what is said in so many words is firm."""
    if net == "alarm" and weight >= scale.alarm:
        return 1.0
    return min(1.0, max(0.0, (weight - scale.ask) / (scale.firm - scale.ask)))
