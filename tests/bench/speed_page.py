"""Put what `tests.bench.pictures` measured into docs/fingerprints.md, with a chart.

python -m tests.bench.pictures | python -m tests.bench.speed_page
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot

PAGE = Path(__file__).resolve().parents[2] / "docs" / "fingerprints.md"
CHART = PAGE.with_name("fingerprints-speed.svg")
BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"
FILES = ("12 MP JPEG", "Telegram 1280", "1080p PNG", "1080p WebP")
WAYS = {
    "floor": "decoding alone",
    "three": "ours: three fingerprints",
    "everything, in the sandbox": "ours: everything kept, in the sandbox",
    "plain_phash": "imagehash.phash alone",
    "full_pdq": "pdqhash on the full picture",
}


def table(figures: list[dict[str, Any]]) -> str:
    """Write the figures with their bars."""
    lines = ["| figure | measured | bar |", "|---|---:|---:|"]
    for one in figures:
        met = "met" if one.get("met") else "**not met in this run**"
        bar = f"≤ {one['bar']:.3g}: {met}" if "bar" in one else ""
        lines.append(f"| {one['figure']} | {one['value']} {one['unit']} | {bar} |")
    return "\n".join(lines)


def draw(figures: dict[str, float]) -> None:
    """Draw how long each kind of file takes in each way."""
    mpl.rcParams["svg.hashsalt"] = "fingerpost"
    figure, plot = pyplot.subplots(figsize=(8, 4.2))
    for number, (way, words) in enumerate(WAYS.items()):
        places = [place + number * 0.16 for place in range(len(FILES))]
        plot.barh(places, [figures[f"{file}: {way}"] for file in FILES], 0.15, label=words)
    plot.set_yticks([place + 0.32 for place in range(len(FILES))], FILES)
    plot.invert_yaxis()
    plot.set_xscale("log")
    plot.set_xlabel("milliseconds, median, one thread (each step to the right is ten times as long)")
    plot.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(CHART, metadata={"Date": None})


def main() -> int:
    """Read the figures, a line each, and rewrite the page."""
    figures = [json.loads(line) for line in sys.stdin if line.startswith("{")]
    page = PAGE.read_text(encoding="utf-8")
    block = f"{BEGIN}\n{table(figures)}\n{END}"
    PAGE.write_text(re.sub(f"{BEGIN}.*?{END}", lambda _: block, page, flags=re.DOTALL), encoding="utf-8")
    draw({one["figure"]: one["value"] for one in figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
