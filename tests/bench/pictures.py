"""Measure the picture room against imagehash.phash and full-size pdqhash, on the same files in the same run.

    python -m tests.bench.pictures            one JSON line a figure, then a table with the bars of the issue

Files are drawn here, so the bench runs anywhere. Times are medians in milliseconds on one thread, in the
environment that the sandbox gives its children (one thread for matrix products, memory in large pages).
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

from bots.pictures import hashes
from bots.pictures.decode import decode
from bots.pictures.fingerprint import Fingerprint
from bots.pictures.making import make, prepare
from bots.pictures.matcher import Matcher
from bots.pictures.sandbox import Sandbox, environment
from bots.pictures.sniff import sniff

FIGURES: list[dict[str, object]] = []


def note(figure: str, value: float, unit: str = "ms", bar: float | None = None) -> None:
    """Print one figure as a line of JSON and keep it for the table."""
    line: dict[str, object] = {"figure": figure, "value": round(value, 2), "unit": unit}
    if bar is not None:
        line |= {"bar": bar, "met": value <= bar}
    FIGURES.append(line)
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def median(work: Callable[[], object], times: int = 15) -> float:
    """Give the median of several runs, after one to warm up."""
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def photo(width: int, height: int) -> Image.Image:
    """Draw something as costly to decode as a photograph: soft shapes, fine detail and some noise."""
    chance = np.random.default_rng(3)
    whole = np.zeros((height, width, 3), dtype=np.float32)
    for cells, weight in ((8, 90), (60, 40), (400, 18)):
        rough = chance.integers(0, 255, (cells, cells * 4 // 3, 3), dtype=np.uint8)
        scaled = Image.fromarray(rough).resize((width, height), Image.Resampling.BICUBIC)
        whole += (np.asarray(scaled, dtype=np.float32) - 128) * (weight / 128)
    whole += chance.normal(0, 3, whole.shape).astype(np.float32)
    return Image.fromarray(np.clip(whole + 128, 0, 255).astype(np.uint8))


def files() -> dict[str, bytes]:
    """Give the four kinds of file the issue names."""

    def saved(image: Image.Image, form: str, **options: object) -> bytes:
        target = io.BytesIO()
        image.save(target, form, **options)
        return target.getvalue()

    phone, small, screen = photo(4032, 3024), photo(1280, 960), photo(1920, 1080)
    return {
        "12 MP JPEG": saved(phone, "JPEG", quality=85),
        "Telegram 1280": saved(small, "JPEG", quality=80),
        "1080p PNG": saved(screen, "PNG"),
        "1080p WebP": saved(screen, "WEBP", quality=80),
    }


def floor(data: bytes) -> object:
    """Only decode, scaled where the format can: nobody can be faster than this."""
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (512, 512))
    return image.convert("RGB").load()


def three(data: bytes) -> object:
    """Make the three published fingerprints from the canonical form."""
    pixels = next(iter(decode(data, sniff(data)).pixels))  # type: ignore[arg-type,union-attr]
    return hashes.identity(pixels), hashes.supporting(pixels)


def full_pdq(data: bytes) -> object:
    """Do what others do: decode in full and hash all the pixels."""
    return hashes.identity(np.asarray(Image.open(io.BytesIO(data)).convert("RGB")))


def plain_phash(data: bytes) -> object:
    """Do what imagehash's own page shows."""
    import imagehash

    return imagehash.phash(Image.open(io.BytesIO(data)))


def measure_files() -> None:
    """Measure every kind of file in every way."""
    sandbox = Sandbox()
    sandbox.start()
    for name, data in files().items():
        note(f"{name}: size", len(data) / 1e6, "MB")
        times = in_turn({way.__name__: partial(way, data) for way in WAYS})
        for way, took in times.items():
            note(f"{name}: {way}", took, bar=15 if (name, way) == ("Telegram 1280", "three") else None)
        # Pictures come one by one, not in a row; a row of them is measured for itself.
        both = in_turn({"out": partial(make, data), "in": partial(sandbox.fingerprint, data)}, 25, 0.15)
        note(f"{name}: everything kept at intake, no sandbox", both["out"])
        note(f"{name}: everything, in the sandbox", both["in"])
        cost = both["in"] - both["out"]
        note(f"{name}: cost of the sandbox", cost, bar=20 if "Telegram" in name else None)
        row = median(lambda data=data: sandbox.fingerprint(data))  # type: ignore[misc]
        note(f"{name}: everything, in the sandbox, one right after another", row)
        if name == "12 MP JPEG":
            note("12 MP JPEG: three / decode floor", times["three"] / times["floor"], "ratio", 1.8)
            note("12 MP JPEG: three / full-size pdqhash", times["three"] / times["full_pdq"], "ratio", 1 / 6)
        note(f"{name}: three / imagehash.phash", times["three"] / times["plain_phash"], "ratio")
    sandbox.stop()


