"""Let Pillow read HEIC through libheif, as narrowly as it goes. Runs only inside the sandbox.

The HEVC decoder always starts a thread of its own, so for HEIC alone the system call filter lets threads
(never processes) be made.
"""

from __future__ import annotations

import pillow_heif


def prepare() -> None:
    """Register the HEIC reader: one thread, no thumbnails, no depth maps, its security limits left on."""
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
