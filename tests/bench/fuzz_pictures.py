"""Fuzz the picture sandbox: mutated good files and the hostile corpus, for as long as asked.

    python -m tests.bench.fuzz_pictures --seconds 600

Ends with an error at the first picture that takes over five seconds and a second's grace, and at the end if
one got no answer, or the zygote died or grew, or a pipe stayed open. Nothing is written but one JSON line.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bots.pictures import Fingerprint, heic
from bots.pictures.limits import VIDEO_WALL_SECONDS, WALL_SECONDS
from bots.pictures.sandbox import Sandbox
from bots.pictures.sniff import sniff
from tests.pictures.hostile import corpus, video
from tests.pictures.samples import picture, saved

GRACE, MOST_GROWTH_KB = 1.0, 30_000
INTERESTING = (b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff" * 4, b"\xff\xda", b"\xff\xd9")


def seeds() -> list[bytes]:
    """Give good files in every format, small so that many mutations fit into the time."""
    calm, other = picture(160, 120, 1), picture(160, 120, 2)
    good = [saved(calm, form) for form in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")]
    moving = {"save_all": True, "append_images": [other]}
    good += [saved(calm, form, **moving) for form in ("PNG", "WEBP", "GIF", "AVIF")]
    good += [saved(calm, "JPEG", progressive=True), saved(calm.convert("CMYK"), "JPEG")]
    good += [saved(calm.quantize(16), "PNG"), saved(calm.convert("RGBA"), "PNG")]
    return [*good, video(2, 128, 96, 2), video(2, 128, 96, 2, "webm")]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change bytes, cut, double or splice, as a fuzzer does."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        at = chance.randrange(12, max(13, len(out)))
        kind = chance.randrange(6)
        if kind == 0:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            value = chance.choice(INTERESTING)
            out[at : at + len(value)] = value
        elif kind == 2:
            del out[at : at + chance.randrange(1, 32)]
        elif kind == 3:
            end = at + chance.randrange(1, 200)
            out[at:at] = out[at:end]
        elif kind == 4 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif chance.random() < 0.05:
            del out[at:]
    return bytes(out)


def pictures(seed: int) -> Iterator[bytes]:
    """Give the hostile corpus once, then mutations without end."""
    heic.prepare()  # some of the files are HEIC
    yield from (hostile.data for hostile in corpus())
    chance, good = random.Random(seed), seeds()
    while True:
        yield mutated(chance.choice(good), chance)


def _resident(process: int) -> int:
    status = Path(f"/proc/{process}/status")
    return int(status.read_text().split("VmRSS:")[1].split()[0]) if status.exists() else 0


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def main() -> int:
    """Fuzz for the time given and print what came back."""
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    sandbox, answers, slowest, tried = Sandbox(), Counter[str](), 0.0, 0
    sandbox.start()
    zygote, files = sandbox.zygote, _open_files()
    before = _resident(zygote or 0)
    until = time.monotonic() + asked.seconds
    for data in pictures(asked.seed):
        if time.monotonic() >= until:
            break
        began = time.monotonic()
        found = sandbox.fingerprint(data)
        took = time.monotonic() - began
        tried += 1
        slowest = max(slowest, took)
        answers["fingerprint" if isinstance(found, Fingerprint) else found.reason] += 1
        cap = VIDEO_WALL_SECONDS if sniff(data) == "VIDEO" else WALL_SECONDS
        if took > cap + GRACE:
            sys.stderr.write(f"picture {tried} took {took:.1f} s\n")
            return 1
    growth = _resident(sandbox.zygote or 0) - before
    restarted = sandbox.zygote != zygote
    harmed = restarted or _open_files() != files or growth > MOST_GROWTH_KB or answers["not_now"]
    sandbox.stop()
    line = {"tried": tried, "seed": asked.seed, "slowest_s": round(slowest, 2), "zygote_growth_kb": growth}
    sys.stdout.write(json.dumps(line | {"zygote_restarted": restarted, **answers}) + "\n")
    return int(bool(harmed))


if __name__ == "__main__":
    sys.exit(main())
