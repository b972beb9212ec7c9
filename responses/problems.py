"""All problems of the content at once, in sentences that name the file and the entry."""

from __future__ import annotations

from pathlib import Path


class ContentError(Exception):
    """The content is not sound; `problems` says in sentences what to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Problems:
    """Collects problems while reading, so that a caseworker sees all of them in one go."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, path: Path, entry: str, sentence: str) -> None:
        """Note one problem of one entry."""
        place = f"{path.parent.name}/{path.name}"
        self.found.append(f"{place}, {entry}: {sentence}" if entry else f"{place}: {sentence}")

    def stop_if_any(self) -> None:
        """Refuse to go on with content that has problems."""
        if self.found:
            raise ContentError(self.found)
