"""Rasa's message processor with our graph runner in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.storage.local_model_storage import LocalModelStorage

from nlu.worker.runner import OrderedRunner


class Processor(MessageProcessor):
    """Loads the model as Rasa does, and runs it without dask."""

    @staticmethod
    def _load_model(model_path: Any) -> tuple[str, Any, Any]:
        model = Path(model_path)
        with tempfile.TemporaryDirectory() as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), model, LocalModelStorage, OrderedRunner
            )
        return model.name, metadata, runner

    @staticmethod
    def _log_slots(*_: Any) -> None:
        """Write no line about what was answered; Rasa lays it out even when nobody may see it."""
