"""The held-out lines are honest: no training line is one of them, or nearly."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
HELD = ROOT / "tests" / "nlu" / "heldout"
BLIND = ROOT / "tests" / "nlu" / "blind"
GATES = {"danger", "crisis", "under_18"}


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


def held_out() -> list[str]:
    out: list[str] = []
    for path in [*sorted(HELD.glob("*.jsonl")), *sorted(BLIND.glob("*.jsonl"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = row.get("messages", [row.get("text")])
            texts = [one if isinstance(one, str) else one["text"] for one in said]
            # Whoever writes "thank you" copies nobody; the blind set's short lines may be anybody's.
            out += [text for text in texts if path.parent != BLIND or len(words(text)) >= 4]
    return out


def training() -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for path in sorted((ROOT / "nlu" / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if isinstance(block["examples"], str):
                lines = [line[2:] for line in block["examples"].splitlines() if line[:2] == "- "]
            else:
                lines = [one["text"] for one in block["examples"]]
            out += [(block["intent"], line) for line in lines]
    for name in ("lookalikes", "passing"):
        alike = yaml.safe_load((ROOT / f"nlu/data/lookup/{name}.yml").read_text(encoding="utf-8"))
        out += [(name, str(line)) for line in alike]
    return out


def test_no_training_line_is_held_out_or_nearly() -> None:
    held = [words(text) for text in held_out()]
    exact = set(held)
    for _, text in training():
        mine = words(text)
        assert not mine or mine not in exact
        for other in held:
            if len(mine) >= 4 and len(other) >= 4:
                shared = len(set(mine) & set(other)) / len(set(mine) | set(other))
                assert shared < 0.75


def test_every_intent_has_enough_lines_and_the_gates_a_hundred() -> None:
    lines = training()
    for name in yaml.safe_load((ROOT / "nlu/domain/intents.yml").read_text(encoding="utf-8"))["intents"]:
        count = sum(intent == name for intent, _ in lines)
        assert count >= (100 if name in GATES else 25), name


def test_there_are_sixty_talks_at_risk_and_forty_harmless() -> None:
    rows = [
        json.loads(line) for line in (HELD / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert sum(row["gate"] is not None for row in rows) >= 60
    assert sum(row["gate"] is None for row in rows) >= 40
