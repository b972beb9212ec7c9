"""Our own small pictures, one for each codec, so that everything is loaded before the sandbox closes."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageCms


def rehearsals() -> Iterator[bytes]:
    """Give one picture in each format and colour model that we accept."""
    ramp = np.add.outer(np.arange(96) * 2, np.arange(96)).astype(np.uint8)
    picture = Image.fromarray(ramp).convert("RGB")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for form in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"):
        yield _saved(picture, form)
    yield _saved(picture.convert("CMYK"), "JPEG")
    yield _saved(picture.resize((1100, 1100)), "JPEG")
    yield _saved(picture, "JPEG", progressive=True, icc_profile=profile)
    yield _saved(picture.convert("RGBA"), "PNG", icc_profile=profile)
    yield _saved(picture.convert("P"), "PNG")
    for form in ("GIF", "WEBP", "PNG", "AVIF"):
        yield _saved(picture, form, save_all=True, append_images=[picture.rotate(90)])


def large() -> bytes:
    """Give a picture of the size that chat apps send, to warm a child with."""
    rough = np.random.default_rng(0).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    return _saved(Image.fromarray(rough).resize((1280, 960)), "JPEG")


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()
