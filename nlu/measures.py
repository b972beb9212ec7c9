"""Measure readings against what was wanted: pure counting, for nlu.scores."""

from __future__ import annotations

import collections
import time
from typing import Any, Protocol

import numpy as np

from nlu.components.reader import Reading
from nlu.gates import GATES
from nlu.hints import add_up

# The confidence under which a guess is not acted on; as in the actions.
THRESHOLD = 0.45
STARTS = ("report_start", *GATES)
STORY = "incident_"
Row = dict[str, Any]
Pairs = list[tuple[Row, Reading]]


class Reads(Protocol):
    """What reads a message."""

    def read(self, text: str) -> Reading:
        """Read one message."""


def gate_scores(pairs: Pairs) -> dict[str, dict[str, float]]:
    """Give recall, false alarms and needless questions for each gate.

    A line labelled `ask` or `any` counts for neither side. `noticed` counts a plain question too.
    """
    out = {}
    for gate in GATES:
        mine = [g.gates[gate] for r, g in pairs if r["gates"].get(gate) == "alarm"]
        others = [g.gates[gate] for r, g in pairs if r["gates"].get(gate, "clear") == "clear"]
        out[gate] = {
            "recall": share(mine, "alarm"),
            "noticed": 1 - share(mine, "clear") if mine else 0.0,
            "false alarms": share(others, "alarm"),
            "needless questions": share(others, "ask"),
        }
    return out


def share(states: list[str], wanted: str) -> float:
    """Give the share of one state."""
    return sum(state == wanted for state in states) / max(1, len(states))


def asks_on_stories(pairs: Pairs) -> tuple[int, int]:
    """Count ordinary stories of abuse that are met with a needless question about a gate."""
    plain_ones = [g for r, g in pairs if r["intent"].startswith(STORY) and "alarm" not in r["gates"].values()]
    return sum("ask" in g.gates.values() for g in plain_ones), len(plain_ones)


def intent_scores(pairs: Pairs) -> tuple[float, float, dict[str, float]]:
    """Give accuracy, macro-F1, and F1 by intent."""
    wanted, said = [r["intent"] for r, _ in pairs], [g.intent for _, g in pairs]
    each = {}
    for name in sorted(set(wanted)):
        right = sum(w == s == name for w, s in zip(wanted, said, strict=True))
        each[name] = 2 * right / max(1, wanted.count(name) + said.count(name))
    accuracy = sum(w == s for w, s in zip(wanted, said, strict=True)) / max(1, len(pairs))
    return accuracy, float(np.mean(list(each.values()))), each


def starts_report(reading: Reading) -> bool:
    """Say whether this reading would start a report or ring a gate."""
    sure = reading.confidence >= THRESHOLD
    return sure and (reading.intent in STARTS or reading.intent.startswith(STORY))


def unrelated(pairs: Pairs) -> tuple[int, int]:
    """Count unrelated lines that would start a report."""
    mine = [starts_report(g) for r, g in pairs if r["intent"] == "out_of_scope"]
    return sum(mine), len(mine)


def conversation_scores(reader: Reads, rows: list[Row]) -> tuple[int, int, int, int, int]:
    """Count talks at risk: heard, at least asked about, all; and harmless ones: alarmed, all."""
    found = noticed = rung = risky = 0
    for row in rows:
        told = (message if isinstance(message, str) else message["text"] for message in row["messages"])
        ringing, asked = heard_in([reader.read(text) for text in told])
        at_risk = row.get("at_risk", row.get("gate") is not None)
        risky += at_risk
        found += at_risk and _is_heard(row.get("gate"), ringing)
        noticed += at_risk and _is_heard(row.get("gate"), ringing | asked)
        rung += not at_risk and bool(ringing)
    return found, noticed, risky, rung, len(rows) - risky


def _is_heard(gate: str | None, heard: set[str]) -> bool:
    return gate in heard if gate else bool(heard)


def heard_in(readings: list[Reading]) -> tuple[set[str], set[str]]:
    """Name the gates that ring in a talk and those asked about, hints added up; nobody presses a button."""
    heard: dict[str, set[str]] = {"clear": set(), "ask": set(), "alarm": set()}
    hinted: dict[str, float] | None = None
    for one in readings:
        gates, hinted = add_up(one.gates, one.hints, hinted)
        for gate, state in gates.items():
            heard[state].add(gate)
    return heard["alarm"], heard["ask"]


def slot_scores(pairs: Pairs) -> tuple[float, float, float]:
    """Give precision, recall and F1 over the answers in messages."""
    right = said = wanted = 0
    for row, reading in pairs:
        mine, truth = _answers(reading.answers), _answers(row["answers"])
        right, said, wanted = right + len(mine & truth), said + len(mine), wanted + len(truth)
    return right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted)


def _answers(answers: dict[str, Any]) -> set[tuple[str, Any]]:
    return {(k, x) for k, v in answers.items() for x in (v if isinstance(v, list) else [v])}


def calibration(pairs: Pairs) -> list[tuple[str, int, float, float]]:
    """Set how sure we were beside how often we were right."""
    bins: dict[int, list[tuple[float, bool]]] = collections.defaultdict(list)
    for row, reading in pairs:
        bins[min(9, int(reading.confidence * 10))].append(
            (reading.confidence, reading.intent == row["intent"])
        )
    return [
        (
            f"{at / 10:.1f}-{(at + 1) / 10:.1f}",
            len(b),
            sum(c for c, _ in b) / len(b),
            sum(o for _, o in b) / len(b),
        )
        for at, b in sorted(bins.items())
    ]


def confusions(pairs: Pairs) -> list[tuple[str, str, int]]:
    """List what was taken for what, most frequent first."""
    wrong = collections.Counter((r["intent"], g.intent) for r, g in pairs if r["intent"] != g.intent)
    return [(wanted, said, count) for (wanted, said), count in wrong.most_common()]


def by_style(pairs: Pairs) -> list[tuple[str, float]]:
    """Give the share that is right for each author style."""
    right: dict[str, list[bool]] = collections.defaultdict(list)
    for row, reading in pairs:
        right[row["style"]].append(reading.intent == row["intent"])
    return [(style, sum(r) / len(r)) for style, r in sorted(right.items())]


def times(reader: Reads, texts: list[str], rounds: int = 1) -> tuple[float, float]:
    """Give p50 and p95 of the processor time for reading a message, in milliseconds."""
    took = []
    for text in texts * rounds:
        started = time.process_time()
        reader.read(text)
        took.append((time.process_time() - started) * 1000)
    return float(np.percentile(took, 50)), float(np.percentile(took, 95))
