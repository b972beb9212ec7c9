"""Bring any allowed picture into the one canonical form, with Pillow. Runs only inside the sandbox.

Canonical form: DCT-scaled decode with both sides at least 512 → upright by EXIF → sRGB → alpha over white →
512×512 area average. The steps that are linear run in the cheapest order; the result is the same. Pictures of
at most 512 on the longer side keep their size, as Meta's own tool does. No metadata is read but orientation
and colour profile: what is fingerprinted must be what people see.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import AvifImagePlugin, Image, ImageCms, MpoImagePlugin, TiffImagePlugin

from bots.pictures.fingerprint import Refused
from bots.pictures.limits import (
    DETAIL_SIDE,
    FRAMES_TAKEN,
    LEAST_SIDE,
    MOST_FRAME_PIXELS,
    MOST_FRAMES,
    MOST_PIXELS,
    MOST_PIXELS_SCALED,
    MOST_PROFILE_BYTES,
    MOST_SIDE,
)
from bots.pictures.sniff import Format, is_progressive

Pixels = npt.NDArray[np.uint8]
_LOADED_EARLY = (MpoImagePlugin, TiffImagePlugin)  # Pillow asks for them while it decodes
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class Frames:
    """Hold how many frames a picture has, and those taken of it, decoded one by one as they are asked for."""

    count: int
    pixels: Iterator[Pixels]


def prepare() -> None:
    """Load every allowed codec now; in the sandbox nothing can be opened any more."""
    Image.init()
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # the sandbox lets no thread be made
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS_SCALED
    warnings.simplefilter("ignore")


def decode(picture: bytes, form: Format) -> Frames | Refused:
    """Open the picture with the one parser for its format and give its frames in canonical form."""
    try:
        image = Image.open(io.BytesIO(picture), formats=(form,))
    except Image.DecompressionBombError:
        return Refused("too_many_pixels")
    if refused := _refuse_size(image, scaled=form == "JPEG" and not is_progressive(picture)):
        return refused
    if len(image.info.get("icc_profile") or b"") > MOST_PROFILE_BYTES:
        return Refused("colour_profile")
    frames = 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
    if frames > MOST_FRAMES or (frames > 1 and frames * image.width * image.height > MOST_FRAME_PIXELS):
        return Refused("too_many_frames")
    return Frames(frames, _frames(image, frames))


def frames_to_take(count: int) -> list[int]:
    """Choose first, middle, last and others evenly between: a harmless first frame must hide nothing."""
    if count <= FRAMES_TAKEN:
        return list(range(count))
    steps = FRAMES_TAKEN - 2  # an even number of steps, so that the middle is one of them
    return [round(step * (count - 1) / steps) for step in range(steps + 1)]


def canonical(image: Image.Image) -> Pixels:
    """Bring one decoded frame into the canonical form."""
    turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    image = _plain_mode(image)
    if max(image.size) > DETAIL_SIDE:
        image = image.resize((DETAIL_SIDE, DETAIL_SIDE), Image.Resampling.BOX)
    image = _over_white(_to_srgb(image))
    if turn is not None:
        image = image.transpose(turn)
    return np.asarray(image, dtype=np.uint8)


def _frames(image: Image.Image, count: int) -> Iterator[Pixels]:
    # All fingerprints are of the luminance, which a JPEG holds apart. Colours are read only for a profile.
    image.draft("RGB" if image.info.get("icc_profile") else "L", (DETAIL_SIDE, DETAIL_SIDE))
    if count == 1:
        yield canonical(image)
        return
    for number in frames_to_take(count):
        image.seek(number)
        if _refuse_size(image, scaled=False) is not None:
            return  # a later frame may claim to be larger than the first
        yield canonical(image)


def _refuse_size(image: Image.Image, *, scaled: bool) -> Refused | None:
    width, height = image.size
    if max(width, height) > MOST_SIDE or width * height > (MOST_PIXELS_SCALED if scaled else MOST_PIXELS):
        return Refused("too_many_pixels")
    return Refused("too_small") if min(width, height) < LEAST_SIDE else None


def _plain_mode(image: Image.Image) -> Image.Image:
    """Turn palettes, bilevel and deep pixels into L, RGB, RGBA or CMYK; only those can be averaged."""
    if image.mode in {"RGB", "RGBA", "CMYK", "L"} and "transparency" not in image.info:
        image.load()
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return _keeping_profile(image, "RGBA")
    return _keeping_profile(image, "L" if image.mode == "1" else "RGB")


def _keeping_profile(image: Image.Image, mode: str) -> Image.Image:
    converted = image.convert(mode)
    converted.info.pop("transparency", None)
    return converted


def _eight_bits(image: Image.Image) -> Image.Image:
    deep = np.asarray(image)
    shades = deep / 257 if deep.max(initial=0) > 255 else deep
    return Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))


def _to_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile:
        return image if image.mode in {"RGB", "RGBA"} else image.convert("RGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    colours = _convert_profile(colours, profile)
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _convert_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        converted = None  # a broken or mismatched profile is ignored, as browsers do
    return converted if converted is not None else image.convert("RGB")


def _over_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")
