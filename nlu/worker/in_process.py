"""Run rasa-sdk actions inside the worker: the action end point is a function call, not a server."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

# Rasa goes on when an action fails and says nothing; a turn of ours must fail instead, so it is kept here.
failure: ContextVar[Exception | None] = ContextVar("failure", default=None)


class InProcessActions(EndpointConfig):
    """An end point that hands the call to the executor of the same process."""

    def __init__(self, actions: Iterable[Action]) -> None:
        # The actions never need the domain, and turning it into a dictionary is most of a turn's time.
        super().__init__(url="in-process", enable_selective_domain=True)
        # Rasa checks each answer of an action server against a schema, and the schema against its own:
        # 94 % of a turn. Here the answer comes from rasa-sdk in this process, which checks its events.
        RemoteAction._validate_action_result = lambda *_: True
        # For each event Rasa goes through all kinds of events there are; these do not change.
        Event.resolve_by_type = staticmethod(lru_cache(Event.resolve_by_type))
        self._executor = ActionExecutor()
        for action in actions:
            self._executor.register_action(action)

    async def request(self, *_: Any, json: Any = None, **__: Any) -> Any:
        """Execute one action call."""
        try:
            return await self._executor.run(json)
        except Exception as error:
            failure.set(error)
            raise
