"""Counts without a person, as a table and as a chart: the evidence a super-complaint needs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from xml.sax.saxutils import escape

from storage import Count

COLUMNS = ("month", "event", "site", "incident", "number")
# One bar for each event; long names stand left of it.
LEFT, WIDE, BAR, GAP, TOP = 230, 420, 20, 8, 70


def as_csv(counts: Sequence[Count]) -> str:
    """Write a line for each group of ten or more."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(count, name) for name in COLUMNS] for count in counts)
    return out.getvalue()


def as_chart(counts: Sequence[Count], title: str, note: str) -> str:
    """Draw a bar for each event at each site, as SVG with its numbers as text."""
    bars = Counter[str]()
    for count in counts:
        bars[f"{count.event.replace('_', ' ')}, {count.site}"] += count.number
    most = max(bars.values(), default=1)
    height = TOP + len(bars) * (BAR + GAP) + 40
    drawn = [_bar(place, name, number, most) for place, (name, number) in enumerate(sorted(bars.items()))]
    said = "; ".join(f"{name}: {number}" for name, number in sorted(bars.items()))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + 90} {height}" role="img"'
            ' aria-labelledby="title desc" font-family="sans-serif" font-size="13" fill="#111">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(said)}</desc>',
            '<rect width="100%" height="100%" fill="#fff"/>',
            f'<text x="10" y="28" font-size="18">{escape(title)}</text>',
            f'<text x="10" y="50">{escape(note)}</text>',
            *drawn,
            "</svg>\n",
        ]
    )


def _bar(place: int, name: str, number: int, most: int) -> str:
    y, length = TOP + place * (BAR + GAP), max(1, round(WIDE * number / most))
    return (
        f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{LEFT}" y="{y}" width="{length}" height="{BAR}" fill="#1d5c96"/>'
        f'<text x="{LEFT + length + 6}" y="{y + 15}">{number}</text>'
    )
