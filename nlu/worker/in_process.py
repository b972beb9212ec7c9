"""Run rasa-sdk actions inside the worker: the action end point is a function call, not a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor


class InProcessActions(EndpointConfig):
    """An end point that hands the call to the executor of the same process."""

    def __init__(self, actions: Iterable[Action]) -> None:
        # The actions never need the domain, and turning it into a dictionary is most of a turn's time.
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        for action in actions:
            self._executor.register_action(action)

    async def request(self, *_: Any, json: Any = None, **__: Any) -> Any:
        """Execute one action call."""
        return await self._executor.run(json)
