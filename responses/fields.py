"""Reads one entry of a content file field by field, and notes what is wrong instead of falling over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from responses.entries import ALL_NATIONS
from responses.problems import Problems

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SAFE):  # type: ignore[misc]  # yaml's safe loader, in C where it is built in: much faster
    """Refuses a name that stands twice: yaml would silently keep the second and lose the first."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Build one mapping, after a look at its names."""
        seen: set[str] = set()
        for key, _value in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(problem_mark=key.start_mark, problem=f"{name} stands here twice")
            # Names taken over from another entry with << may be said again.
            if name != "<<":
                seen.add(name)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, problems: Problems) -> dict[str, Any]:
    """Read one file as a mapping; an unreadable one is a problem with its line, not a traceback."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe loader
    except FileNotFoundError:
        problems.add(path, "", "this file is missing.")
        return {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        reason = (
            "a name stands twice"
            if "twice" in str(getattr(error, "problem", ""))
            else "look at the spaces and quotes"
        )
        problems.add(path, "", f"this file cannot be read{where}: {reason} there.")
        return {}
    if content is None:
        return {}
    if not isinstance(content, dict):
        problems.add(path, "", "this file must hold names with entries under them.")
        return {}
    return content


class Fields:
    """The fields of one entry; whatever is not asked for in the end is a slip and is named."""

    def __init__(self, path: Path, entry: str, raw: object, problems: Problems) -> None:
        self.path, self.entry, self._problems = path, entry, problems
        self._raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
        self._asked: set[str] = set()
        if not isinstance(raw, Mapping):
            self.wrong("this entry must hold fields like `name: …`.")

    def wrong(self, sentence: str) -> None:
        """Note a problem of this entry."""
        self._problems.add(self.path, self.entry, sentence)

    def raw(self, name: str) -> Any:
        """Give a field as it stands."""
        self._asked.add(name)
        return self._raw.get(name)

    def words(self, name: str) -> str | None:
        """Give an optional field of words."""
        value = self.raw(name)
        if value is None or isinstance(value, str):
            return " ".join(value.split()) if value else None
        self.wrong(f"`{name}` must be words; put {value!r} in quotes.")
        return None

    def needed(self, name: str) -> str:
        """Give a field of words that each entry must have."""
        value = self.words(name)
        if not value:
            self.wrong(f"`{name}` is missing.")
        return value or ""

    def one_of(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """Give a field that has a closed list of values."""
        value = self.raw(name)
        value = default if value is None else value
        if value not in allowed:
            self.wrong(f"`{name}` must be one of {', '.join(sorted(allowed))}, not {value!r}.")
            return default or ""
        return str(value)

    def list_of_words(self, name: str) -> tuple[str, ...]:
        """Give an optional list of words."""
        value = self.raw(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(f"`{name}` must be a list of words.")
            return ()
        return tuple(" ".join(item.split()) for item in value)

    def number(self, name: str) -> int | None:
        """Give an optional whole number."""
        value = self.raw(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.wrong(f"`{name}` must be a whole number, not {value!r}.")
        return None

    def day(self, name: str) -> date | None:
        """Give an optional day, written like 2026-11-22."""
        value = self.raw(name)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.wrong(f"`{name}` must be a day like 2026-11-22, not {value!r}.")
        return None

    def nations(self) -> frozenset[str]:
        """Give the nations; `uk` means all four, and `international` adds none."""
        names = set(self.list_of_words("nations"))
        unknown = names - ALL_NATIONS - {"uk", "international"}
        if unknown or not names:
            self.wrong("`nations` must list england, wales, scotland, northern_ireland or uk.")
        return ALL_NATIONS if names & {"uk", "international"} else frozenset(names & ALL_NATIONS)

    def address(self, name: str) -> str | None:
        """Give an optional web address; only secure ones are shown to people."""
        value = self.words(name)
        if value and (not value.startswith("https://") or " " in value):
            self.wrong(f"`{name}` must be one address that starts with https://, not {value!r}.")
        return value

    def addresses(self, name: str) -> Mapping[str, str]:
        """Give further web addresses, each under the words that say what it is for."""
        value = self.raw(name) or {}
        if not isinstance(value, Mapping) or not all(str(v).startswith("https://") for v in value.values()):
            self.wrong(f"`{name}` must hold words, each with an address that starts with https://.")
            return {}
        return {str(label): str(url) for label, url in value.items()}

    def finish(self) -> None:
        """Name the fields that nobody asked for, since a misspelt field would be silently lost."""
        for name in self._raw.keys() - self._asked:
            self.wrong(f"there is no field called `{name}`.")


def entries(path: Path, under: str, problems: Problems) -> Iterator[tuple[dict[str, Any], Fields]]:
    """Give each entry of one file, with the file's own top fields."""
    top = read_yaml(path, problems)
    listed = top.get(under) or {}
    if not isinstance(listed, Mapping):
        problems.add(path, "", f"`{under}` must hold names with entries under them.")
        return
    for name, raw in listed.items():
        yield top, Fields(path, str(name), raw, problems)
