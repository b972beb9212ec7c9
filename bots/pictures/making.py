"""Make the fingerprint of a picture, all of it, in this process. Only the sandboxed child may call this.

Everything is computed now, because afterwards the picture is gone.
"""

from __future__ import annotations

from bots.pictures import decode, heic, video
from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.moving import fingerprint_frames
from bots.pictures.rehearsal import rehearsals
from bots.pictures.sniff import Format, sniff
from bots.pictures.still import fingerprint_pixels


def prepare() -> None:
    """Load every codec and walk each path once with our own pictures, before any hostile byte is near."""
    decode.prepare()
    heic.prepare()
    for picture in (*rehearsals(), video.rehearsal()):
        make(picture)


def make(picture: bytes) -> Fingerprint | Refused:
    """Turn the bytes of a picture into its fingerprint, or say why not. Never writes, never logs."""
    form = sniff(picture)
    if isinstance(form, Refused):
        return form
    try:
        return video.fingerprint_video(picture) if form == "VIDEO" else _picture(picture, form)
    except MemoryError:
        return Refused("too_hungry")
    except Exception as error:  # a decoder may fail in any way on hostile bytes
        return Refused("truncated" if "truncated" in str(error).lower() else "damaged")


def _picture(picture: bytes, form: Format) -> Fingerprint | Refused:
    frames = decode.decode(picture, form)
    if isinstance(frames, Refused):
        return frames
    if frames.count == 1:
        return fingerprint_pixels(next(iter(frames.pixels)))
    return fingerprint_frames(frames.pixels, "animation")
