"""Score the trained model on lines it has never seen, and publish the result, good or bad.

Run with the core's environment: `nlu/.venv/bin/python -m nlu.scores`. With `--check` the exit code says
whether any figure has fallen under its bar. Lines of the blind set are never printed.
"""

from __future__ import annotations

# ruff: noqa: E402 - the kernel must be chosen before numpy is imported
from nlu.processor import prefer_fast_arithmetic

prefer_fast_arithmetic()

import argparse
import datetime
import json
import sys
from pathlib import Path

from nlu import measures
from nlu.components.examples import author_lines, passing_lines, written_lines
from nlu.components.reader import Reader
from nlu.measures import Pairs, Row
from nlu.score_charts import bars, reliability
from nlu.train import model_path

ROOT = Path(__file__).resolve().parent.parent
HELD, BLIND = ROOT / "tests" / "nlu" / "heldout", ROOT / "tests" / "nlu" / "blind"
EARLIER, DEVELOPED = ROOT / "tests" / "nlu" / "earlier", ROOT / "tests" / "nlu" / "dev"
PAGE, CHART = ROOT / "docs" / "scores.md", ROOT / "docs" / "scores.svg"
CALIBRATION = ROOT / "docs" / "scores-calibration.svg"
BARS = ROOT / "tests" / "nlu" / "heldout" / "bars.json"
ABOUT_20 = range(18, 23)
TWENTY = "my ex has put a video of me on a site and now everyone at work has seen it please help"
# Fifteen sentences that differ, about 300 words in all.
LONG = " ".join(
    f"{start} {TWENTY}."
    for start in (
        "First", "Then", "Sadly", "Later", "Also", "Worse", "Again", "Now", "Still", "Today", "Yes", "And",
        "Well", "So", "Please",
    )
)  # fmt: skip
Figures = dict[str, float]


def rows_of(folder: Path, name: str) -> list[Row]:
    """Read one file of a set; a set that is not there is empty."""
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_all(reader: Reader, rows: list[Row]) -> Pairs:
    """Read every row."""
    return [(row, reader.read(row["text"])) for row in rows]


def figures_of(name: str, pairs: Pairs) -> Figures:
    """Give the figures that a bar may hold, each with the name of its set."""
    accuracy, macro, _ = measures.intent_scores(pairs)
    started, off_topic = measures.unrelated(pairs)
    asked, stories = measures.asks_on_stories(pairs)
    out = {f"{name} accuracy": accuracy, f"{name} macro-F1": macro}
    for gate, shares in measures.gate_scores(pairs).items():
        out |= {f"{name} {gate} {what}": value for what, value in shares.items()}
    out[f"{name} unrelated lines that start a report"] = started / max(1, off_topic)
    out[f"{name} stories that are asked a needless question"] = asked / max(1, stories)
    return out


def talks(reader: Reader, name: str, folder: Path) -> Figures:
    """Give the shares of talks that ring as they should and as they should not."""
    counted = measures.conversation_scores(reader, rows_of(folder, "conversations"))
    found, noticed, risky, rung, harmless = counted
    return {
        f"{name} talks at risk found": found / max(1, risky),
        f"{name} talks at risk noticed": noticed / max(1, risky),
        f"{name} harmless talks alarmed": rung / max(1, harmless),
    }


def unseen(reader: Reader, name: str, folder: Path) -> Figures:
    """Score a set that strangers wrote: totals only, so that nothing can be learnt from its lines."""
    rows = rows_of(folder, "messages")
    pairs = read_all(reader, rows)
    away = [measures.starts_report(reader.read(row["text"])) for row in rows_of(folder, "unrelated")]
    out = figures_of(name, pairs) | talks(reader, name, folder)
    out[f"{name} unrelated lines that start a report"] = sum(away) / max(1, len(away))
    told = [pair for pair in pairs if pair[0].get("answers")]
    return out | ({f"{name} slot F1": measures.slot_scores(told)[2]} if told else {})


def all_figures(reader: Reader, held: Pairs) -> Figures:
    """Give every figure that a bar may hold; times are not among them, as they depend on the machine."""
    out = figures_of("held-out", held)
    out |= figures_of("put-aside", read_all(reader, rows_of(HELD, "blind")))
    out |= talks(reader, "held-out", HELD)
    out["held-out slot F1"] = measures.slot_scores(read_all(reader, rows_of(HELD, "stories")))[2]
    out["developed slot F1"] = measures.slot_scores(read_all(reader, rows_of(DEVELOPED, "stories")))[2]
    out |= figures_of("developed", read_all(reader, rows_of(DEVELOPED, "messages")))
    out |= talks(reader, "developed", DEVELOPED)
    return out | unseen(reader, "blind", BLIND) | unseen(reader, "earlier", EARLIER)


