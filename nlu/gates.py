"""Cast a careful word net for danger, crisis and under 18, without any model.

Pure, so that the shell can still answer a person in crisis while the dialogue core is down. Idioms and
quotations are lifted out first; then what is denied or long past; only then is the rest looked at.
"""

from __future__ import annotations

from collections.abc import Callable

from nlu.components.net_age import read_age
from nlu.components.net_crisis import read_crisis
from nlu.components.net_danger import read_danger
from nlu.components.net_words import Net
from nlu.components.plain_text import plain, sentences

GATES = ("danger", "crisis", "under_18")
READERS: dict[str, Callable[[str], Net]] = {
    "danger": read_danger,
    "crisis": read_crisis,
    "under_18": read_age,
}
ORDER: tuple[Net, ...] = ("alarm", "ask", "unsure", "denied", "clear")


def nets_of(text: str) -> tuple[list[str], dict[str, list[Net]]]:
    """Give the sentences of a text, and for each gate what the words of each sentence say."""
    parts = sentences(plain(text))
    return parts, {gate: [read(part) for part in parts] for gate, read in READERS.items()}


def cast_net(text: str) -> dict[str, Net]:
    """Read each gate over all sentences; `denied` means that the words say it is not so."""
    nets = nets_of(text)[1]
    return {gate: next((state for state in ORDER if state in nets[gate]), "clear") for gate in GATES}


SHOWN: dict[Net, str] = {"unsure": "ask", "denied": "clear"}


def word_gates(text: str) -> dict[str, str]:
    """Give each gate as clear, ask or alarm, by words alone."""
    return {gate: SHOWN.get(net, net) for gate, net in cast_net(text).items()}
