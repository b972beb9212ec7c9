"""The one interface between the channels and the dialogue core.

The core is a function of what was heard and of the state. It never touches storage, network or clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

HeardKind = Literal["start", "text", "button", "picture", "outcome"]

# Everything the core can ask of the shell. bots/effects.py carries out each one; there are no others.
EFFECTS = frozenset(
    {
        "save_case",  # facts: answers
        "open_case",  # facts: code, second_word. Its outcome comes back as Heard("outcome")
        "give_code",
        "fetch_picture",  # only after both age questions; the only way a picture is ever read
        "destroy_pictures",  # under 18 was said later: fingerprints made so far must go
        "show_held",
        "forget",
        "add_entry",  # facts: kind, and what the person wants kept
        "note_step",  # facts: step, site. A step was taken; starts the 48-hour clock for a report
        "make_pack",
        "remind",  # facts: hours, site
        "stop_reminders",
        "show_status",
        "tell_moderators",
        "watch_for_picture",
        "share_picture",  # facts: step. Asks for, keeps or takes back the consent to give a fingerprint on
        "hide",
        "stop",
    }
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached us in one message. A picture is never in it, only the news that there is one."""

    kind: HeardKind
    text: str = field(default="", repr=False)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Button:
    """A choice: its label, and either a payload of at most 64 bytes or an address to open."""

    label: str
    payload: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the person, in vetted words."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """Something the shell must carry out; `kind` is one of EFFECTS."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the core answers: replies, effects, the state for the next turn, and the language of the words."""

    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...]
    state: str = field(repr=False)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message means: an intent, three gates and the answers it holds."""

    intent: str
    confidence: float
    gates: Mapping[str, str]
    answers: Mapping[str, Any]


class DialogueError(Exception):
    """The dialogue core could not take the turn."""


class Dialogue(Protocol):
    """The core as the channels see it."""

    async def turn(self, heard: Heard, state: str | None) -> Turn:
        """Take one turn. Raises DialogueError when no worker can answer."""
        ...

    async def understand(self, text: str) -> Understood:
        """Say what a message means, without taking a turn."""
        ...
