"""Score the trained model on lines it has never seen, and publish the result, good or bad.

Run with the core's environment: `nlu/.venv/bin/python -m nlu.scores`. With `--check` the exit code says
whether a gate's recall, or any other bar of docs/scores.md, has been lost.
"""

from __future__ import annotations

# ruff: noqa: E402 - the kernel must be chosen before numpy is imported
from nlu.processor import prefer_fast_arithmetic

prefer_fast_arithmetic()

import argparse
import collections
import datetime
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from nlu.components.reader import Reader, Reading, training_lines
from nlu.gates import GATES
from nlu.train import model_path

ROOT = Path(__file__).resolve().parent.parent
HELD = ROOT / "tests" / "nlu" / "heldout"
PAGE, CHART = ROOT / "docs" / "scores.md", ROOT / "docs" / "scores.svg"
THRESHOLD = 0.45
# What CI holds us to. The aims of the project are beside the results on the page.
BARS = {"danger": 0.93, "crisis": 0.93, "under_18": 0.93, "accuracy": 0.86, "conversations": 56}
STARTS = ("report_start", *GATES)
Row = dict[str, Any]


def held_out(name: str) -> list[Row]:
    """Read one held-out file."""
    return [json.loads(line) for line in (HELD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def gate_scores(rows: list[Row], got: list[Reading]) -> dict[str, tuple[float, float, float]]:
    """Give recall, false alarms and needless questions for each gate."""
    out = {}
    for gate in GATES:
        mine = [g.gates[gate] for r, g in zip(rows, got, strict=True) if r["gates"][gate] == "alarm"]
        others = [g.gates[gate] for r, g in zip(rows, got, strict=True) if r["gates"][gate] != "alarm"]
        out[gate] = (_share(mine, "alarm"), _share(others, "alarm"), _share(others, "ask"))
    return out


def _share(states: list[str], wanted: str) -> float:
    return sum(state == wanted for state in states) / max(1, len(states))


def intent_scores(rows: list[Row], got: list[Reading]) -> tuple[float, float, dict[str, float]]:
    """Give accuracy, macro-F1, and F1 by intent."""
    wanted, said = [r["intent"] for r in rows], [g.intent for g in got]
    pairs = list(zip(wanted, said, strict=True))
    each = {}
    for name in sorted(set(wanted)):
        right = sum(w == s == name for w, s in pairs)
        each[name] = 2 * right / max(1, wanted.count(name) + said.count(name))
    return sum(w == s for w, s in pairs) / len(pairs), float(np.mean(list(each.values()))), each


def starts_report(reading: Reading) -> bool:
    """Say whether this reading would start a report or ring a gate."""
    sure = reading.confidence >= THRESHOLD
    return sure and (reading.intent in STARTS or reading.intent.startswith("incident_"))


def conversation_scores(reader: Reader, rows: list[Row]) -> tuple[int, int, int, int]:
    """Count talks at risk that ring their gate, and harmless ones that ring any."""
    found = rung = 0
    for row in rows:
        ringing = {
            g for m in row["messages"] for g, state in reader.read(m).gates.items() if state == "alarm"
        }
        found += row["gate"] in ringing
        rung += row["gate"] is None and bool(ringing)
    at_risk = sum(row["gate"] is not None for row in rows)
    return found, at_risk, rung, len(rows) - at_risk


def slot_scores(reader: Reader, rows: list[Row]) -> tuple[float, float, float]:
    """Give precision, recall and F1 over the answers in stories."""
    right = said = wanted = 0
    for row in rows:
        mine, truth = _pairs(reader.read(row["text"]).answers), _pairs(row["answers"])
        right, said, wanted = right + len(mine & truth), said + len(mine), wanted + len(truth)
    return right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted)


def _pairs(answers: dict[str, Any]) -> set[tuple[str, Any]]:
    return {(k, x) for k, v in answers.items() for x in (v if isinstance(v, list) else [v])}


def calibration(rows: list[Row], got: list[Reading]) -> list[tuple[str, int, float, float]]:
    """Set how sure we were beside how often we were right."""
    bins: dict[int, list[tuple[float, bool]]] = collections.defaultdict(list)
    for row, reading in zip(rows, got, strict=True):
        bins[min(4, int(reading.confidence * 5))].append(
            (reading.confidence, reading.intent == row["intent"])
        )
    return [
        (
            f"{at / 5:.1f}-{(at + 1) / 5:.1f}",
            len(b),
            sum(c for c, _ in b) / len(b),
            sum(o for _, o in b) / len(b),
        )
        for at, b in sorted(bins.items())
    ]


def times(reader: Reader, text: str, rounds: int = 40) -> tuple[float, float]:
    """Give p50 and p95 of the processor time for reading one message, in milliseconds."""
    took = []
    for _ in range(rounds):
        started = time.process_time()
        reader.read(text)
        took.append((time.process_time() - started) * 1000)
    return float(np.percentile(took, 50)), float(np.percentile(took, 95))


def confusions(rows: list[Row], got: list[Reading]) -> list[tuple[str, str, int]]:
    """List what was taken for what, most frequent first."""
    wrong = collections.Counter(
        (r["intent"], g.intent) for r, g in zip(rows, got, strict=True) if r["intent"] != g.intent
    )
    return [(wanted, said, count) for (wanted, said), count in wrong.most_common()]


TWENTY = "my ex has put a video of me on a site and now everyone at work has seen it please help"


def section(reader: Reader, name: str) -> tuple[list[str], dict[str, float], dict[str, float]]:
    """Score one held-out file; give the page's lines, the figures CI checks, and F1 by intent."""
    rows = held_out(name)
    got = [reader.read(row["text"]) for row in rows]
    accuracy, macro, each = intent_scores(rows, got)
    gates = gate_scores(rows, got)
    unrelated = [starts_report(g) for r, g in zip(rows, got, strict=True) if r["intent"] == "out_of_scope"]
    lines = [f"{len(rows)} lines. Intent accuracy **{accuracy:.3f}** (aim 0.88), macro-F1 {macro:.3f}.", ""]
    lines += [
        "| gate | recall (aim 0.97) | false alarms (aim 0.03) | needless questions |",
        "|---|---|---|---|",
    ]
    lines += [f"| {g} | {v[0]:.3f} | {v[1]:.3f} | {v[2]:.3f} |" for g, v in gates.items()]
    lines += [
        "",
        f"Unrelated lines that start a report: {sum(unrelated)} of {len(unrelated)} (aim 0.03).",
        "",
    ]
    lines += ["Right by the author's style: " + _by_style(rows, got) + ".", ""]
    lines += ["| sure | lines | mean confidence | right |", "|---|---|---|---|"]
    lines += [f"| {b} | {n} | {c:.2f} | {o:.2f} |" for b, n, c, o in calibration(rows, got)]
    lines += ["", "| wanted | taken for | times |", "|---|---|---|"]
    lines += [f"| {w} | {s} | {n} |" for w, s, n in confusions(rows, got)[:25]]
    return lines, {"accuracy": accuracy, **{g: v[0] for g, v in gates.items()}}, each


def _by_style(rows: list[Row], got: list[Reading]) -> str:
    right: dict[str, list[bool]] = collections.defaultdict(list)
    for row, reading in zip(rows, got, strict=True):
        right[row["style"]].append(reading.intent == row["intent"])
    return ", ".join(f"{style} {sum(r) / len(r):.2f}" for style, r in sorted(right.items()))


def page(reader: Reader) -> tuple[str, dict[str, float], dict[str, float]]:
    """Write the whole page; give it with the figures CI checks and F1 by intent."""
    lines, figures, each = section(reader, "lines")
    blind, _, _ = section(reader, "blind")
    found, at_risk, rung, harmless = conversation_scores(reader, held_out("conversations"))
    precision, recall, f1 = slot_scores(reader, held_out("stories"))
    short, long = times(reader, TWENTY), times(reader, ". ".join([TWENTY] * 15), 10)
    figures["conversations"] = found
    out = [
        "# How well Fingerpost understands",
        "",
        f"Measured on {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}.",
        f"{len(training_lines())} training lines. Written by `make scores`; do not edit by hand.",
        "Nobody's real words are in these files.",
        "",
        "The held-out lines come in author styles of their own and are kept out of training by a test. They",
        "were written by the same team as the training lines, and thresholds and rules were set while",
        "looking at misses in the first set and in the conversations, so these figures flatter us. The blind",
        "set was scored only at the end, but by the same hand as the training lines. Expect less",
        "on strangers' lines.",
        "",
        "## Held-out lines",
        "",
        *lines,
        "",
        "## Blind lines",
        "",
        *blind,
        "",
        "## Conversations",
        "",
        f"At risk and found: {found} of {at_risk} (aim 56 of 60). Harmless and alarmed: {rung} of {harmless}",
        "(aim 1 of 15).",
        "",
        "## Facts from stories",
        "",
        f"Precision {precision:.3f}, recall {recall:.3f}, F1 **{f1:.3f}** over the stories.",
        "",
        "## Processor time on this machine",
        "",
        f"20 words: p50 {short[0]:.1f} ms, p95 {short[1]:.1f} ms (aim 15 and 30).",
        f"About 300 words: p50 {long[0]:.1f} ms, p95 {long[1]:.1f} ms (aim 80).",
        "This is processor time on one core, while other work ran beside it.",
        "",
        "## F1 by intent",
        "",
        "![F1 by intent](scores.svg)",
        "",
        "| intent | F1 |",
        "|---|---|",
        *[f"| {name} | {score:.2f} |" for name, score in each.items()],
    ]
    return "\n".join(out) + "\n", figures, each


def chart(each: dict[str, float]) -> str:
    """Draw F1 by intent as a plain SVG."""
    rows = sorted(each.items(), key=lambda pair: pair[1])
    bars = "".join(
        f'<text x="195" y="{20 * i + 15}" text-anchor="end">{name}</text>'
        f'<rect x="200" y="{20 * i + 4}" width="{300 * score:.0f}" height="13" fill="#1d70b8"/>'
        f'<text x="{205 + 300 * score:.0f}" y="{20 * i + 15}">{score:.2f}</text>'
        for i, (name, score) in enumerate(rows)
    )
    size = f'width="560" height="{20 * len(rows) + 10}"'
    font = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>{bars}</svg>\n'


def main() -> int:
    """Print the scores and write the page, or check them against the bars."""
    parser = argparse.ArgumentParser(description="Score the understanding on held-out lines.")
    parser.add_argument("--check", action="store_true", help="exit 1 when a score falls under its bar")
    wanted = parser.parse_args()
    text, figures, each = page(Reader.from_model(model_path()))
    sys.stdout.write(text)
    lost = [name for name, bar in BARS.items() if figures[name] < bar]
    if wanted.check:
        for name in lost:
            sys.stderr.write(f"{name} is {figures[name]:.3f}, under its bar of {BARS[name]}.\n")
        return 1 if lost else 0
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    CHART.write_text(chart(each), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
