"""Weigh the word net and the model against each other, gate by gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.gates import GATES, Net, cast_net

# What the model must be sure of, by what the words say: (to ask, to alarm).
BARS: dict[str, dict[Net, tuple[float, float]]] = {
    "danger": {"alarm": (0.0, 0.03), "ask": (0.0, 0.55), "clear": (0.40, 0.75), "denied": (0.90, 0.995)},
    "crisis": {"alarm": (0.0, 0.03), "ask": (0.0, 0.55), "clear": (0.40, 0.75), "denied": (0.90, 0.995)},
    "under_18": {"alarm": (0.0, 0.0), "ask": (0.0, 0.55), "clear": (0.45, 0.85), "denied": (0.90, 0.995)},
}


def decide(text: str, chances: Mapping[str, Sequence[float]]) -> tuple[dict[str, str], dict[str, float]]:
    """Give each gate's state and how sure we are of it.

    `chances` holds the model's chance for each sentence and then for the whole message.
    """
    nets = cast_net(text)
    gates: dict[str, str] = {}
    sure: dict[str, float] = {}
    for gate in GATES:
        net, chance = nets[gate], max(chances.get(gate, (0.0,)), default=0.0)
        ask, alarm = BARS[gate][net]
        if not chances:  # no model: the words alone decide
            gates[gate] = net if net in ("alarm", "ask") else "clear"
        else:
            gates[gate] = "alarm" if chance >= alarm else "ask" if chance >= ask else "clear"
        sure[gate] = max(chance, 0.9 if net == "alarm" else 0.0)
    return gates, sure
