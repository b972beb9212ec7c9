"""Speak to one dialogue worker over its socket or port. The answer is checked before anybody uses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp

from nlu.dialogue import EFFECTS, Button, DialogueError, Effect, Heard, Reply, Turn, Understood

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=2)


class WorkerAway(DialogueError):
    """The worker could not be reached or went away in the middle; another may be asked the same again."""


class DialogueClient:
    """The dialogue core, as one worker offers it."""

    def __init__(
        self,
        token: str,
        *,
        socket: str | None = None,
        url: str | None = None,
        now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(),
    ) -> None:
        self._now = now
        self._token, self._socket, self._url = token, socket, (url or "http://worker").rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return f"DialogueClient({self._socket or self._url})"

    async def turn(self, heard: Heard, state: str | None) -> Turn:
        """Take one turn. Raises WorkerAway or DialogueError."""
        body = {"kind": heard.kind, "text": heard.text, "facts": dict(heard.facts)}
        return _turn(await self._post("/turn", {"heard": body, "state": state, "now": self._now()}))

    async def understand(self, text: str) -> Understood:
        """Say what a message means."""
        said = await self._post("/understand", {"text": text})
        return Understood(said["intent"], said["confidence"], said["gates"], said["answers"])

    async def is_ready(self) -> bool:
        """Say whether the worker answers."""
        try:
            async with self._open().get(f"{self._url}/health") as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.UnixConnector(self._socket) if self._socket else aiohttp.TCPConnector()
            headers = {"Authorization": f"Bearer {self._token}"}
            self._session = aiohttp.ClientSession(connector=connector, headers=headers, timeout=TIMEOUT)
        return self._session

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        try:
            async with self._open().post(f"{self._url}{path}", json=body) as answer:
                if answer.status == 200:
                    return await answer.json()
                raise DialogueError(f"the worker answered {answer.status}")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise WorkerAway(type(error).__name__) from None


def _turn(said: Mapping[str, Any]) -> Turn:
    replies = tuple(_reply(reply) for reply in said["replies"])
    effects = tuple(
        Effect(effect["kind"], effect["facts"]) for effect in said["effects"] if effect["kind"] in EFFECTS
    )
    return Turn(replies, effects, said["state"], said["language"])


def _reply(said: Mapping[str, Any]) -> Reply:
    return Reply(said["text"], tuple(Button(**button) for button in said.get("buttons", ())))
