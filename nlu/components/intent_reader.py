"""Say which meaning a message has, of those that are no gate."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from nlu.components.featurizer import LABELS, SEEN, SENTENCES
from nlu.components.meaning import best_meaning

NOTHING = {"name": "out_of_scope", "confidence": 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentReader(GraphComponent):
    """Rank the meanings by what the encoder saw."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentReader:
        """Make a reader; it needs nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking."""
        for message in messages:
            seen, ranking = message.get(SEEN), [NOTHING]
            if seen is not None:
                ranking = best_meaning(message.get(LABELS), message.get(SENTENCES), seen.meanings)
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[:10], add_to_output=True)
        return messages
