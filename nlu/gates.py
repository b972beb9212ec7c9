"""Cast a careful word net for danger, crisis and under 18, without any model.

Pure, so that the shell can still answer a person in crisis while the dialogue core is down. Idioms and
quotations are lifted out first; then what is denied or long past; only then is the rest looked at.
"""

from __future__ import annotations

from typing import Literal

from nlu.components.net_age import read_age
from nlu.components.net_crisis import read_crisis
from nlu.components.net_danger import read_danger
from nlu.components.plain_text import plain, sentences

Net = Literal["clear", "ask", "alarm", "denied"]
GATES = ("danger", "crisis", "under_18")
READERS = {"danger": read_danger, "crisis": read_crisis, "under_18": read_age}
ORDER = ("alarm", "ask", "denied", "clear")


def cast_net(text: str) -> dict[str, Net]:
    """Read each gate sentence by sentence; `denied` means that the words say it is not so."""
    parts = sentences(plain(text)[:6000])
    found: dict[str, Net] = {}
    for gate, read in READERS.items():
        states = [read(part) for part in parts]
        found[gate] = next((state for state in ORDER if state in states), "clear")  # type: ignore[assignment]
    return found


def word_gates(text: str) -> dict[str, str]:
    """Give each gate as clear, ask or alarm, by words alone."""
    return {gate: "clear" if net == "denied" else net for gate, net in cast_net(text).items()}
