"""Read one message outside Rasa with the same parts, so that scores need no server."""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlu.components.encoder import looks_of
from nlu.components.facts import answers_of, read_facts
from nlu.components.meaning import best_meaning, gate_chances, see
from nlu.components.plain_text import plain, sentences
from nlu.components.seen import Looks
from nlu.components.verdict import decide
from nlu.gates import GATES


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message was understood to mean."""

    intent: str
    confidence: float
    ranking: list[dict[str, Any]]
    gates: dict[str, str]
    answers: dict[str, Any]
    hints: dict[str, float] = field(default_factory=dict)


class Reader:
    """The encoder, the meanings, the gates and the rules, in the pipeline's order."""

    def __init__(self, encoder: Looks, labels: list[str]) -> None:
        """Hold the tuned encoder and the names of its meanings."""
        self._encoder, self._labels = encoder, labels

    def read(self, text: str) -> Reading:
        """Read one message as the pipeline does."""
        parts = sentences(plain(text))
        if not parts:
            return Reading("out_of_scope", 0.0, [], decide(text, {}).gates, {})
        seen = see(self._encoder, parts)
        ranking = best_meaning(self._labels, parts, seen.meanings)
        verdict = decide(text, gate_chances(parts, seen.gates, ranking))
        answers = answers_of(read_facts(text, ranking))
        ringing = next((gate for gate in GATES if verdict.gates[gate] == "alarm"), None)
        name = ringing or str(ranking[0]["name"])
        sure = verdict.sure[ringing] if ringing else float(ranking[0]["confidence"])
        return Reading(name, sure, ranking, verdict.gates, answers, verdict.hints)

    @classmethod
    def from_model(cls, path: Path) -> Reader:
        """Take the encoder out of a trained model archive."""
        kept: dict[str, bytes] = {}
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                opened = (
                    archive.extractfile(member) if member.name.endswith((".onnx", "labels.json")) else None
                )
                if opened:
                    kept[Path(member.name).name] = opened.read()
        labels = json.loads(kept.pop("labels.json"))
        return cls(looks_of(kept), labels)
