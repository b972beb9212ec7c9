"""The caps that every picture is held to, in one place. Each is there because of a known attack."""

from __future__ import annotations

MOST_BYTES = 25_000_000
MOST_PIXELS_SCALED = 250_000_000  # baseline JPEG only: it is decoded at a fraction of its size
MOST_PIXELS = 50_000_000
MOST_FRAME_PIXELS = 400_000_000  # all frames of an animation that must be decoded to reach the last one
MOST_FRAMES = 1000
FRAMES_TAKEN = 8
LEAST_SIDE = 64
MOST_SIDE = 30_000
MOST_SCANS = 64  # a progressive JPEG of 125 kB with thousands of scans costs minutes of decoding
MOST_PROFILE_BYTES = 4_000_000
DETAIL_SIDE = 512

MOST_VIDEO_SECONDS = 180
MOST_VIDEO_PIXELS = 4096 * 2304

WALL_SECONDS = 5.0
VIDEO_WALL_SECONDS = 30.0
MEMORY_BYTES = 640 * 1024 * 1024
MOST_ANSWER_BYTES = 64 * 1024
