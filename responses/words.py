"""Vetted words by key and language. A key is the file's name and the path inside it: `report.age.ask`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from responses.fields import read_yaml
from responses.problems import Problems

# Only plain names stand in braces, so words of an overlay can reach nothing but what they are given.
_PLACE = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"[a-z0-9_]+")


class UnknownWordsError(KeyError):
    """There are no vetted words under this key."""


class Words:
    """The words of one language, with another language behind it for what is not yet translated."""

    def __init__(self, language: str, texts: Mapping[str, str], fallback: Words | None = None) -> None:
        self.language = language
        self._texts = dict(texts)
        self._fallback = fallback

    def __contains__(self, key: str) -> bool:
        return key in self._texts or (self._fallback is not None and key in self._fallback)

    def __iter__(self) -> Iterator[str]:
        return self.keys()

    def keys(self) -> Iterator[str]:
        """Give every key that has words in this language itself."""
        return iter(self._texts)

    def is_own(self, key: str) -> bool:
        """Say whether a key has words in this language itself, so that a stand-in can be marked as one."""
        return key in self._texts

    def text(self, key: str, **places: object) -> str:
        """Return the words under a key, with its places filled. Raises UnknownWordsError."""
        if key not in self._texts:
            if self._fallback is None:
                raise UnknownWordsError(key)
            return self._fallback.text(key, **places)
        return _PLACE.sub(lambda place: str(places.get(place[1], place[0])), self._texts[key])

    def marked(self, key: str, **places: object) -> str:
        """Return the words under a key, marked where another language stands in for this one."""
        text = self.text(key, **places)
        if self._fallback is None or self.is_own(key):
            return text
        return f"{self.text('language.not_yet')}\n{text}"

    def places(self, key: str) -> set[str]:
        """Name the places in the words under a key."""
        return set(_PLACE.findall(self._texts.get(key, "")))


def load_words(
    folder: Path, language: str, overlays: Sequence[Path] = (), fallback: Words | None = None
) -> Words:
    """Read all words of one language, later folders over earlier ones. Raises ContentError."""
    problems = Problems()
    texts: dict[str, str] = {}
    for place in (folder, *overlays):
        for path in sorted((place / language).glob("*.yml")):
            content = read_yaml(path, problems)
            texts.update(
                _flat(path, path.stem, {k: v for k, v in content.items() if k != "review"}, problems)
            )
    problems.stop_if_any()
    return Words(language, texts, fallback)


def _flat(
    path: Path, prefix: str, content: Mapping[Any, Any], problems: Problems
) -> Iterator[tuple[str, str]]:
    for key, value in content.items():
        name = f"{prefix}.{key}"
        if isinstance(key, bool) or isinstance(value, (bool, list)) or value is None:
            problems.add(path, name, "this must be words under a name; put yes and no in quotes.")
        elif not _NAME.fullmatch(str(key)):
            problems.add(path, name, "a name may only have small letters, digits and _.")
        elif isinstance(value, Mapping):
            yield from _flat(path, name, value, problems)
        else:
            yield name, str(value).strip()
