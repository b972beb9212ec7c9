"""Read one message outside Rasa with the same parts, so that scores need no server."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from nlu.components.facts import answers_of, read_facts
from nlu.components.linear import Linear
from nlu.components.meaning import (
    GATES,
    OTHER,
    Meanings,
    best_meaning,
    gate_chances,
    rows_for,
    whole_vector,
)
from nlu.components.minilm import WIDTH, MiniLM, shared_model
from nlu.components.nearest import Nearest
from nlu.components.plain_text import plain, sentences
from nlu.components.verdict import decide

LINES = Path(__file__).resolve().parent.parent / "data" / "nlu"
INTENT_STRENGTH, GATE_STRENGTH = 8.0, 4.0
LOOKALIKES = LINES.parent / "lookup" / "lookalikes.yml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message was understood to mean."""

    intent: str
    confidence: float
    ranking: list[dict[str, Any]]
    gates: dict[str, str]
    answers: dict[str, Any]


class Reader:
    """The featurizer, the meanings, the gate models and the rules, in the pipeline's order."""

    def __init__(self, meanings: Meanings, gates: dict[str, Linear], model: MiniLM | None = None) -> None:
        """Hold the fitted models."""
        self._meanings, self._gates = meanings, gates
        self._model = model or shared_model()

    def read(self, text: str) -> Reading:
        """Read one message as the pipeline does."""
        parts = sentences(plain(text))
        if not parts:
            return Reading("out_of_scope", 0.0, [], decide(text, {})[0], {})
        vectors = self._model.vectors(parts)
        rows, chances = self._meanings.read(parts, vectors, whole_vector(vectors, parts))
        labels = self._meanings.linear.labels
        ranking = best_meaning(labels, parts, chances)
        gates, sure = decide(text, gate_chances(self._gates, labels, rows, chances))
        answers = answers_of(read_facts(text, ranking))
        ringing = next((gate for gate in GATES if gates[gate] == "alarm"), None)
        if ringing:
            return Reading(ringing, sure[ringing], ranking, gates, answers)
        return Reading(str(ranking[0]["name"]), float(ranking[0]["confidence"]), ranking, gates, answers)

    @classmethod
    def from_model(cls, path: Path) -> Reader:
        """Take the fitted parts out of a trained model archive."""
        kept: dict[str, bytes] = {}
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                opened = archive.extractfile(member) if member.name.endswith(".npz") else None
                if opened:
                    kept[Path(member.name).stem] = opened.read()
        meanings = Meanings(
            Linear.load(io.BytesIO(kept["intents"])), Nearest.load(io.BytesIO(kept["nearest"]))
        )
        return cls(meanings, {gate: Linear.load(io.BytesIO(kept[gate])) for gate in GATES})

    @classmethod
    def from_lines(cls, lines: list[tuple[str, str]], model: MiniLM | None = None) -> Reader:
        """Fit on (text, intent) lines, as training does."""
        model = model or shared_model()
        labels = [intent for _, intent in lines]
        rows, labels = with_lookalikes(training_rows(model, [text for text, _ in lines]), labels)
        return cls(fit_meanings(rows, labels), fit_gates(rows, labels), model)


def training_rows(model: MiniLM, texts: list[str]) -> np.ndarray:
    """Lay out one row a line."""
    rows = []
    for text in texts:
        parts = sentences(plain(text))
        rows.append(rows_for([" ".join(parts)], whole_vector(model.vectors(parts), parts)[None]))
    return np.concatenate(rows)


def with_lookalikes(rows: np.ndarray, labels: list[str]) -> tuple[np.ndarray, list[str]]:
    """Add the lines that only sound like a gate and mean nothing else."""
    alike = [str(line) for line in yaml.safe_load(LOOKALIKES.read_text(encoding="utf-8"))]
    return np.concatenate([rows, training_rows(shared_model(), alike)]), [*labels, *([OTHER] * len(alike))]


def fit_meanings(rows: np.ndarray, labels: list[str]) -> Meanings:
    """Fit the linear and the nearest reader over all meanings."""
    linear = Linear.fit(rows, labels, strength=INTENT_STRENGTH)
    return Meanings(linear, Nearest.fit(rows[:, :WIDTH], labels))


def fit_gates(rows: np.ndarray, labels: list[str]) -> dict[str, Linear]:
    """Fit one model a gate: its own lines against all others."""
    return {
        gate: Linear.fit(rows, [gate if label == gate else OTHER for label in labels], strength=GATE_STRENGTH)
        for gate in GATES
    }


def training_lines(folder: Path = LINES) -> list[tuple[str, str]]:
    """Read the training lines as (text, intent)."""
    out: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            out += [
                (line[2:], block["intent"]) for line in block["examples"].splitlines() if line[:2] == "- "
            ]
    return out
