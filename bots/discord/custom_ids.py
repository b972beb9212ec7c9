"""What a component carries in its custom id: the server it belongs to and a payload, in 100 letters.

Everything a press needs is in the id itself, so a button of a message from before a restart still works.
A payload that begins with "x:" is for the channel; every other goes to the core, which has its own grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = "fp1"
OWN = "x:"
MOST = 100
_ID = re.compile(rf"{MARK}~(\d{{1,20}})~(\d{{1,2}})~(.{{1,72}})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A component that was pressed: the server it belongs to, if any, and its payload."""

    server: int | None
    payload: str

    @property
    def is_own(self) -> bool:
        """Tell whether the channel itself answers this."""
        return self.payload.startswith(OWN)

    @property
    def name(self) -> str:
        """Name the act of the channel that is asked for."""
        return self.payload.removeprefix(OWN).split(":")[0]

    @property
    def parts(self) -> list[str]:
        """Return what comes after the name."""
        return self.payload.removeprefix(OWN).split(":")[1:]


def custom_id(payload: str, server: int | None = None, number: int = 0) -> str:
    """Write a custom id; the number keeps two buttons with the same payload apart in one message."""
    made = f"{MARK}~{server or 0}~{number}~{payload}"
    if len(made) > MOST:
        raise ValueError("a payload of more than 72 letters")
    return made


def own(name: str, *parts: object) -> str:
    """Write the payload of an act of the channel itself."""
    return OWN + ":".join([name, *map(str, parts)])


def read_custom_id(text: str) -> Pressed | None:
    """Read a custom id back; None for one that is not ours."""
    found = _ID.fullmatch(text)
    return Pressed(int(found[1]) or None, found[3]) if found else None
