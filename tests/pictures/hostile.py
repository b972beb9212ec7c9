"""Hostile files, made here by script: bombs, lies, broken and two-faced files. None is ever written to disk.

Each comes with what must happen: a reason for refusal, or "" where a fingerprint or any refusal is right as
long as nothing else happens.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import av
import numpy as np
from PIL import Image

from tests.pictures.samples import picture, saved


@dataclass(frozen=True)
class Hostile:
    name: str
    data: bytes
    refused: str = ""


def corpus() -> Iterator[Hostile]:
    for part in (_nothing_much, _other_kinds, _bombs, _broken, _two_faced, _odd_colours, _moving):
        yield from part()


def png(width: int, height: int, rows: bytes, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zeros(count: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join([*(packer.compress(block) for _ in range(count >> 20)), packer.flush()])


def _png_of_zeros(width: int, height: int) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = _chunk(b"IDAT", _zeros((width * 3 + 1) * height + (1 << 20)))
    return b"\x89PNG\r\n\x1a\n" + head + body + _chunk(b"IEND", b"")


def _nothing_much() -> Iterator[Hostile]:
    yield Hostile("no bytes", b"", "empty")
    yield Hostile("one byte", b"\xff", "not_a_picture")
    yield Hostile("a thousand zero bytes", bytes(1000), "not_a_picture")
    yield Hostile("text", b"hello, this is a picture", "not_a_picture")
    yield Hostile("too many bytes", b"\xff\xd8\xff" + bytes(25_000_000), "too_big")
    yield Hostile("one pixel", saved(Image.new("RGB", (1, 1)), "PNG"), "too_small")
    yield Hostile("one pixel wide", saved(Image.new("RGB", (1, 20_000)), "PNG"), "too_small")
    yield Hostile("one colour", saved(Image.new("RGB", (800, 600), "red"), "PNG"), "too_plain")
    yield Hostile("all transparent", saved(Image.new("RGBA", (800, 600), (9, 9, 9, 0)), "PNG"), "too_plain")


def _other_kinds() -> Iterator[Hostile]:
    for form in ("BMP", "TIFF", "ICO", "PDF", "EPS"):
        yield Hostile(f"a {form}", saved(picture(200, 200), form), "other_format")
    yield Hostile(
        "an SVG",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        "other_format",
    )
    yield Hostile("a PSD", b"8BPS\0\1" + bytes(500), "other_format")
    yield Hostile("a program", b"\x7fELF" + bytes(500), "not_a_picture")
    yield Hostile("an archive", b"PK\3\4" + bytes(500), "not_a_picture")
    playlist = b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    yield Hostile("a playlist that fetches", playlist, "not_a_picture")
    yield Hostile("a playlist in a video's clothes", b"\0\0\0\x18ftypisom" + bytes(12) + playlist)


def _bombs() -> Iterator[Hostile]:
    yield Hostile("a PNG of 400 million pixels", _png_of_zeros(20_000, 20_000), "too_many_pixels")
    yield Hostile("a PNG of 144 million pixels", _png_of_zeros(12_000, 12_000), "too_many_pixels")
    yield Hostile("a PNG that claims four thousand million", png(65_000, 65_000, b""), "too_many_pixels")
    yield Hostile("a PNG just under the cap", _png_of_zeros(7_000, 7_000), "too_plain")
    flat = Image.new("L", (12_000, 12_000), 128)
    yield Hostile("a JPEG of 144 million pixels", saved(flat, "JPEG", quality=10), "too_plain")
    yield Hostile(
        "a progressive JPEG of 144 million",
        saved(flat, "JPEG", quality=10, progressive=True),
        "too_many_pixels",
    )
    yield Hostile("a JPEG with two thousand scans", _scan_bomb(2_000), "scan_bomb")
    yield Hostile("a JPEG with sixty-four scans", _scan_bomb(60))
    yield Hostile(
        "a WebP of 16383 by 16383", saved(Image.new("L", (16_383, 16_383)), "WEBP", lossless=True, method=0)
    )
    text = _chunk(b"zTXt", b"x\0\0" + _zeros(200 << 20))
    yield Hostile("a PNG with 200 MB of text", png(200, 200, bytes(601 * 200), text))
    profile = _chunk(b"iCCP", b"x\0\0" + _zeros(300 << 20))
    yield Hostile("a PNG with a colour profile of 300 MB", png(200, 200, bytes(601 * 200), profile))
    noise = np.random.default_rng(1).bytes(5_000_000)
    yield Hostile(
        "a JPEG with a profile of 5 MB", saved(picture(), "JPEG", icc_profile=noise), "colour_profile"
    )


def _scan_bomb(scans: int) -> bytes:
    """Repeat the last scan of a progressive JPEG; each repetition costs a pass over the whole picture."""
    data = saved(picture(2000, 2000), "JPEG", progressive=True, quality=5)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * scans + b"\xff\xd9"


def _broken() -> Iterator[Hostile]:
    for form in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"):
        whole = saved(picture(), form)
        yield Hostile(f"half a {form}", whole[: len(whole) // 2])
        yield Hostile(f"only the head of a {form}", whole[:64])
    data = bytearray(saved(picture(), "PNG"))
    data[len(data) // 2] ^= 0xFF
    yield Hostile("a PNG with one wrong byte", bytes(data), "damaged")
    yield Hostile("a JPEG with a segment of length zero", b"\xff\xd8\xff\xe0\0\0" + bytes(100))
    yield Hostile("a GIF that never ends", b"GIF89a\xff\xff\xff\xff\x80\0\0" + b"\0" * 6 + b"\x2c" * 5000)
    yield Hostile(
        "a WebP that lies about its length", b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff" + bytes(64)
    )


def _two_faced() -> Iterator[Hostile]:
    whole = saved(picture(), "JPEG")
    yield Hostile("a JPEG that is also an archive", whole + b"PK\3\4" + bytes(1000))
    yield Hostile("a GIF that is also a script", b"GIF89a=1;alert(1)//" + bytes(100))
    yield Hostile("a PNG after a JPEG", whole + saved(picture(seed=2), "PNG"))
    marks = Image.Exif()
    marks[0x0112] = 99
    yield Hostile("an orientation that does not exist", saved(picture(), "JPEG", exif=marks))
    yield Hostile(
        "marks that are rubbish", saved(picture(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(90))
    )


def _odd_colours() -> Iterator[Hostile]:
    yield Hostile("CMYK", saved(picture().convert("CMYK"), "JPEG"))
    yield Hostile("a palette", saved(picture().quantize(8), "PNG"))
    yield Hostile(
        "a palette shorter than its numbers",
        png(100, 100, bytes([0] + [255] * 100) * 100, _chunk(b"PLTE", b"abc"), colour=3),
    )
    yield Hostile(
        "sixteen bits", saved(Image.fromarray(np.full((300, 300), 40_000, np.uint16)), "PNG"), "too_plain"
    )
    yield Hostile(
        "a profile for other colours", saved(picture(), "PNG", icc_profile=b"\0\0\0\x80lcms" + bytes(120))
    )


def _moving() -> Iterator[Hostile]:
    calm, worse = picture(300, 300, 3), picture(300, 300, 4)
    yield Hostile("a harmless first frame", saved(calm, "GIF", save_all=True, append_images=[worse]))
    tiny = [Image.new("L", (64, 64), number % 2 * 200) for number in range(1500)]
    yield Hostile(
        "a GIF of 1500 frames",
        saved(tiny[0], "GIF", save_all=True, append_images=tiny[1:]),
        "too_many_frames",
    )
    big = Image.new("L", (6_000, 6_000))
    more = [Image.new("L", (6_000, 6_000), number) for number in range(1, 13)]
    yield Hostile(
        "a GIF of 13 huge frames", saved(big, "GIF", save_all=True, append_images=more), "too_many_frames"
    )
    yield Hostile("a video of four minutes", video(240, 96, 96, 1), "too_long")
    yield Hostile("half a video", video(3, 320, 240, 10)[:3000])


def video(seconds: int, width: int, height: int, rate: int, form: str = "mp4") -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format=form) as container:
        stream = container.add_stream("mpeg4" if form == "mp4" else "libvpx", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(seconds * rate):
            still = picture(width, height, seed=100 + number // rate)
            container.mux(stream.encode(av.VideoFrame.from_image(still)))
        container.mux(stream.encode(None))
    return target.getvalue()
