"""Look at every file of an overlay before it is read: made elsewhere, it may only hold plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from responses.problems import Problems

LARGEST = 128 * 1024
MOST_FILES = 200
DEEPEST = 12
FOLDERS = frozenset({"en", "cy", "flows", "services", "routes", "letters"})
TOP_FILES = frozenset({"overlay.yml", "related.yml", "colours.yml"})
_OPENS = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockMappingStartToken)
_CLOSES = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
# Tags build objects, and aliases can make a small file huge; plain data needs neither.
_NOT_PLAIN = (yaml.TagToken, yaml.AliasToken, yaml.AnchorToken, yaml.DirectiveToken)
HOSTILE = {
    r"(?i)\b(?:javascript|vbscript|data|file)\s*:\s*[^\s]": "an address that runs code or opens a file",
    r"<\s*/?\s*[a-zA-Z!]": "HTML",
    r"\{\{|\{%|\$\{|\{[^}]*[^a-z_}\s][^}]*\}": "a template",
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]": "hidden letters",
}


def guard(folder: Path, problems: Problems) -> None:
    """Note everything in an overlay folder that is not plain data in a place we read."""
    if not folder.is_dir():
        problems.add(folder, "", "there is no such overlay folder.")
        return
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    if len(paths) > MOST_FILES:
        problems.add(folder, "", f"it holds more than {MOST_FILES} files.")
        return
    for path in paths:
        for sentence in _file(folder, path):
            problems.add(path, "", sentence)


def _file(folder: Path, path: Path) -> Iterator[str]:
    place = path.relative_to(folder)
    if path.is_symlink():
        yield "this is a link to another place, and links are not followed."
    elif place.suffix == ".md":
        return
    elif not _is_read(place):
        yield "nothing here reads this file; look at its name and folder."
    elif path.stat().st_size > LARGEST:
        yield f"this file is larger than {LARGEST // 1024} kilobytes."
    else:
        yield from _content(path)


def _is_read(place: Path) -> bool:
    if len(place.parts) == 1:
        return place.name in TOP_FILES
    return len(place.parts) == 2 and place.parts[0] in FOLDERS and place.suffix == ".yml"


def _content(path: Path) -> Iterator[str]:
    depth = 0
    try:
        for token in yaml.scan(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader):
            line = token.start_mark.line + 1
            depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
            if isinstance(token, _NOT_PLAIN):
                yield f"line {line} uses a tag, an anchor or an alias; an overlay may only hold plain data."
                return
            if depth > DEEPEST:
                yield f"line {line} is nested deeper than {DEEPEST} levels."
                return
            if isinstance(token, yaml.ScalarToken):
                yield from (f"line {line} holds {what}, which is refused." for what in _hostile(token.value))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        yield f"this file cannot be read{where}; look at the spaces and quotes there."


def _hostile(text: str) -> Iterator[str]:
    yield from (what for pattern, what in HOSTILE.items() if re.search(pattern, text))
