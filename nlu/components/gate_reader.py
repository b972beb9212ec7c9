"""Watch for danger, crisis and under 18 in every message: the model and the word net together."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.featurizer import SEEN, SENTENCES
from nlu.components.meaning import gate_chances
from nlu.components.verdict import Verdict, decide
from nlu.gates import GATES


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class GateReader(GraphComponent):
    """Set the three gates, and let an alarm take the place of the intent."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GateReader:
        """Make a reader; it needs nothing, and without the encoder the word net reads alone."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `gates`, how strongly each is hinted at, and the intent where a gate alarms."""
        for message in messages:
            seen = message.get(SEEN)
            chances = {}
            if seen is not None:
                chances = gate_chances(message.get(SENTENCES), seen.gates, message.get("intent_ranking"))
            verdict = decide(message.get(TEXT) or "", chances)
            message.set("gates", verdict.gates, add_to_output=True)
            message.set("hints", verdict.hints, add_to_output=True)
            _override(message, verdict)
        return messages


def _override(message: Message, verdict: Verdict) -> None:
    """Put the first alarming gate where the intent is, and keep the ranking behind it."""
    alarms = [gate for gate in GATES if verdict.gates[gate] == "alarm"]
    ringing = [{"name": gate, "confidence": round(verdict.sure[gate], 4)} for gate in alarms]
    if ringing:
        message.set("intent", ringing[0], add_to_output=True)
        message.set("intent_ranking", [*ringing, *message.get("intent_ranking", [])], add_to_output=True)
