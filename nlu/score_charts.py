"""Draw the two charts of docs/scores.md as plain SVG."""

from __future__ import annotations

FONT = 'font-family="sans-serif" font-size="12"'
BLUE = "#1d70b8"


def bars(each: dict[str, float]) -> str:
    """Draw F1 by intent."""
    rows = sorted(each.items(), key=lambda pair: pair[1])
    drawn = "".join(
        f'<text x="195" y="{20 * i + 15}" text-anchor="end">{name}</text>'
        f'<rect x="200" y="{20 * i + 4}" width="{300 * score:.0f}" height="13" fill="{BLUE}"/>'
        f'<text x="{205 + 300 * score:.0f}" y="{20 * i + 15}">{score:.2f}</text>'
        for i, (name, score) in enumerate(rows)
    )
    size = f'width="560" height="{20 * len(rows) + 10}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT}>{drawn}</svg>\n'


def reliability(bins: list[tuple[str, int, float, float]]) -> str:
    """Draw how often we were right against how sure we were; a dot's area is its number of lines."""
    dots = "".join(
        f'<circle cx="{50 + 300 * sure:.1f}" cy="{320 - 300 * right:.1f}" r="{2 + count**0.5:.1f}" '
        f'fill="{BLUE}" fill-opacity="0.6"><title>{name}: {count} lines</title></circle>'
        for name, count, sure, right in bins
    )
    marks = "".join(
        f'<text x="{50 + 300 * at:.0f}" y="338" text-anchor="middle">{at:.1f}</text>'
        f'<text x="42" y="{324 - 300 * at:.0f}" text-anchor="end">{at:.1f}</text>'
        for at in (0.0, 0.5, 1.0)
    )
    frame = '<path d="M50 20V320H350" fill="none" stroke="#000"/><path d="M50 320L350 20" stroke="#999"/>'
    names = (
        '<text x="200" y="356" text-anchor="middle">how sure</text>'
        '<text x="14" y="170" transform="rotate(-90 14 170)" text-anchor="middle">how often right</text>'
    )
    size = 'width="380" height="365"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT}>{frame}{dots}{marks}{names}</svg>\n'
