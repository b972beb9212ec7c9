"""Speak with an operator's Hasher-Matcher-Actioner: add a value to a bank, and take it back by its number.

Threat: whatever answers may be anything, so no more of an answer is read than a number. An HMA has no idea of
who calls: keep it in a network of its own, or behind a proxy with a password.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

import aiohttp

from bots.pictures.sharing import Request

_SECONDS = aiohttp.ClientTimeout(total=20, connect=10)
_MOST_ANSWER = 64 * 1024

# sent: done there. unsent: it surely was not done. unsure: it may or may not have been done.
Outcome = Literal["sent", "unsent", "unsure"]


@dataclass(frozen=True, slots=True)
class Said:
    """Say what came of one request, and the number that the bank gave."""

    outcome: Outcome
    content: int | None = None


class Bank:
    """Send requests to one HMA, over connections that are kept open meanwhile."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    async def send(self, request: Request) -> Said:
        """Send one request and say what came of it; trouble is an outcome and never an exception."""
        try:
            async with (
                aiohttp.ClientSession(timeout=_SECONDS) as session,
                session.request(
                    request.method,
                    self._address + request.path,
                    json=dict(request.body),
                    allow_redirects=False,
                ) as answer,
            ):
                return _said(request, answer.status, await answer.content.read(_MOST_ANSWER))
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL):
            return Said("unsent")
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Said("unsure")


def _said(request: Request, status: int, body: bytes) -> Said:
    if request.method == "DELETE" and status == 404:
        return Said("sent")  # the whole bank is gone, and with it what was in it
    if status != 200:
        return Said("unsure" if status >= 500 else "unsent")
    if request.method == "DELETE":
        return Said("sent")
    content = _number(body)
    return Said("unsure") if content is None else Said("sent", content)


def _number(body: bytes) -> int | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    content = answer.get("id") if isinstance(answer, dict) else None
    return content if type(content) is int else None
