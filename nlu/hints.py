"""Hints of a gate over a whole talk: a weak one is asked about, two are one plain sign. Never words."""

from __future__ import annotations

from collections.abc import Container, Mapping

# Before each message what was hinted earlier counts a little less.
KEPT, FULL = 0.9, 1.0
Shares = Mapping[str, float]


def add_up(
    gates: Mapping[str, str], hints: Shares, before: Shares | None, quiet: Container[str] = ()
) -> tuple[dict[str, str], dict[str, float]]:
    """Give each gate's state with earlier hints counted in, and what to remember.

    A hint is how far a message goes from what is asked about (0) to what alarms by itself anywhere in a talk
    (1). The first message (`before` is None) alarms on less, since nothing else is known. After that, a weak
    alarm is asked about, in plain words, unless earlier hints bear it out. Only a message that is itself in
    doubt can tip the scale. A gate in `quiet` was just answered with no: it adds nothing up, and what still
    alarms then is no longer weak.
    """
    heard, after = dict(gates), {}
    for gate, state in gates.items():
        own = hints.get(gate, FULL if state == "alarm" else 0.0)
        share = 0.0 if gate in quiet else (before or {}).get(gate, 0.0) * KEPT + own
        if state == "alarm" and share < FULL and before is not None and gate not in quiet:
            heard[gate] = "ask"
        elif state == "ask" and share >= FULL:
            heard[gate] = "alarm"
        if heard[gate] != "alarm" and share > 0:
            after[gate] = round(share, 2)
    return heard, after
