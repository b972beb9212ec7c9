"""Find the picture inside a frame: borders, letterboxes, captions, the surroundings of a screenshot.

Used only for a query, beside the whole picture, so a wrong guess costs nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]
Box = tuple[int, int, int, int]
_NEAR, _FRAME_SHARE, _EDGE_SHARE, _ROUNDS, _LEAST = 14, 0.35, 0.5, 3, 0.2
_GAP = 0.02


def trim(grey: Grey) -> Box | None:
    """Give top, bottom, left and right of what is inside the frame, or None if there is no frame."""
    top, bottom, left, right = whole = (0, grey.shape[0], 0, grey.shape[1])
    for _ in range(_ROUNDS):
        before = (top, bottom, left, right)
        up, down = _inside(grey[top:bottom, left:right])
        top, bottom = top + up, top + down
        up, down = _inside(grey[top:bottom, left:right].T)
        left, right = left + up, left + down
        if before == (top, bottom, left, right):
            break
    if before == whole and (top, bottom, left, right) == whole:
        return None
    too_little = bottom - top < _LEAST * grey.shape[0] or right - left < _LEAST * grey.shape[1]
    return None if too_little else (top, bottom, left, right)


def _inside(part: Grey) -> tuple[int, int]:
    """Give the longest run of lines that are not mostly of the colour of the first or last line."""
    shades = [shade for shade in (_main_shade(part[0]), _main_shade(part[-1])) if shade is not None]
    if not shades:
        return 0, len(part)
    of_frame = np.zeros(len(part), dtype=bool)
    for shade in shades:
        of_frame |= (np.abs(part - shade) <= _NEAR).mean(axis=1) >= _FRAME_SHARE
    return _longest_run(~of_frame, int(len(part) * _GAP))


def _main_shade(line: Grey) -> float | None:
    shade = float(np.median(line))
    return shade if (np.abs(line - shade) <= _NEAR).mean() >= _EDGE_SHARE else None


def _longest_run(inside: npt.NDArray[np.bool_], gap: int) -> tuple[int, int]:
    places = np.flatnonzero(inside)
    if places.size == 0:
        return 0, len(inside)
    runs = np.split(places, np.flatnonzero(np.diff(places) > gap + 1) + 1)
    longest = max(runs, key=len)
    return int(longest[0]), int(longest[-1]) + 1
