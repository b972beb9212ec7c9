"""Collect what the actions say and ask for, in order, during one turn."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class Collected(OutputChannel):
    """An output channel that sends nothing and keeps replies and effects for the answer."""

    def __init__(self) -> None:
        self.replies: list[dict[str, Any]] = []
        self.effects: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Name this channel for Rasa."""
        return "fingerpost"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one message of an action: a reply or an effect, never free text."""
        said = message.get("custom") or {}
        if "reply" in said:
            self.replies.append(said["reply"])
        if "effect" in said:
            self.effects.append(said["effect"])
