"""Host Rasa's message processor and take turns with it as if it were a function."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator

from nlu.actions import all_actions
from nlu.actions.choose import named
from nlu.actions.heard import answers_in
from nlu.actions.routing import alarmed, as_pressed, over_the_talk, routed
from nlu.gates import GATES
from nlu.worker.collect import Collected
from nlu.worker.heard import NotHeard, parse_data_of
from nlu.worker.in_process import InProcessActions, failure
from nlu.worker.passed_state import PassedState
from nlu.worker.processor import Processor
from responses.reader import Content


class Engine:
    """Rasa with our actions inside it, and with nothing that lasts longer than a turn."""

    def __init__(self, model: Path, content: Content) -> None:
        self._content = content
        self._processor = Processor(
            model_path=model,
            tracker_store=PassedState(None),
            lock_store=InMemoryLockStore(),
            generator=TemplatedNaturalLanguageGenerator({}),
            action_endpoint=InProcessActions(all_actions(content)),
        )
        self._store: PassedState = self._processor.tracker_store
        self._store.domain = self._processor.domain

    async def turn(
        self, heard: Mapping[str, Any], state: str | None, now: str | None = None
    ) -> dict[str, Any]:
        """Take one turn. Raises NotHeard for a kind of message that no channel of ours can have sent."""
        turn, collected = secrets.token_hex(8), Collected()
        pressed = _pressed(heard)
        if pressed is None:
            parsed = await self._parse(str(heard.get("text", "")), state)
        else:
            parsed = alarmed(pressed, self._content.flows)
        message = UserMessage(
            text="/",  # what was typed has been read; no event of Rasa needs it
            output_channel=collected,
            sender_id=turn,
            input_channel="fingerpost",
            parse_data={**parsed, "text": "/", "now": now},
        )
        self._store.put(turn, state)
        failure.set(None)
        try:
            await self._processor.handle_message(message)
        finally:
            new_state = self._store.take(turn)
        if error := failure.get():
            raise error
        language = _slots(new_state).get("language", "en")
        return {
            "replies": collected.replies,
            "effects": collected.effects,
            "state": new_state,
            "language": language,
        }

    async def _parse(self, text: str, state: str | None) -> dict[str, Any]:
        slots = _slots(state)
        parsed = over_the_talk(await self._processor.parse_message(UserMessage(text=text)), slots)
        if by_name := named(text, parsed, slots, self._content):
            return alarmed({**parsed, **by_name}, self._content.flows)
        return as_pressed(routed(parsed, slots), slots, self._content.flows)

    async def understand(self, text: str) -> dict[str, Any]:
        """Say what a message means."""
        parsed = await self._processor.parse_message(UserMessage(text=text))
        return understood(parsed)


def _pressed(heard: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read a button; one that none of ours is, or no longer is, is explained like any old button."""
    try:
        return parse_data_of(heard)
    except NotHeard:
        if heard.get("kind") != "button":
            raise
        return parse_data_of({"kind": "button", "text": "s:old:0"})


def _slots(state: str | None) -> dict[str, Any]:
    slots: dict[str, Any] = json.loads(state)["slots"] if state else {}
    return slots


def understood(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """Shorten Rasa's parse data to intent, confidence, gates and answers."""
    intent = parsed.get("intent") or {}
    gates = parsed.get("gates") or {}
    return {
        "intent": intent.get("name") or "out_of_scope",
        "confidence": round(float(intent.get("confidence") or 0), 4),
        "gates": {gate: gates.get(gate, "clear") for gate in GATES},
        "answers": answers_in(parsed),
    }


__all__ = ["Engine", "NotHeard", "understood"]
