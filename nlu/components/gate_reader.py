"""Watch for danger, crisis and under 18 in every message: the model and the word net together."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.featurizer import SENTENCES, VECTORS, WHOLE
from nlu.components.intent_reader import CHANCES, LABELS, ROWS
from nlu.components.linear import Linear
from nlu.components.meaning import GATES, gate_chances, rows_for
from nlu.components.reader import fit_gates, with_lookalikes
from nlu.components.verdict import decide


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class GateReader(GraphComponent):
    """Set the three gates, and let an alarm take the place of the intent."""

    def __init__(self, storage: ModelStorage, resource: Resource, models: dict[str, Linear]) -> None:
        """Hold where the models are kept, and the models once there are any."""
        self._storage, self._resource, self._models = storage, resource, models

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GateReader:
        """Make an untrained reader: the word net alone."""
        return cls(model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> GateReader:
        """Load the trained reader."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, {g: Linear.load(folder / f"{g}.npz") for g in GATES})

    def train(self, training_data: TrainingData) -> Resource:
        """Fit one model a gate, its own lines against all others."""
        lines = [m for m in training_data.intent_examples if m.get(TEXT) and len(m.get(VECTORS, ()))]
        rows = np.concatenate([rows_for([" ".join(m.get(SENTENCES))], m.get(WHOLE)[None]) for m in lines])
        self._models = fit_gates(*with_lookalikes(rows, [m.get(INTENT) for m in lines]))
        with self._storage.write_to(self._resource) as folder:
            for gate, model in self._models.items():
                model.save(folder / f"{gate}.npz")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `gates`, and the intent where a gate alarms."""
        for message in messages:
            chances: dict[str, list[float]] = {}
            if self._models and message.get(LABELS):
                chances = gate_chances(
                    self._models, message.get(LABELS), message.get(ROWS), message.get(CHANCES)
                )
            gates, sure = decide(message.get(TEXT) or "", chances)
            message.set("gates", gates, add_to_output=True)
            _override(message, gates, sure)
        return messages


def _override(message: Message, gates: dict[str, str], sure: dict[str, float]) -> None:
    """Put the first alarming gate where the intent is, and keep the ranking behind it."""
    ringing = [{"name": g, "confidence": round(sure[g], 4)} for g in GATES if gates[g] == "alarm"]
    if ringing:
        message.set("intent", ringing[0], add_to_output=True)
        message.set("intent_ranking", [*ringing, *message.get("intent_ranking", [])], add_to_output=True)