def in_turn(works: dict[str, Callable[[], object]], times: int = 15, pause: float = 0.0) -> dict[str, float]:
    """Give the median of each, taken in turn, so that other work on the machine hits all alike."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times + 1):
        for name, work in works.items():
            time.sleep(pause)
            began = time.perf_counter()
            work()
            took[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(one[1:]) for name, one in took.items()}


WAYS = (floor, three, full_pdq, plain_phash)
_PEAK = """
import sys
from pathlib import Path
from tests.bench.pictures import full_pdq, three
from bots.pictures.making import make, prepare
data = sys.stdin.buffer.read()
prepare()
def memory(what):
    return int(Path("/proc/self/status").read_text().split(what)[1].split()[0]) / 1024
Path("/proc/self/clear_refs").write_text("5")  # forget the highest mark so far
before = memory("VmRSS:")
{way}(data)
print(memory("VmHWM:") - before)
"""


def measure_memory() -> None:
    """Measure the extra memory at the peak, each in a process of its own; needs Linux."""
    data = files()["12 MP JPEG"]
    for way, bar in (("three", 40.0), ("make", 40.0), ("full_pdq", None)):
        command = [sys.executable, "-c", _PEAK.format(way=way)]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        note(f"12 MP JPEG: peak extra memory, {way}", float(done.stdout), "MB", bar)


def measure_matching() -> None:
    """Measure one query, 16 values against five stored values for each picture."""
    from bots.pictures.index_faiss import FaissIndex
    from bots.pictures.index_numpy import NumpyIndex

    lists = ((100_000, NumpyIndex, 30), (1_000_000, NumpyIndex, 150), (1_000_000, FaissIndex, None))
    for pictures, make_index, bar in lists:
        measure_list(pictures, make_index, bar)


def measure_list(pictures: int, make_index: type, bar: float | None) -> None:
    """Measure one query and one withdrawal on a list of this length."""
    matcher, query = full_matcher(pictures, make_index)
    name = f"{pictures} pictures, {make_index.__name__}"
    note(f"one query against {name}", median(lambda: matcher.match(query), 9), bar=bar)
    began = time.perf_counter()
    matcher.withdraw("7")
    note(f"withdrawal from {name}", (time.perf_counter() - began) * 1000)


def full_matcher(pictures: int, make_index: type) -> tuple[Matcher, Fingerprint]:
    """Fill a matcher with random values, many at once; one by one would take minutes."""
    chance = np.random.default_rng(5)
    matcher = Matcher(make_index)
    columns = ((matcher._pdq, 1, 32), (matcher._crop, 4, 32), (matcher._dhash, 1, 32), (matcher._phash, 1, 8))
    for column, each, width in columns:
        values = chance.integers(0, 256, (pictures * each, width), dtype=np.uint8)
        rows = np.arange(pictures * each)
        column._index.write(rows, values)
        column._owners = [str(row // each) for row in range(pictures * each)]
        column._rows = {"7": rows[7 * each : 8 * each]}
    return matcher, framed_query()


def framed_query() -> Fingerprint:
    """Make the query of a framed picture, with all of its 16 values."""
    framed = Image.new("RGB", (1280, 1280), "white")
    framed.paste(photo(1280, 960), (0, 160))
    target = io.BytesIO()
    framed.save(target, "JPEG", quality=80)
    made = make(target.getvalue())
    assert isinstance(made, Fingerprint)
    assert len(set(made.turned)) == 16
    return made


def table() -> None:
    """Print what was measured beside what was asked for."""
    for line in FIGURES:
        met = "met" if line.get("met") else "NOT MET"
        verdict = f"  bar {line['bar']:.3g}  {met}" if "bar" in line else ""
        sys.stdout.write(f"{line['figure']:<62}{line['value']:>10} {line['unit']}{verdict}\n")


def main() -> int:
    """Measure everything; end with 1 if a bar was missed."""
    alike = environment()
    if any(os.environ.get(name) != value for name, value in alike.items() if name != "PATH"):
        os.execve(sys.executable, [sys.executable, "-m", __spec__.name], os.environ | alike)
    prepare()
    note("load of the machine before", os.getloadavg()[0], "")
    measure_files()
    measure_memory()
    measure_matching()
    note("load of the machine after, ours included", os.getloadavg()[0], "")
    table()
    return int(any(line.get("met") is False for line in FIGURES))


if __name__ == "__main__":
    sys.exit(main())
