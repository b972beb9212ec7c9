"""Pictures for the tests: drawn here, or shipped in an installed package. Never of a real person's life."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import skimage
from PIL import Image

SHIPPED = Path(skimage.__file__).parent / "data"


@cache
def shipped(name: str = "astronaut.png") -> bytes:
    return (SHIPPED / name).read_bytes()


@cache
def picture(width: int = 1200, height: int = 900, seed: int = 1) -> Image.Image:
    """Draw smooth coloured hills: enough detail for a good fingerprint, different for each seed."""
    rough = np.random.default_rng(seed).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(rough).resize((width, height), Image.Resampling.BICUBIC)


def saved(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()