def is_under(name: str, value: float, bar: float) -> bool:
    """Say whether a figure is worse than its bar; fewer false alarms, starts and questions are better."""
    fewer = ("false alarms", "start a report", "alarmed", "question", "questions")
    return value > bar if name.endswith(fewer) else value < bar


def lost(figures: Figures) -> list[str]:
    """Name each figure that is worse than its bar."""
    held_to: Figures = json.loads(BARS.read_text(encoding="utf-8"))
    return [
        f"{name} is {figures[name]:.3f}, its bar is {bar:.3f}."
        for name, bar in held_to.items()
        if name in figures and is_under(name, figures[name], bar)
    ]


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Lay out a table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def page(reader: Reader, held: Pairs, figures: Figures) -> str:
    """Write the whole page."""
    twenty = [row["text"] for row in rows_of(DEVELOPED, "messages") if len(row["text"].split()) in ABOUT_20]
    short, long = measures.times(reader, twenty), measures.times(reader, [LONG], 20)
    precision, recall, _ = measures.slot_scores(read_all(reader, rows_of(HELD, "stories")))
    today = datetime.datetime.now(datetime.timezone.utc).date()
    sizes = ", ".join(f"{n} {len(rows_of(HELD, n))}" for n in ("lines", "blind", "conversations", "stories"))
    shown = [(name, f"{value:.3f}") for name, value in figures.items()]
    each = [(name, f"{value:.2f}") for name, value in measures.intent_scores(held)[2].items()]
    taught = len(written_lines()) + len(author_lines())
    out = ["# How well Fingerpost understands", "", f"Measured on {today}; {taught} training lines and"]
    out += [f"{len(passing_lines())} said in passing. Written by `make scores`; do not edit by hand."]
    out += ["How each set was made, how far to trust it, what was compared: [scores-how.md](scores-how.md)."]
    out += ["Believe the blind set most. All lines are by language models; nobody's real words are here.", ""]
    out += [f"Sizes: {sizes}; blind {len(rows_of(BLIND, 'messages'))} messages,"]
    out += [f"{len(rows_of(BLIND, 'conversations'))} conversations.", "", "## Figures", ""]
    out += ["Aims: intents 0.88; recall 0.97 with false alarms at most 0.03; unrelated lines that start a"]
    out += [
        "report at most 0.03; talks at risk found 0.93 (56 of 60), harmless talks alarmed at most 0.07.",
        "",
    ]
    out += table(("figure", "value"), shown)
    out += [f"Facts from stories: precision {precision:.3f}, recall {recall:.3f}.", ""]
    out += ["## Processor time on this machine", "", "One core.", ""]
    out += [
        f"{len(twenty)} messages of about 20 words, more than half of them at risk: p50 {short[0]:.1f} ms,"
    ]
    out += [f"p95 {short[1]:.1f} ms (aim 15 and 30).", ""]
    out += [f"{len(LONG.split())} words: p50 {long[0]:.1f} ms, p95 {long[1]:.1f} ms (aim 80).", ""]
    out += ["## How sure, and how often right (held-out)", "", "![Calibration](scores-calibration.svg)", ""]
    bins = [(b, str(n), f"{c:.2f}", f"{o:.2f}") for b, n, c, o in measures.calibration(held)]
    out += table(("sure", "lines", "mean confidence", "right"), bins)
    out += ["## Right by the author's style (held-out)", ""]
    out += table(("style", "right"), [(style, f"{r:.2f}") for style, r in measures.by_style(held)])
    out += ["## All confusions (held-out)", ""]
    out += table(("wanted", "taken for", "times"), [(w, s, str(n)) for w, s, n in measures.confusions(held)])
    out += [
        "## F1 by intent (held-out)",
        "",
        "![F1 by intent](scores.svg)",
        "",
        *table(("intent", "F1"), each),
    ]
    return "\n".join(out).rstrip() + "\n"


def main() -> int:
    """Print the figures; then write the page, or check the figures against their bars."""
    parser = argparse.ArgumentParser(description="Score the understanding on lines it has not seen.")
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure is worse than its bar")
    wanted = parser.parse_args()
    reader = Reader.from_model(model_path())
    held = read_all(reader, rows_of(HELD, "lines"))
    figures = all_figures(reader, held)
    sys.stdout.write("".join(f"{name}: {value:.3f}\n" for name, value in figures.items()))
    if wanted.check:
        worse = lost(figures)
        sys.stderr.write("".join(f"{line}\n" for line in worse))
        return 1 if worse else 0
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(reader, held, figures), encoding="utf-8")
    CHART.write_text(bars(measures.intent_scores(held)[2]), encoding="utf-8")
    CALIBRATION.write_text(reliability(measures.calibration(held)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
