"""Weigh the word net and the model against each other, gate by gate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlu.components.bare import bare_fact, bare_meaning
from nlu.gates import GATES, ORDER, SHOWN, Net, nets_of


@dataclass(frozen=True, slots=True)
class Scale:
    """How one gate is weighed: what its words add, and from what weight it asks and alarms.

    Weights are log-odds: 0 is as likely as not, 2 is seven to one.
    """

    words: Mapping[Net, float]
    sharpest: float
    ask: float
    alarm: float


# Chosen by what an author's lines gave who was left out of training; see docs/scores.md.
SCALES: dict[str, Scale] = {
    "danger": Scale({"alarm": 1.0, "ask": 0.5, "denied": -2.5}, sharpest=0.5, ask=-1.5, alarm=-0.4),
    "crisis": Scale({"alarm": 3.5, "ask": 0.7, "denied": -2.0}, sharpest=1.0, ask=-1.5, alarm=-0.1),
    "under_18": Scale({"alarm": 3.0, "ask": 0.7, "denied": -1.5}, sharpest=1.0, ask=-1.5, alarm=-0.5),
}
LEAST, MOST = 0.001, 0.999
# What is written here in so many words is heard even where the model hears nothing.
NEVER_MISSED = 0.9


def decide(text: str, chances: Mapping[str, Sequence[float]]) -> tuple[dict[str, str], dict[str, float]]:
    """Give each gate's state and how sure we are of it.

    `chances` holds the model's chance for each sentence and then for the whole message; without them, or
    where a short answer stands alone, the words decide.
    """
    parts, nets = nets_of(text)
    if bare_meaning(parts):
        return dict.fromkeys(GATES, "clear"), dict.fromkeys(GATES, 0.0)
    if bare_fact(parts):
        chances = {}
    gates: dict[str, str] = {}
    sure: dict[str, float] = {}
    for gate in GATES:
        net: Net = next((state for state in ORDER if state in nets[gate]), "clear")
        own = chances.get(gate)
        if own:
            gates[gate], sure[gate] = _weighed(SCALES[gate], net, own)
        else:
            gates[gate], sure[gate] = SHOWN.get(net, net), NEVER_MISSED if net == "alarm" else 0.0
    return gates, sure


def _weighed(scale: Scale, net: Net, chances: Sequence[float]) -> tuple[str, float]:
    """Weigh the surest sentence and the whole message, and add what the words say."""
    chance = scale.sharpest * max(chances) + (1 - scale.sharpest) * chances[-1]
    chance = min(MOST, max(LEAST, chance))
    weight = math.log(chance / (1 - chance)) + scale.words.get(net, 0.0)
    sure = 1 / (1 + math.exp(-weight))
    if weight >= scale.alarm and net != "unsure":
        return "alarm", sure
    return ("ask" if weight >= scale.ask or net == "unsure" else "clear"), sure
