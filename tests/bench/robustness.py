"""Measure which edited copies are recognised, and how often a different picture is taken for a copy.

    python -m tests.bench.robustness      prints the table, rewrites it and its chart in docs

Only pictures that ship in installed packages are used, so that anybody can run it again.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import numpy as np
import skimage
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from bots.pictures.fingerprint import Fingerprint
from bots.pictures.making import make, prepare
from bots.pictures.matcher import STRONG_BITS, Matcher

mpl.use("Agg")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "fingerprints.md"
CHART = PAGE.with_name("fingerprints-recall.svg")
START, END = "<!-- robustness: begin -->", "<!-- robustness: end -->"
# one of a pair that shows the same thing, and drawings of one flat shape
LEFT_OUT = {
    "motorcycle_right",
    "chessboard_GRAY",
    "chessboard_RGB",
    "clock_motion",
    "horse",
    "phantom",
    "logo2",
}
Edit = Callable[[Image.Image], Image.Image]


def originals() -> Iterator[tuple[str, Image.Image]]:
    """Give every picture of the installed packages that is large enough."""
    for folder in (Path(skimage.__file__).parent / "data", Path(mpl.get_data_path()) / "sample_data"):
        for path in sorted(folder.glob("*.[pj][np]g")):
            image = Image.open(path).convert("RGB")
            if path.stem not in LEFT_OUT and min(image.size) >= 150:
                yield path.stem, image


def edits() -> Iterator[tuple[str, str, Edit]]:
    """Give kind, name and the edit itself."""
    for quality in (70, 30, 10):
        yield "saved again, smaller", f"JPEG at {quality}", lambda im, q=quality: _jpeg(im, q)  # type: ignore[misc]
    for share in (0.75, 0.5, 0.3):
        yield "saved again, smaller", f"{share:.0%} of the size", lambda im, s=share: _sized(im, s)  # type: ignore[misc]
    yield "colours, blur, noise", "brighter", lambda im: ImageEnhance.Brightness(im).enhance(1.3)
    yield "colours, blur, noise", "more contrast", lambda im: ImageEnhance.Contrast(im).enhance(1.4)
    yield "colours, blur, noise", "grey", lambda im: im.convert("L").convert("RGB")
    yield (
        "colours, blur, noise",
        "blurred",
        lambda im: im.filter(ImageFilter.GaussianBlur(max(im.size) / 300)),
    )
    yield "colours, blur, noise", "noise", _noise
    yield "text or sticker on it", "a line of text", _text
    yield "text or sticker on it", "a black bar", lambda im: _box(im, 0.3, 0.35, 0.7, 0.45)
    yield "text or sticker on it", "a sticker on a tenth", lambda im: _box(im, 0.1, 0.55, 0.42, 0.87)
    for cut in (0.02, 0.05, 0.10, 0.20):
        name = f"{cut:.0%} cut off all round"
        yield (
            ("cropped a little" if cut <= 0.05 else "cropped a lot"),
            name,
            lambda im, c=cut: _crop(im, c, c, c, c),
        )  # type: ignore[misc]
    yield "cropped a little", "10% cut off below", lambda im: _crop(im, 0, 0, 0, 0.10)
    yield "cropped a little", "13% cut off above", lambda im: _crop(im, 0, 0.13, 0, 0)
    yield "border or letterbox", "white border", lambda im: ImageOps.expand(im, max(im.size) // 25, "white")
    yield "border or letterbox", "black border", lambda im: ImageOps.expand(im, max(im.size) // 10, "black")
    yield "border or letterbox", "on a phone's screen", lambda im: _pad(im, 9 / 16, "black")
    yield "screenshot", "of a phone chat", _screenshot
    yield "caption", "white band above with text", _caption
    yield "mirrored or turned by quarters", "mirrored", ImageOps.mirror
    yield "mirrored or turned by quarters", "upside down", lambda im: im.rotate(180)
    yield "mirrored or turned by quarters", "on its side", lambda im: im.rotate(90, expand=True)
    yield "turned by a few degrees", "2 degrees", lambda im: im.rotate(2, Image.Resampling.BICUBIC)
    yield "turned by a few degrees", "5 degrees", lambda im: im.rotate(5, Image.Resampling.BICUBIC)
    yield "collage", "two by two", _collage


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return Image.open(target).convert("RGB")


def _sized(image: Image.Image, share: float) -> Image.Image:
    return image.resize((int(image.width * share), int(image.height * share)), Image.Resampling.LANCZOS)


def _noise(image: Image.Image) -> Image.Image:
    noisy = np.asarray(image, dtype=np.float32) + np.random.default_rng(2).normal(
        0, 14, (image.height, image.width, 1)
    )
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def _box(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    out, (width, height) = image.copy(), image.size
    ImageDraw.Draw(out).rectangle((left * width, top * height, right * width, bottom * height), "black")
    return out


def _text(image: Image.Image) -> Image.Image:
    out = image.copy()
    pen = ImageDraw.Draw(out)
    pen.text((image.width * 0.08, image.height * 0.8), "look at this", "white", font_size=image.height // 10)
    return out


def _crop(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = image.size
    return image.crop(
        (int(left * width), int(top * height), int((1 - right) * width), int((1 - bottom) * height))
    )


def _pad(image: Image.Image, shape: float, colour: str) -> Image.Image:
    width = max(image.width, int(image.height * shape))
    out = Image.new("RGB", (width, max(image.height, int(width / shape))), colour)
    out.paste(image, ((out.width - image.width) // 2, (out.height - image.height) // 2))
    return out


def _screenshot(image: Image.Image) -> Image.Image:
    screen = Image.new("RGB", (720, 1280), (236, 229, 221))
    pen = ImageDraw.Draw(screen)
    pen.rectangle((0, 0, 720, 110), (7, 94, 84))
    pen.text((30, 30), "Group chat", "white", font_size=40)
    shown = ImageOps.contain(image, (680, 900))
    screen.paste(shown, (20, 150))
    pen.rounded_rectangle((20, 1110, 520, 1180), 20, "white")
    pen.text((40, 1125), "have you seen this", "black", font_size=32)
    return screen


def _caption(image: Image.Image) -> Image.Image:
    out = Image.new("RGB", (image.width, int(image.height * 1.18)), "white")
    out.paste(image, (0, out.height - image.height))
    ImageDraw.Draw(out).text((10, 8), "when you see it", "black", font_size=int(image.height * 0.1))
    return out


def _collage(image: Image.Image) -> Image.Image:
    out = Image.new("RGB", (image.width * 2, image.height * 2), "grey")
    out.paste(image, (0, 0))
    out.paste(ImageOps.invert(image), (image.width, image.height))
    return out


def fingerprint(image: Image.Image) -> Fingerprint | None:
    """Fingerprint an edit as it would arrive."""
    target = io.BytesIO()
    image.save(target, "JPEG", quality=88)
    made = make(target.getvalue())
    return made if isinstance(made, Fingerprint) else None


def measure() -> tuple[dict[str, list[tuple[bool, bool, bool]]], dict[str, int]]:
    """Compare every edit of every picture with its original, and with all the others."""
    known = {
        name: (image, made)
        for name, image in originals()
        if (made := fingerprint(image)) and made.is_reliable
    }
    matcher = Matcher()
    for name, (_, made) in known.items():
        matcher.add(name, made)
    found: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    counts = {"pictures": len(known), "comparisons": 0, "false": 0}
    for name, (image, made) in known.items():
        for kind, _, edit in edits():
            copy = fingerprint(edit(image))
            right = matcher.match(copy, lambda one, name=name: one == name) if copy else None  # type: ignore[misc]
            wrong = matcher.match(copy, lambda one, name=name: one != name) if copy else None  # type: ignore[misc]
            plain = copy is not None and _distance(copy.pdq, made.pdq) <= STRONG_BITS
            found[kind].append((plain, right is not None and right.tier == "strong", right is not None))
            counts["comparisons"] += len(known) - 1
            counts["false"] += wrong is not None
    return found, counts


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def shares(found: dict[str, list[tuple[bool, bool, bool]]]) -> dict[str, tuple[float, ...]]:
    """Turn what was found into per cent for each kind of edit."""
    rows = {
        kind: tuple(100 * np.mean(column) for column in zip(*hits, strict=True))
        for kind, hits in found.items()
    }
    every = [hit for hits in found.values() for hit in hits]
    return rows | {"all edits": tuple(100 * np.mean(column) for column in zip(*every, strict=True))}


def write_page(rows: dict[str, tuple[float, ...]], counts: dict[str, int]) -> None:
    """Rewrite the table on the page."""
    lines = [
        f"{counts['pictures']} pictures, {counts['comparisons']} comparisons of an edited copy with another "
        f"picture, **{counts['false']} false matches** in either tier.",
        "",
        "| kind of edit | plain PDQ ≤ 31 | strong | strong or review |",
        "|---|---:|---:|---:|",
        *(f"| {kind} | {a:.0f} % | {b:.0f} % | {c:.0f} % |" for kind, (a, b, c) in rows.items()),
    ]
    before, rest = PAGE.read_text("utf-8").split(START)
    after = rest.split(END)[1]
    PAGE.write_text(before + START + "\n" + "\n".join(lines) + "\n" + END + after, "utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def draw(rows: dict[str, tuple[float, ...]]) -> None:
    """Draw the chart."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 5.5))
    places = np.arange(len(rows))
    parts = zip(("plain PDQ", "strong", "strong or review"), ("#bbbbbb", "#2b6cb0", "#90cdf4"), strict=True)
    for number, (label, colour) in enumerate(parts):
        values = [row[number] for row in rows.values()]
        axes.barh(places + (number - 1) * 0.27, values, 0.25, label=label, color=colour)
    axes.set_yticks(places, list(rows))
    axes.invert_yaxis()
    axes.set(xlim=(0, 100), xlabel="copies recognised, per cent")
    axes.legend(loc="lower right")
    figure.tight_layout()
    mpl.rcParams["svg.hashsalt"] = "fingerpost"
    figure.savefig(CHART, metadata={"Date": None})


def main() -> int:
    """Measure, write and draw; end with 1 if a different picture was taken for a copy."""
    prepare()
    found, counts = measure()
    rows = shares(found)
    write_page(rows, counts)
    draw(rows)
    return int(counts["false"] > 0)


if __name__ == "__main__":
    sys.exit(main())
