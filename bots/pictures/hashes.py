"""The three published fingerprints of canonical pixels: PDQ by Meta's code, pHash and dHash by imagehash.

Only PDQ ever leaves us. The other two support it when copies are looked for.
"""

from __future__ import annotations

import imagehash
import numpy as np
import numpy.typing as npt
import pdqhash
from PIL import Image


def identity(pixels: npt.NDArray[np.uint8]) -> tuple[str, int]:
    """Give the PDQ value in hex, as everybody else writes it, and its quality from 0 to 100."""
    bits, quality = pdqhash.compute(pixels)
    return np.packbits(bits).tobytes().hex(), int(quality)


def supporting(pixels: npt.NDArray[np.uint8]) -> tuple[str, str]:
    """Give the 64-bit pHash and the 256-bit dHash in hex."""
    shades = Image.fromarray(pixels).convert("L")  # once for both; imagehash would do it for each
    return str(imagehash.phash(shades)), str(imagehash.dhash(shades, hash_size=16))
