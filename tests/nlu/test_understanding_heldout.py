"""The held-out lines are honest: no training line is one of them, or nearly."""

from __future__ import annotations

import collections
import json
import math
import re
from pathlib import Path

import yaml

from nlu.components.examples import all_lines, author_lines

ROOT = Path(__file__).resolve().parents[2]
HELD = ROOT / "tests" / "nlu" / "heldout"
OUTSIDE = [ROOT / "tests" / "nlu" / name for name in ("blind", "earlier")]
GATES = {"danger", "crisis", "under_18"}


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


def held_out() -> list[str]:
    out: list[str] = []
    for path in [
        *sorted(HELD.glob("*.jsonl")),
        *(path for folder in OUTSIDE for path in sorted(folder.glob("*.jsonl"))),
    ]:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = row.get("messages", [row.get("text")])
            texts = [one if isinstance(one, str) else one["text"] for one in said]
            # Whoever writes "thank you" copies nobody; an outside set's short lines may be anybody's.
            out += [text for text in texts if path.parent == HELD or len(words(text)) >= 4]
    return out


def prefix(mine: frozenset[str], rarity: collections.Counter[str]) -> list[str]:
    """Give the rarest words: who shares three quarters of all words with us has one of these."""
    return sorted(mine, key=lambda word: (rarity[word], word))[: len(mine) - math.ceil(0.75 * len(mine)) + 1]


def test_no_training_line_is_held_out_or_nearly() -> None:
    held = [words(text) for text in held_out()]
    exact, sets = set(held), [frozenset(line) for line in held if len(line) >= 4]
    rarity = collections.Counter(word for line in sets for word in line)
    index: dict[str, list[frozenset[str]]] = collections.defaultdict(list)
    for line in sets:
        for word in prefix(line, rarity):
            index[word].append(line)
    for own in all_lines():
        mine = words(own.text)
        assert not mine or mine not in exact
        if len(mine) >= 4:
            alike = {other for word in prefix(frozenset(mine), rarity) for other in index.get(word, ())}
            assert all(len(other & set(mine)) / len(other | set(mine)) < 0.75 for other in alike)


def test_every_intent_has_enough_lines_and_the_gates_a_hundred() -> None:
    lines = [line.meaning for line in all_lines()]
    for name in yaml.safe_load((ROOT / "nlu/domain/intents.yml").read_text(encoding="utf-8"))["intents"]:
        count = lines.count(name)
        assert count >= (100 if name in GATES else 25), name


def test_every_authors_line_names_a_meaning_and_gates_that_there_are() -> None:
    domain = yaml.safe_load((ROOT / "nlu/domain/intents.yml").read_text(encoding="utf-8"))
    for line in author_lines():
        assert line.meaning is None or line.meaning in domain["intents"], line.text
        assert line.gates | line.doubts <= GATES, line.text
        first = next((gate for gate in ("danger", "crisis", "under_18") if gate in line.gates), None)
        assert line.meaning not in GATES or line.meaning in line.gates, line.text
        assert first is None or line.meaning is not None, line.text


def test_there_are_sixty_talks_at_risk_and_forty_harmless() -> None:
    rows = [
        json.loads(line) for line in (HELD / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert sum(row["gate"] is not None for row in rows) >= 60
    assert sum(row["gate"] is None for row in rows) >= 40
