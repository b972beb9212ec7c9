"""Who uses the data folder: many may run beside each other, but a key is changed only while nobody runs."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUse(Exception):
    """The bot is running on this data, or its key is being changed; the text is the sentence for it."""

    def __init__(self) -> None:
        super().__init__("The bot is using this data. Stop it first, then try again.")


@contextmanager
def hold(data: Path, alone: bool = False) -> Iterator[None]:
    """Hold the folder, with others or alone. The hold ends with the process, however it ends. Raises InUse.

    A process that still had the old key would lock new reports with it, and nobody could open them again.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "in-use").open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            raise InUse from None
        yield
