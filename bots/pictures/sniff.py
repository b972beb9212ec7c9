"""Look at the first bytes of a file and choose the one parser that may see it, before any codec runs.

Pure Python over bytes: no codec, no foreign library. What is not on the list is refused with a reason.
"""

from __future__ import annotations

import re
import struct
from typing import Literal

from bots.pictures.fingerprint import Refused
from bots.pictures.limits import MOST_BYTES, MOST_SCANS

Format = Literal["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "VIDEO"]

_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")  # what is none of these is data, filler or a restart
_SCAN, _END = 0xDA, 0xD9
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_ISO_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"dash"}
_VIDEO_BRANDS = _ISO_BRANDS | {b"avc1", b"M4V ", b"qt  ", b"3gp4", b"3gp5"}
_OTHER_PICTURES = (
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"8BPS",
    b"\xff\x0a",
    b"\0\0\0\x0cJXL ",
    b"\0\0\0\x0cjP  ",
    b"\0\0\x01\0",
    b"%PDF",
    b"%!PS",
    b"<svg",
    b"<?xml",
    b"qoif",
    b"SIMPLE  =",
)


def sniff(picture: bytes) -> Format | Refused:
    """Name the format by its magic bytes, never by a file name, or refuse."""
    if not picture:
        return Refused("empty")
    if len(picture) > MOST_BYTES:
        return Refused("too_big")
    found = _format(picture)
    if found is None:
        return Refused("other_format" if picture.startswith(_OTHER_PICTURES) else "not_a_picture")
    if found == "JPEG" and _scans(picture) > MOST_SCANS:
        return Refused("scan_bomb")
    return found


def is_progressive(picture: bytes) -> bool:
    """Tell whether a JPEG may keep all its coefficients in memory: anything but plain baseline."""
    return _first_frame_marker(picture) != 0xC0


def _format(picture: bytes) -> Format | None:
    if picture.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if picture.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "WEBP"
    if picture[4:8] == b"ftyp":
        return _format_by_brand(picture)
    if picture.startswith(b"\x1aE\xdf\xa3"):
        return "VIDEO"  # WebM and Matroska
    return None


def _format_by_brand(picture: bytes) -> Format | None:
    brands = _brands(picture)
    if brands[0] in _AVIF_BRANDS or (brands[0] in {b"mif1", b"msf1"} and _AVIF_BRANDS & set(brands)):
        return "AVIF"
    if brands[0] in _HEIC_BRANDS:
        return "HEIF"
    return "VIDEO" if brands[0] in _VIDEO_BRANDS else None


def _brands(picture: bytes) -> list[bytes]:
    length = min(struct.unpack(">I", picture[:4])[0], 256)
    compatible = [picture[at : at + 4] for at in range(16, length, 4)]
    return [picture[8:12], *compatible]


def _scans(picture: bytes) -> int:
    """Count the scans that a decoder would see, marker by marker, and no further than too many.

    Data that hangs on behind the end (phones append a film) and metadata are not counted.
    """
    scans, at = 0, 2
    while scans <= MOST_SCANS and (found := _MARKER.search(picture, at)):
        marker, at = picture[found.end() - 1], found.end()
        if marker == _END:
            break
        scans += marker == _SCAN
        at += struct.unpack(">H", picture[at : at + 2].ljust(2, b"\0"))[0]
    return scans


def _first_frame_marker(picture: bytes) -> int:
    at = 2
    while at + 4 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return marker
        at += 2 + struct.unpack(">H", picture[at + 2 : at + 4])[0]
    return 0
