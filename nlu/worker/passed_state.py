"""The tracker store that keeps nothing: the state comes with the request and leaves with the answer.

The state is the slots, the active form and the last action. It holds no events, so nothing a person
typed can be in it: Rasa's events, and with them the text, end with the turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

VERSION = 1


class PassedState(TrackerStore):
    """Read a tracker from the state that was passed in, and write the new one for passing out."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self._states: dict[str, str | None] = {}

    def put(self, turn: str, state: str | None) -> None:
        """Lay a state ready for one turn."""
        self._states[turn] = state

    def take(self, turn: str) -> str:
        """Give the state after the turn, and keep no copy."""
        return self._states.pop(turn) or ""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Build the tracker of one turn."""
        return DialogueStateTracker.from_events(
            sender_id, list(_events(self._states.get(sender_id))), self.domain.slots
        )

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the state of one turn, without events and so without text."""
        slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
        loop = tracker.active_loop.name if tracker.active_loop else None
        state = {"v": VERSION, "slots": slots, "loop": loop}
        self._states[tracker.sender_id] = json.dumps(state, separators=(",", ":"), ensure_ascii=False)


def _events(state: str | None) -> Iterable[Event]:
    """Give the few events that bring a fresh tracker to the state: slots, form, and listening."""
    kept: dict[str, Any] = json.loads(state) if state else {}
    for name, value in kept.get("slots", {}).items():
        yield SlotSet(name, value)
    if kept.get("loop"):
        yield ActionExecuted(kept["loop"])
        yield ActiveLoop(kept["loop"])
    yield ActionExecuted("action_listen")
