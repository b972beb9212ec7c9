"""Say which meaning a message has, of those that are no gate."""

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
from nlu.components.linear import Linear
from nlu.components.meaning import best_meaning, rows_for
from nlu.components.reader import fit_intents

KEPT = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(GraphComponent):
    """Read the intent from the whole message and from its clearest sentence."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Linear | None = None) -> None:
        """Hold where the model is kept, and the model once there is one."""
        self._storage, self._resource, self._model = storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentReader:
        """Make an untrained reader."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> IntentReader:
        """Load the trained reader."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Linear.load(folder / KEPT))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every line whose intent is no gate."""
        lines = [m for m in training_data.intent_examples if m.get(TEXT) and len(m.get(VECTORS, ()))]
        rows = np.concatenate([rows_for([" ".join(m.get(SENTENCES))], m.get(WHOLE)[None]) for m in lines])
        self._model = fit_intents(rows, [m.get(INTENT) for m in lines])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / KEPT)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking."""
        for message in messages:
            if self._model is not None and len(message.get(VECTORS, ())):
                ranking = best_meaning(
                    self._model, message.get(SENTENCES), message.get(VECTORS), message.get(WHOLE)
                )
            else:
                ranking = [{"name": "out_of_scope", "confidence": 0.0}]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[:10], add_to_output=True)
        return messages
