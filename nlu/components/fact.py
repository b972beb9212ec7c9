"""One answer that a person said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer that was said: its key and value, and how sure we are."""

    key: str
    value: str | int
    confidence: float = 0.9

    def as_entity(self) -> dict[str, Any]:
        """Give it the shape Rasa keeps entities in."""
        return {
            "entity": self.key,
            "value": self.value,
            "confidence": self.confidence,
            "extractor": "StoryReader",
        }
