"""Fingerprint what moves: many frames become one fingerprint with a value for each frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
import numpy.typing as npt

from bots.pictures.fingerprint import Fingerprint, Kind, Refused
from bots.pictures.still import fingerprint_pixels

Pixels = npt.NDArray[np.uint8]
_MOST_TURNED = 64  # a query asks for each of them


def fingerprint_frames(frames: Iterable[Pixels], kind: Kind, md5: str = "") -> Fingerprint | Refused:
    """Fingerprint each frame; the first with enough detail stands for the whole.

    A black or blank first frame must not decide what we watch for.
    """
    made = [one for one in map(fingerprint_pixels, frames) if isinstance(one, Fingerprint)]
    if not made:
        return Refused("too_plain")
    main = next((one for one in made if one.is_reliable), made[0])
    values = tuple(dict.fromkeys(one.pdq for one in made if one.is_reliable))
    turned = tuple(dict.fromkeys(chain.from_iterable(one.turned for one in made)))
    return replace(main, kind=kind, frames=values, md5=md5, turned=turned[:_MOST_TURNED])
