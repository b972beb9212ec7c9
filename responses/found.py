"""A problem with its place: which file, which line, which name. So a caseworker can go straight to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Found:
    """One problem of one name in one file; the file is named as it stands under responses/ or an overlay."""

    file: str
    name: str
    sentence: str

    def line(self, folders: Sequence[Path]) -> str:
        """Say it with file and line, looking in the last folder that has the name."""
        for folder in reversed(folders):
            path = folder / self.file
            lines = _lines(path) if path.is_file() else {}
            if self.name in lines:
                return f"{path.parent.name}/{path.name} line {lines[self.name]}, {self.name}: {self.sentence}"
        return f"{self.file}{f', {self.name}' if self.name else ''}: {self.sentence}"


def of_words(language: str, key: str, sentence: str) -> Found:
    """Make the problem of some words, by their key."""
    stem, _, name = key.partition(".")
    return Found(f"{language}/{stem}.yml", name, sentence)


@lru_cache(maxsize=128)
def _lines(path: Path) -> dict[str, int]:
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return dict(_names("", root)) if isinstance(root, yaml.MappingNode) else {}


def _names(prefix: str, node: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    for key, value in node.value:
        name = f"{prefix}{key.value}"
        yield name, key.start_mark.line + 1
        if isinstance(value, yaml.MappingNode):
            yield from _names(f"{name}.", value)
