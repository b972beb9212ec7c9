"""Show replies in a terminal: plain text from a pipe, a little colour where a person sits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import count

from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory
from rich.console import Console
from rich.text import Text

from nlu.dialogue import Reply


class Screen:
    """Writes replies to standard output."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=not sys.stdout.isatty())

    def show(self, replies: Sequence[Reply]) -> None:
        """Show replies, their buttons numbered through."""
        numbers = count(1)
        for reply in replies:
            self._console.print()
            self._console.print(Text(reply.text))
            for button in reply.buttons:
                if button.payload:
                    self._console.print(Text(f"  {next(numbers)}. {button.label}", style="bold"))
                else:
                    self._console.print(Text(f"  {button.label}: {button.link}"))
        self._console.print()

    def clear(self) -> None:
        """Clear what can be cleared: the screen and its scroll-back."""
        if sys.stdout.isatty():
            sys.stdout.write("\x1b[3J\x1b[2J\x1b[H")
            sys.stdout.flush()


def prompting() -> Callable[[], str | None]:
    """Return a reader for a person at a keyboard; what is typed goes into no history file."""
    session: PromptSession[str] = PromptSession(history=DummyHistory())

    def read() -> str | None:
        try:
            return session.prompt("> ")
        except (EOFError, KeyboardInterrupt):
            return None

    return read
