"""Talk in a terminal. Choices are numbers; free text works everywhere; nothing is written to the history."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bots.pictures import Refused
from bots.terminal.show import Screen
from bots.turn import Answer, Turns
from nlu.dialogue import Button, Heard, Reply
from storage import StorageError

CHANNEL = "terminal"
# One person sits at a terminal, so one name is enough; it is hashed with the operator's key like any account.
ACCOUNT = "here"
PICTURE = "picture "
LEAVE = frozenset({"quit", "exit", "bye"})
TOO_BIG = 25 * 1024 * 1024

Read = Callable[[], str | None]


class Chat:
    """One conversation in one terminal."""

    def __init__(self, turns: Turns, screen: Screen, read: Read) -> None:
        self._turns, self._screen, self._read = turns, screen, read
        self._open: list[Button] = []

    async def run(self) -> int:
        """Talk until the person leaves; return the exit code."""
        await self._take(Heard("start"))
        while (line := await asyncio.to_thread(self._read)) is not None:
            line = line.strip()
            if line.lower() in LEAVE:
                break
            if line:
                await self._hear(line)
        return 0

    async def _hear(self, line: str) -> None:
        if line.lower().startswith(PICTURE):
            path = Path(line[len(PICTURE) :].strip().strip("'\"")).expanduser()
            await self._take(Heard("picture"), path)
        elif (button := self._button(line)) is not None:
            await self._take(Heard("button", button.payload))
        else:
            await self._take(Heard("text", line))

    def _button(self, line: str) -> Button | None:
        """Return the button that a number or a label means."""
        if line.isdecimal() and 0 < int(line) <= len(self._open):
            return self._open[int(line) - 1]
        return next((button for button in self._open if button.label.lower() == line.lower()), None)

    async def _take(self, heard: Heard, path: Path | None = None) -> None:
        async def fetch() -> bytes | Refused:
            return await asyncio.to_thread(read_picture, path) if path else Refused("not_a_picture")

        answer = await self._turns.take(CHANNEL, ACCOUNT, heard, fetch if path else None)
        self._show(answer)

    def _show(self, answer: Answer) -> None:
        if "hide" in answer.asks:
            self._screen.clear()
        buttons = [button for reply in answer.replies for button in reply.buttons if button.payload]
        if buttons or not answer.is_holding:
            self._open = buttons
        self._screen.show([*answer.replies, *self._saved(answer.documents)])

    def _saved(self, documents: list[tuple[str, bytes]]) -> list[Reply]:
        """Save the documents that were asked for in the folder the person is in, readable by them only."""
        words = self._turns.content.in_language("en")
        saved = [save(name, content) for name, content in documents]
        return [
            Reply(words.text("terminal.saved", path=p) if p else words.text("terminal.not_saved"))
            for p in saved
        ]


def read_picture(path: Path) -> bytes | Refused:
    """Read a picture file into memory, once the gate has let it through."""
    try:
        if path.stat().st_size > TOO_BIG:
            return Refused("too_big")
        return path.read_bytes()
    except OSError:
        return Refused("not_found")


def save(name: str, content: bytes) -> Path | None:
    """Write one document beside the person, never over another file; None where that cannot be done."""
    path = Path.cwd() / Path(name).name
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 100))
    for candidate in (path, *numbered):
        try:
            with os.fdopen(os.open(candidate, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
        except FileExistsError:
            continue
        except OSError:
            return None
        return candidate
    return None


def read_line() -> str | None:
    """Read a line from a pipe; None at its end."""
    line = sys.stdin.readline()
    return line if line else None


async def chat(turns: Turns, screen: Screen, read: Read) -> int:
    """Run the channel. Storage that cannot be used ends it with one sentence."""
    try:
        return await Chat(turns, screen, read).run()
    except StorageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
