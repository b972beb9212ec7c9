"""The colours of the web widget, which a charity may change; never so that words become hard to see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from responses.fields import read_yaml
from responses.problems import Problems

# What stands on what. The contrast of each pair must reach level AA of the guidelines (WCAG 2.2, 1.4.3).
PAIRS = (("text", "background"), ("button_text", "button"), ("exit_text", "exit"))
DEFAULTS = {
    "background": "#ffffff",
    "text": "#1d1d26",
    "button": "#1f4e79",
    "button_text": "#ffffff",
    "exit": "#b3261e",
    "exit_text": "#ffffff",
}
LEAST_CONTRAST = 4.5
_HEX = re.compile(r"#[0-9a-f]{6}")


def load_colours(overlays: Sequence[Path], problems: Problems) -> Mapping[str, str]:
    """Read colours.yml of each overlay over the defaults, and note those nobody could read words in."""
    colours = dict(DEFAULTS)
    for folder in overlays:
        path = folder / "colours.yml"
        for name, value in (read_yaml(path, problems) if path.exists() else {}).items():
            if name not in DEFAULTS:
                problems.add(path, "", f"there is no colour called {name!r}.")
            elif not _HEX.fullmatch(str(value).lower()):
                problems.add(path, str(name), f"it must be like '#1f4e79' in quotes, not {value!r}.")
            else:
                colours[str(name)] = str(value).lower()
        _check_contrast(path, colours, problems)
    return colours


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (none) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _check_contrast(path: Path, colours: Mapping[str, str], problems: Problems) -> None:
    for words, ground in PAIRS:
        found = contrast(colours[words], colours[ground])
        if found < LEAST_CONTRAST:
            sentence = (
                f"on `{ground}` it has a contrast of {found:.1f}; people need at least {LEAST_CONTRAST}."
            )
            problems.add(path, words, sentence)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
