"""Whole conversations as plain text, replayed through the real core. FINGERPOST_UPDATE=1 rewrites them.

Lines that begin with > are the person's; a [payload] is a button pressed. All are invented.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.dialogue_client import DialogueClient
from nlu.dialogue import Heard, Reply, Turn
from tests.conftest import RunningWorker

FOLDER = Path(__file__).parent / "conversations"
NOW = "2026-11-25T14:30:00+00:00"

pytestmark = pytest.mark.rasa


def heard(line: str) -> Heard:
    """Read one line of the person."""
    if line in {"[start]", "[picture]"}:
        return Heard("start" if line == "[start]" else "picture")
    if line.startswith("["):
        return Heard("button", line[1:-1])
    return Heard("text", line)


def shown(turn: Turn) -> Iterator[str]:
    """Write one answer as lines."""
    for reply in turn.replies:
        yield from _reply(reply)
    for effect in turn.effects:
        yield f"  ({effect.kind})"
    yield ""


def _reply(reply: Reply) -> Iterator[str]:
    yield from ("  " + line if line else "" for line in reply.text.split("\n"))
    for button in reply.buttons:
        yield f"    [{button.payload or button.link}] {button.label}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path: Path, worker: RunningWorker) -> None:
    written = path.read_text(encoding="utf-8")
    client = DialogueClient(worker.token, url=worker.url, now=lambda: NOW)
    lines: list[str] = [line for line in written.split("\n") if line.startswith("#")]
    state: str | None = None
    try:
        for line in (line[2:] for line in written.split("\n") if line.startswith("> ")):
            turn = await client.turn(heard(line), state)
            state = turn.state
            lines += [f"> {line}", *shown(turn)]
    finally:
        await client.close()
    if os.environ.get("FINGERPOST_UPDATE"):
        path.write_text("\n".join(lines), encoding="utf-8")
    assert "\n".join(lines) == path.read_text(encoding="utf-8")
