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


def phash64(pixels: npt.NDArray[np.uint8]) -> str:
    """Give the 64-bit pHash in hex."""
    return str(imagehash.phash(Image.fromarray(pixels)))


def dhash256(pixels: npt.NDArray[np.uint8]) -> str:
    """Give the 256-bit dHash in hex."""
    return str(imagehash.dhash(Image.fromarray(pixels), hash_size=16))
