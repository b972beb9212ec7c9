"""Make the never-match list that comes with the service: `python -m tests.bench.never`.

Only what can be drawn here, or ships in an installed package and shows nobody: letters and silhouettes as in
profile pictures without a photograph, placeholders, patterns, a few sample pictures. Logos and memes belong
to others; an operator adds those with `fingerpost never FOLDER`. A plain area needs no entry: nothing so
plain can be watched for.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import numpy as np
import skimage
from PIL import Image, ImageDraw, ImageFont

from bots.pictures import Fingerprint, fingerprint_now, never

SIDE = 512
COLOURS = ("#5865f2", "#757e8a", "#3ba55c", "#faa61a", "#ed4245")
SAMPLES = ("chessboard_GRAY.png", "color.png", "hubble_deep_field.jpg", "logo.png", "moon.png", "phantom.png")


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Give each picture with its name."""
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ?!#@":
        yield f"letter {letter}", written(letter, COLOURS[0], 320)
    for text in ("Image not available", "No photo", "Deleted", "404", "NSFW", "Sensitive content"):
        yield f"placeholder {text}", written(text, "#dddddd", 48, "#555555")
    for number, colour in enumerate(COLOURS):
        yield f"silhouette {number}", silhouette(colour)
    for cells in (4, 8, 16):
        yield f"checks {cells}", checks(cells)
    for seed in range(3):
        yield f"squares {seed}", squares(seed)
    yield "colour bars", bars()
    yield "rings", rings()
    samples = Path(matplotlib.get_data_path()) / "sample_data"
    data = Path(skimage.__file__).parent / "data"
    for file in (*(data / name for name in SAMPLES), samples / "logo2.png"):
        yield f"sample {file.stem}", Image.open(file)


def written(text: str, ground: str, size: int, ink: str = "white") -> Image.Image:
    """Write a letter or a few words in the middle."""
    image = Image.new("RGB", (SIDE, SIDE), ground)
    middle = (SIDE / 2, SIDE / 2)
    ImageDraw.Draw(image).text(middle, text, ink, ImageFont.load_default(size), anchor="mm")
    return image


def silhouette(ground: str) -> Image.Image:
    """Draw a head and shoulders without a face."""
    image = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((166, 90, 346, 270), "white")
    draw.ellipse((86, 300, 426, 640), "white")
    return image


def checks(cells: int) -> Image.Image:
    """Draw a board of checks."""
    places = np.arange(SIDE) * cells // SIDE
    return Image.fromarray(((places[:, None] + places) % 2 * 255).astype(np.uint8))


def squares(seed: int) -> Image.Image:
    """Draw black and white squares with three corners, as codes that are read by a camera have."""
    cells = np.random.default_rng(seed).integers(0, 2, (25, 25), dtype=np.uint8)
    corner = np.ones((7, 7), dtype=np.uint8)
    corner[1:6, 1:6], corner[2:5, 2:5] = 0, 1
    cells[:7, :7] = cells[:7, -7:] = cells[-7:, :7] = corner
    return Image.fromarray(np.pad(1 - cells, 4, constant_values=1) * 255).resize((SIDE, SIDE), 0)


def bars() -> Image.Image:
    """Draw the colour bars of a test card."""
    colours = ("#bfbfbf", "#bfbf00", "#00bfbf", "#00bf00", "#bf00bf", "#bf0000", "#0000bf")
    image = Image.new("RGB", (SIDE, SIDE), "black")
    for number, colour in enumerate(colours):
        ImageDraw.Draw(image).rectangle((number * SIDE // 7, 0, (number + 1) * SIDE // 7, 400), colour)
    return image


def rings() -> Image.Image:
    """Draw rings around the middle."""
    apart = np.hypot(*np.meshgrid(np.arange(SIDE) - 256, np.arange(SIDE) - 256))
    return Image.fromarray((127 + 127 * np.cos(apart / 12)).astype(np.uint8))


def main() -> int:
    """Fingerprint every picture and write the list."""
    made: dict[str, Fingerprint] = {}
    for name, image in pictures():
        target = io.BytesIO()
        image.save(target, "PNG")
        found = fingerprint_now(target.getvalue())
        if isinstance(found, Fingerprint) and found.is_reliable:
            made[name] = found.kept()
        else:
            sys.stdout.write(f"left out, too plain: {name}\n")
    never.write(never.SHIPPED, made)
    sys.stdout.write(f"{len(made)} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
