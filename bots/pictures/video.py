"""Fingerprint a video with PyAV, in memory: the MD5 of the file and one PDQ for each second.

StopNCII takes the MD5 of a video. A trimmed or re-encoded video has another MD5, which the person is told;
the values for each second still find it here. Runs only inside the sandbox.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import av
import av.logging
import numpy as np
import numpy.typing as npt
from av.container import InputContainer

from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.limits import DETAIL_SIDE, LEAST_SIDE, MOST_VIDEO_PIXELS, MOST_VIDEO_SECONDS
from bots.pictures.moving import fingerprint_frames

Pixels = npt.NDArray[np.uint8]
_OPTIONS = {"protocol_whitelist": "", "enable_drefs": "0", "use_absolute_path": "0"}


def fingerprint_video(video: bytes) -> Fingerprint | Refused:
    """Turn a video into its fingerprint, or refuse it by length and size before decoding a frame."""
    av.logging.set_level(None)
    form = "matroska" if video.startswith(b"\x1aE\xdf\xa3") else "mov"
    # one parser each for MP4 and WebM, and never a playlist format that could fetch
    with av.open(io.BytesIO(video), "r", format=form, options=_OPTIONS) as container:
        if not container.streams.video:
            return Refused("not_a_picture")
        stream = container.streams.video[0]
        if refused := _refuse(stream, container.duration):
            return refused
        stream.codec_context.thread_count = 1
        stream.thread_type = "NONE"
        digest = hashlib.md5(video, usedforsecurity=False).hexdigest()
        return fingerprint_frames(_each_second(container, stream), "video", digest)


def _refuse(stream: av.VideoStream, duration: int | None) -> Refused | None:
    if duration is not None and duration / av.time_base > MOST_VIDEO_SECONDS:
        return Refused("too_long")
    if stream.width * stream.height > MOST_VIDEO_PIXELS:
        return Refused("too_many_pixels")
    return Refused("too_small") if min(stream.width, stream.height) < LEAST_SIDE else None


def _each_second(container: InputContainer, stream: av.VideoStream) -> Iterator[Pixels]:
    taken = -1
    for frame in container.decode(stream):
        second = int(frame.time or 0)
        if second <= taken or second > MOST_VIDEO_SECONDS:
            continue
        taken = second
        yield _canonical(frame)


def _canonical(frame: av.VideoFrame) -> Pixels:
    """Shrink by area average to 512×512, upright as the player would show it."""
    large = max(frame.width, frame.height) > DETAIL_SIDE
    width, height = (DETAIL_SIDE, DETAIL_SIDE) if large else (frame.width, frame.height)
    # one thread: the sandbox lets no other be made
    frame = frame.reformat(width, height, "rgb24", interpolation="AREA", threads=1)
    pixels = frame.to_ndarray()
    return np.ascontiguousarray(np.rot90(pixels, round(frame.rotation / 90) % 4))


def rehearsal() -> bytes:
    """Make a tiny film of our own, so that everything PyAV needs is loaded before the sandbox closes."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=1)
        stream.width, stream.height, stream.pix_fmt = 96, 96, "yuv420p"
        stream.codec_context.thread_count = 1
        for shade in (0, 200):
            still = np.full((96, 96, 3), shade, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(still, format="rgb24")))
        container.mux(stream.encode(None))
    return target.getvalue()
