"""How a call can be told to fail, each as Telegram fails."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Fault:
    """Fail the next calls of one method: an error, a lost answer, or a dropped connection."""

    method: str
    status: int = 0
    description: str = ""
    retry_after: int = 0
    # The call is carried out, and then its answer never arrives.
    after: bool = False
    times: int = 1

    @classmethod
    def flood(cls, method: str, seconds: int = 1, times: int = 1) -> Fault:
        """Too many requests."""
        return cls(method, 429, f"Too Many Requests: retry after {seconds}", seconds, times=times)

    @classmethod
    def bad_gateway(cls, method: str, *, after: bool = False, times: int = 1) -> Fault:
        """A proxy of Telegram's answers instead of Telegram, perhaps after the work was done."""
        return cls(method, 502, "Bad Gateway", after=after, times=times)

    @classmethod
    def lost_answer(cls, method: str, times: int = 1) -> Fault:
        """The call is carried out and the connection drops before the answer."""
        return cls(method, after=True, times=times)

    @classmethod
    def dropped(cls, method: str, times: int = 1) -> Fault:
        """The connection drops before anything is done."""
        return cls(method, times=times)


class CallFailed(Exception):
    """Answer a call with an error of the Bot API."""

    def __init__(self, status: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after = status, description, retry_after


def bad(description: str) -> CallFailed:
    """Refuse a call as Telegram does when it makes no sense."""
    return CallFailed(400, f"Bad Request: {description}")


FORBIDDEN = CallFailed(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = CallFailed(403, "Forbidden: user is deactivated")
