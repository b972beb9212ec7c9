"""Set a document as an accessible PDF. The only file that knows typst.

Threat: a person's words may be typst markup. They are handed over as JSON and set as plain text; the template
is ours and fixed. It compiles in memory, without network, and what fails is never quoted anywhere.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

_TEMPLATE = Path(__file__).with_name("pack.typ")
# They only change how the letter before them looks, or nothing at all.
_DROPPED = frozenset("\u200b\u200c\u200d\ufeff\ufe0e\ufe0f\u00ad") | frozenset(
    map(chr, range(0x1F3FB, 0x1F400))
)


class CannotSet(Exception):
    """The document could not be set; the reason may quote a person's words, so it is not given."""


def set_pdf(document: Mapping[str, Any]) -> bytes:
    """Set a document as a tagged PDF for every screen reader.

    Pictographs are set as their names. Where a script is in no font of ours, those of the system serve, and
    the stricter promise of PDF/UA is given up rather than the words. Raises CannotSet.
    """
    pack = json.dumps(_speakable(document))
    chosen: tuple[list[Any], ...] = (["ua-1"], [])
    for standards in chosen:
        try:
            return _compiled(pack, standards)
        except typst.TypstError:
            continue
    raise CannotSet


def _compiled(pack: str, standards: list[Any]) -> bytes:
    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"pack": pack},
        pdf_standards=standards,
        ignore_system_fonts=bool(standards),
    )


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _speakable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(map(_letter, unicodedata.normalize("NFC", value)))
    if isinstance(value, Mapping):
        return {name: _speakable(part) for name, part in value.items()}
    return [_speakable(part) for part in value] if isinstance(value, list | tuple) else value


def _letter(letter: str) -> str:
    if letter in _DROPPED:
        return ""
    kind = unicodedata.category(letter)
    if kind in {"Cc", "Cf", "Cs", "Co", "Cn"} and letter != "\n":
        return " " if letter == "\t" else ""
    if kind == "So" and ord(letter) > 0x2BFF:
        return f"[{unicodedata.name(letter, 'sign').lower()}]"
    return letter
