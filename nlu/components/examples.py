"""The training lines as arrays: what each means, which gates it raises, and which of that is known."""

from __future__ import annotations

import collections
import zlib
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from nlu.components.plain_text import plain
from nlu.gates import GATES, word_gates

DATA = Path(__file__).resolve().parent.parent / "data"
# Lines that mean nothing by themselves, but teach the gates what is none.
ALIKE = ("lookalikes", "passing")
MOST_WEIGHT = 3.0
NONE = "-"
# How likely a gate is where a careful person would ask.
DOUBT = 0.4
# At each training one in so many of the lines that the adapter learned from is rehearsed; a new one is
# read as often as the adapter would.
REHEARSED, NEW = 3, 4


@dataclass(frozen=True, slots=True)
class Line:
    """One training line; a line without a meaning teaches the gates only."""

    text: str
    meaning: str | None
    gates: frozenset[str] = frozenset()
    certain: bool = False
    doubts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Examples:
    """All lines, one row each."""

    texts: list[str]
    labels: list[str]
    meanings: np.ndarray
    weights: np.ndarray
    gates: np.ndarray
    known: np.ndarray


def line_of(text: str, meaning: str, metadata: Any = None) -> Line:
    """Make a line of an example; its metadata may name the gates it raises, else its meaning says it."""
    own = metadata if isinstance(metadata, dict) else {}
    own = own.get("example", own)
    raised = own.get("gates") if isinstance(own, dict) else None
    if raised is not None:
        return Line(text, meaning, frozenset(raised), certain=True)
    return Line(text, meaning, frozenset({meaning} & set(GATES)))


def written_lines(folder: Path = DATA / "nlu") -> list[Line]:
    """Read the training lines from their files, without Rasa."""
    out: list[Line] = []
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if isinstance(block["examples"], str):
                rows = [line[2:] for line in block["examples"].splitlines() if line[:2] == "- "]
                out += [line_of(row, block["intent"]) for row in rows]
            else:
                out += [
                    line_of(one["text"].strip(), block["intent"], one.get("metadata"))
                    for one in block["examples"]
                ]
    return out


def author_lines(folder: Path = DATA / "authors") -> list[Line]:
    """Read the lines of authors who saw none of ours: meaning, gates, text, with tabs between.

    A gate with a question mark is one in doubt: a careful person would ask. `-` stands for none.
    """
    out: list[Line] = []
    for path in sorted(folder.glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines():
            meaning, named, text = row.split("\t")
            gates = [] if named == NONE else named.split(" ")
            raised = frozenset(gate for gate in gates if not gate.endswith("?"))
            doubts = frozenset(gate[:-1] for gate in gates if gate.endswith("?"))
            out.append(Line(text, None if meaning == NONE else meaning, raised, True, doubts))
    return out


def passing_lines() -> list[Line]:
    """Read the lines that have no meaning of their own and raise no gate."""
    found = [yaml.safe_load((DATA / "lookup" / f"{name}.yml").read_text(encoding="utf-8")) for name in ALIKE]
    return [Line(str(text), None, certain=True) for texts in found for text in texts]


def all_lines() -> list[Line]:
    """Read every line that teaches anything."""
    return [*written_lines(), *author_lines(), *passing_lines()]


def mark_of(line: Line) -> int:
    """Give a line a number by which it is known again; with another label it is another line."""
    labels = [str(line.meaning), *sorted(line.gates), "?", *sorted(line.doubts)]
    return zlib.crc32("\t".join([*labels, line.text]).encode())


def new_and_rehearsed(lines: Sequence[Line], learned: Container[int]) -> list[Line]:
    """Give each new line as often as `make adapter` reads one, and few of the others, to be quick."""
    out: list[Line] = []
    for line in lines:
        mark = mark_of(line)
        if mark not in learned:
            out += [line] * NEW
        elif mark % REHEARSED == 0:
            out.append(line)
    return out


def examples_of(lines: Sequence[Line]) -> Examples:
    """Lay lines out as arrays; a rarer meaning weighs more."""
    lines = [line for line in lines if plain(line.text)]
    labels = sorted({line.meaning for line in lines if line.meaning})
    counts = collections.Counter(line.meaning for line in lines if line.meaning)
    usual = float(np.median(list(counts.values())))
    weights = [
        min(MOST_WEIGHT, (usual / counts[line.meaning]) ** 0.5) if line.meaning else 0.0 for line in lines
    ]
    return Examples(
        [plain(line.text) for line in lines],
        labels,
        np.array([labels.index(line.meaning) if line.meaning else 0 for line in lines], dtype=np.int32),
        np.array(weights, dtype=np.float32),
        np.array([[_chance(line, gate) for gate in GATES] for line in lines], dtype=np.float32),
        np.array([_known(line) for line in lines], dtype=np.float32),
    )


def _chance(line: Line, gate: str) -> float:
    return 1.0 if gate in line.gates else DOUBT if gate in line.doubts else 0.0


def _known(line: Line) -> list[bool]:
    """Say which gates the line teaches: not one that is unlabelled but rings by its words."""
    if line.certain or not line.gates:
        return [True] * len(GATES)
    words = word_gates(line.text)
    return [gate in line.gates or words[gate] == "clear" for gate in GATES]
