"""Fingerprint one frame in canonical form: its identity, the crops kept and the turns a query needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bots.pictures import hashes, pdq
from bots.pictures.fingerprint import RELIABLE_QUALITY, Fingerprint, Refused, is_pdq
from bots.pictures.frame import trim

# What a re-uploader cuts off most: all round, the top, the bottom, both sides.
_CROPS = (
    (0.025, 0.975, 0.025, 0.975),
    (0.13, 1.0, 0.0, 1.0),
    (0.0, 0.87, 0.0, 1.0),
    (0.0, 1.0, 0.1, 0.9),
)


def fingerprint_pixels(pixels: npt.NDArray[np.uint8]) -> Fingerprint | Refused:
    """Turn canonical pixels into a fingerprint, or say that they are too plain for one."""
    value, quality = hashes.identity(pixels)
    if not is_pdq(value):
        return Refused("too_plain")
    shades = pdq.grey(pixels)
    phash64, dhash256 = hashes.supporting(pixels)
    return Fingerprint(
        pdq=value,
        quality=quality,
        crops=(value, *_crops(shades)),
        phash64=phash64,
        dhash256=dhash256,
        turned=(*_turns(shades), *_trimmed_turns(shades)),
    )


def _crops(shades: pdq.Floats) -> list[str]:
    return [turns[0] for crop in _CROPS if (turns := _turns(_part(shades, crop)))]


def _trimmed_turns(shades: pdq.Floats) -> list[str]:
    box = trim(shades)
    return _turns(shades[box[0] : box[1], box[2] : box[3]]) if box else []


def _turns(part: pdq.Floats) -> list[str]:
    """Give all eight values of a part, or none of a part too plain to compare: it would match anything."""
    small = pdq.shrink(part)
    if pdq.quality(small) < RELIABLE_QUALITY:
        return []
    return [value for value in pdq.turns(pdq.terms(small)) if is_pdq(value)]


def _part(shades: pdq.Floats, crop: tuple[float, float, float, float]) -> pdq.Floats:
    height, width = shades.shape
    top, bottom, left, right = crop
    return shades[round(top * height) : round(bottom * height), round(left * width) : round(right * width)]
