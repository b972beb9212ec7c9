"""Every place in the channel's words is filled where they are said: a slip would show braces to a person."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.bots.channel_contract import content
from tests.conftest import ROOT


def said_in(path: Path) -> list[tuple[str, set[str]]]:
    """Return each fixed key that a file says, and the places it fills."""
    found = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "text" or not call.args:
            continue
        key = call.args[0]
        spread = any(word.arg is None for word in call.keywords)
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and not spread:
            found.append((key.value, {word.arg for word in call.keywords if word.arg}))
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "bots/discord").glob("*.py")), ids=lambda path: path.name)
def test_every_place_is_filled(path: Path) -> None:
    words = content().words["en"]
    for key, filled in said_in(path):
        assert words.places(key) <= filled, key
