"""What may be logged: an event of a closed list and typed facts. There is no place for a person's words.

Everything else is silenced. Exceptions are noted by class, never by their text, which may quote a message.
"""

from __future__ import annotations

import logging
import secrets
import sys
from enum import Enum
from typing import Final, TextIO

_LOGGER: Final = logging.getLogger("fingerpost")
_FOREIGN: Final = ("httpx", "httpcore", "telegram", "discord", "aiohttp", "asyncio", "PIL", "apscheduler")


class Event(Enum):
    """Everything that is ever noted."""

    STARTED = "started"
    STOPPED = "stopped"
    WORKER_STARTED = "worker started"
    WORKER_READY = "worker ready"
    WORKER_DIED = "worker died"
    TURN_TAKEN = "turn taken"
    TURN_FAILED = "turn failed"
    HOLDING = "holding words given"
    EFFECT_FAILED = "effect failed"
    PICTURE_REFUSED = "picture refused"
    SWEPT = "swept"
    SHARED = "fingerprints passed on or taken back"
    REMINDED = "reminded"
    CHANNEL_TROUBLE = "channel trouble"
    UPDATE_IGNORED = "update ignored"
    GUARD_MATCH = "guard match"
    GUARD_SUSPENDED = "guard entry suspended"


def note(
    event: Event,
    *,
    channel: str | None = None,
    milliseconds: int | None = None,
    count: int | None = None,
    error: BaseException | None = None,
    reference: str | None = None,
) -> None:
    """Note one event with its facts. Of an error only the class, file and line are noted."""
    facts = {"channel": channel, "milliseconds": milliseconds, "count": count, "reference": reference}
    parts = [event.value, *(f"{name}={value}" for name, value in facts.items() if value is not None)]
    if error is not None:
        parts.append(f"error={type(error).__name__}{_place(error)}")
    _LOGGER.info("%s", " ".join(parts))


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" at={trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"


def new_reference() -> str:
    """Return a random reference that ties a log line to an apology, and to nothing else."""
    return secrets.token_hex(4)


class _Scrub(logging.Filter):
    """Remove secrets from anything that reaches a handler; a net under the allow-list, not in place of it."""

    def __init__(self, secret_texts: tuple[str, ...]) -> None:
        super().__init__()
        self._secrets = tuple(text for text in secret_texts if text)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name != _LOGGER.name:
            record.msg, record.args = f"{record.name}: {record.levelname.lower()}", ()
            record.exc_info, record.exc_text, record.stack_info = None, None, None
        text = record.getMessage()
        for secret in self._secrets:
            text = text.replace(secret, "***")
        record.msg, record.args = text, ()
        return True


def set_up(secret_texts: tuple[str, ...] = (), quiet: bool = False, stream: TextIO | None = None) -> None:
    """Send our notes to standard error, silence everybody else, and scrub what is left."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(_Scrub(secret_texts))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _FOREIGN:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _LOGGER.setLevel(logging.CRITICAL if quiet else logging.INFO)
    # The last resort prints tracebacks, and a traceback may quote what was typed.
    sys.excepthook = _say_class_only
    logging.raiseExceptions = False


def _say_class_only(kind: type[BaseException], error: BaseException, _: object) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    sys.stderr.write(f"fingerpost stopped: {kind.__name__}{_place(error)}\n")
