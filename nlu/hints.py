"""Hints of a gate over a whole talk: two weak ones are heard like one plain sign. Shares, never words."""

from __future__ import annotations

from collections.abc import Container, Mapping

# Before each message what was hinted earlier counts a little less.
KEPT, FULL = 0.9, 1.0
Shares = Mapping[str, float]


def add_up(
    gates: Mapping[str, str], hints: Shares, before: Shares, quiet: Container[str] = ()
) -> tuple[dict[str, str], dict[str, float]]:
    """Give each gate's state with earlier hints counted in, and what to remember.

    A hint is how far a message goes from what is asked about (0) to what alarms (1). Only a message that
    is itself in doubt can tip the scale. A gate in `quiet` was just answered with no, and adds nothing up.
    """
    heard, after = dict(gates), {}
    for gate, state in gates.items():
        share = 0.0 if gate in quiet else before.get(gate, 0.0) * KEPT + hints.get(gate, 0.0)
        if state == "ask" and share >= FULL:
            heard[gate] = "alarm"
        if heard[gate] != "alarm" and share > 0:
            after[gate] = round(share, 2)
    return heard, after
