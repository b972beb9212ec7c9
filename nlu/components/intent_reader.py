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
from nlu.components.meaning import Meanings, best_meaning, rows_for
from nlu.components.nearest import Nearest
from nlu.components.reader import fit_meanings, with_lookalikes

KEPT, KEPT_NEAREST = "intents.npz", "nearest.npz"
LABELS, ROWS, CHANCES = "meaning_labels", "meaning_rows", "meaning_chances"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(GraphComponent):
    """Read the intent from the whole message and from its clearest sentence."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Meanings | None = None) -> None:
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
            model = Meanings(Linear.load(folder / KEPT), Nearest.load(folder / KEPT_NEAREST))
            return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every line, and on what only sounds like a gate."""
        lines = [m for m in training_data.intent_examples if m.get(TEXT) and len(m.get(VECTORS, ()))]
        rows = np.concatenate([rows_for([" ".join(m.get(SENTENCES))], m.get(WHOLE)[None]) for m in lines])
        self._model = fit_meanings(*with_lookalikes(rows, [m.get(INTENT) for m in lines]))
        with self._storage.write_to(self._resource) as folder:
            self._model.linear.save(folder / KEPT)
            self._model.nearest.save(folder / KEPT_NEAREST)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking."""
        for message in messages:
            ranking = self._ranking(message) or [{"name": "out_of_scope", "confidence": 0.0}]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[:10], add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        """Rank the meanings, and leave the chances on the message for the gates."""
        if self._model is None or not len(message.get(VECTORS, ())):
            return []
        parts, labels = message.get(SENTENCES), self._model.linear.labels
        rows, chances = self._model.read(parts, message.get(VECTORS), message.get(WHOLE))
        for name, value in ((LABELS, labels), (ROWS, rows), (CHANCES, chances)):
            message.set(name, value)
        return best_meaning(labels, parts, chances)
