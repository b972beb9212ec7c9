"""Pictures that everybody has: logos, memes, placeholders, drawn profile pictures.

A watch list that held one would raise an alarm everywhere. A list made by a script (`tests/bench/never.py`)
comes with the service; an operator adds a folder of their own with `fingerpost never`. Only PDQ values are
kept: the two coarser fingerprints would call a real photograph well known that only has a flat ground too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from bots.pictures.fingerprint import Fingerprint

SHIPPED = Path(__file__).with_name("never.json")
_added: dict[str, Fingerprint] = {}


def well_known() -> Mapping[str, Fingerprint]:
    """Give every picture that must never match, by its name."""
    return {**_shipped(), **_added}


def use(file: Path) -> int:
    """Take in an operator's own list, if there is one; what cannot be read as one is left out whole."""
    _added.clear()
    with suppress(OSError, ValueError, TypeError, AttributeError):
        _added.update(read(file))
    return len(_added)


def read(file: Path) -> dict[str, Fingerprint]:
    """Read a list. Raises ValueError or OSError when it is none."""
    values = json.loads(file.read_text(encoding="utf-8"))
    return {str(name): Fingerprint.from_dict(one) for name, one in values.items()}


def write(file: Path, pictures: Mapping[str, Fingerprint]) -> None:
    """Write a list in place of the one before, whole or not at all."""
    bare = {name: Fingerprint(one.pdq, one.quality, frames=one.frames) for name, one in pictures.items()}
    lines = [f"{json.dumps(name)}: {json.dumps(one.as_dict())}" for name, one in sorted(bare.items())]
    fresh = file.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as out:
        out.write("{\n" + ",\n".join(lines) + "\n}\n")
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


@cache
def _shipped() -> dict[str, Fingerprint]:
    return read(SHIPPED)
