"""One canonical form: what is fingerprinted is what people see, however the file says it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pdqhash
import pytest
from PIL import Image, ImageCms, ImageOps

from bots.pictures import Fingerprint, fingerprint_now, heic, pdq
from bots.pictures.decode import decode, frames_to_take
from bots.pictures.hashes import identity
from bots.pictures.making import make
from bots.pictures.sniff import sniff
from tests.pictures.samples import SHIPPED, distance, picture, saved, shipped

heic.prepare()
BRIDGE = (Path(__file__).parent / "reference" / "bridge.jpg").read_bytes()
# Given by Meta for this picture and for edits of it, in threatexchange 1.2.17 (signal_type/pdq/signal.py).
META_SAYS = "d8f8f0cec0f4a84f0637022a278f67f0b36e2ed596621e1d33e6339c4e9c9b22"
META_SAYS_OF_ANOTHER_EDIT = "d8f8f0cec4f4a84f0637022a078f67f0b36e2ee5b6621e1d33e6239c4e9c9b22"
CLOSE = 10  # Meta's own bound for a right implementation at quality 80 or more


def a_fingerprint(data: bytes) -> Fingerprint:
    found = fingerprint_now(data)
    assert isinstance(found, Fingerprint)
    return found


def same(data: bytes, other: bytes, bits: int = CLOSE) -> bool:
    return distance(a_fingerprint(data).pdq, a_fingerprint(other).pdq) <= bits


def test_metas_reference_picture_has_metas_value() -> None:
    found = a_fingerprint(BRIDGE)
    assert found.quality >= 80
    assert distance(found.pdq, META_SAYS) <= CLOSE
    assert distance(found.pdq, META_SAYS_OF_ANOTHER_EDIT) <= 31


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.[pj][np]g")), ids=lambda path: path.stem)
def test_our_matrix_pdq_agrees_with_metas_code_in_all_eight_positions(path: Path) -> None:
    data = path.read_bytes()
    frames = decode(data, sniff(data))  # type: ignore[arg-type]
    pixels = next(iter(frames.pixels))  # type: ignore[union-attr]
    small = pdq.shrink(pdq.grey(pixels))
    theirs, quality = pdqhash.compute_dihedral(pixels)
    ours = pdq.turns(pdq.terms(small))
    assert abs(pdq.quality(small) - quality) <= 1
    assert distance(ours[0], identity(pixels)[0]) <= 2
    for bits in theirs:
        assert min(distance(np.packbits(bits).tobytes().hex(), one) for one in ours) <= 2


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_every_format_gives_nearly_the_same_fingerprint(form: str) -> None:
    assert same(saved(picture(), form, quality=90), saved(picture(), "PNG"))


@pytest.mark.parametrize("name", ["astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg", "color.png"])
@pytest.mark.parametrize("options", [{}, {"keep_rgb": True}, {"subsampling": 2, "quality": 40}], ids=str)
def test_reading_only_the_luminance_of_a_jpeg_moves_the_fingerprint_by_a_few_bits_only(
    name: str, options: dict[str, object]
) -> None:
    image = Image.open(SHIPPED / name).convert("RGB").resize((1100, 900))
    jpeg = saved(image, **options)
    in_colour = saved(Image.open(io.BytesIO(jpeg)), "PNG")
    assert same(jpeg, in_colour)


def test_scaled_decoding_moves_the_fingerprint_by_a_few_bits_only() -> None:
    large = Image.open(SHIPPED / "retina.jpg").resize((4000, 3000), Image.Resampling.LANCZOS)
    assert same(saved(large, "JPEG", quality=92), saved(large, "PNG", compress_level=1), 8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_turned_by_its_orientation_mark_is_fingerprinted_upright(orientation: int) -> None:
    marks = Image.Exif()
    marks[0x0112] = orientation
    marked = saved(picture(), "JPEG", exif=marks)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(marked)))
    assert same(marked, saved(upright, "PNG"), 6)


def test_a_cmyk_picture_is_not_taken_for_its_negative() -> None:
    assert same(saved(picture().convert("CMYK"), "JPEG", quality=95), saved(picture(), "PNG"))


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_palette_is_looked_up(form: str) -> None:
    drawn = picture().quantize(64)
    assert same(saved(drawn, form), saved(drawn.convert("RGB"), "PNG"), 0)


def test_what_is_transparent_is_seen_on_white() -> None:
    clear = picture().convert("RGBA")
    clear.paste((255, 0, 0, 0), (0, 0, 600, 900))
    seen = picture().copy()
    seen.paste((255, 255, 255), (0, 0, 600, 900))
    for form, options in (("PNG", {}), ("WEBP", {"lossless": True})):
        assert same(saved(clear, form, **options), saved(seen, "PNG"), 4)


def test_a_transparent_palette_colour_is_seen_on_white() -> None:
    drawn = picture().quantize(16)
    white = drawn.convert("RGB")
    mask = Image.fromarray((np.asarray(drawn) == 3).astype(np.uint8) * 255)
    white.paste((255, 255, 255), mask=mask)
    assert same(saved(drawn, "PNG", transparency=3), saved(white, "PNG"), 4)


def test_sixteen_bits_are_scaled_and_not_cut_off() -> None:
    shades = picture().convert("L")
    deep = Image.fromarray(np.asarray(shades, dtype=np.uint16) * 257)
    assert same(saved(deep, "PNG"), saved(shades, "PNG"), 4)


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_grey_pictures_are_taken(mode: str) -> None:
    assert same(saved(picture().convert(mode), "PNG"), saved(picture().convert("L"), "PNG"), 24)


def test_a_colour_profile_is_applied() -> None:
    """A viewer shows other colours than the numbers in the file say."""
    pixels = _decoded(saved(picture(), "PNG", icc_profile=_lighter_profile()))[0]
    plain = _decoded(saved(picture(), "PNG"))[0]
    assert np.abs(pixels.astype(int) - plain.astype(int)).mean() > 5


def _lighter_profile() -> bytes:
    """Make an sRGB profile whose tone curves are straight lines, so everything looks lighter."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"para":
            data[at + 8 : at + 12] = b"\0\0\0\0"  # the plain power function
            data[at + 12 : at + 16] = b"\0\1\0\0"  # with power 1
            data[at + 4 : at + 8] = b"\0\0\0\0"
    return bytes(data)


def _decoded(data: bytes) -> list[np.ndarray]:
    frames = decode(data, sniff(data))  # type: ignore[arg-type]
    return list(frames.pixels)  # type: ignore[union-attr]


def test_a_broken_colour_profile_is_ignored() -> None:
    assert same(saved(picture(), "PNG", icc_profile=b"not a profile" * 20), saved(picture(), "PNG"), 0)


def test_a_picture_of_at_most_512_keeps_its_size() -> None:
    assert [one.shape for one in _decoded(saved(picture(400, 300), "PNG"))] == [(300, 400, 3)]
    assert [one.shape for one in _decoded(saved(picture(600, 300), "PNG"))] == [(512, 512, 3)]


def test_an_animation_is_more_than_its_harmless_first_frame() -> None:
    harmless, worse = picture(300, 200, 5), picture(300, 200, 6)
    for form in ("GIF", "WEBP", "PNG", "AVIF"):
        data = saved(harmless, form, save_all=True, append_images=[harmless] * 3 + [worse])
        found = a_fingerprint(data)
        wanted = a_fingerprint(saved(worse, "PNG")).pdq
        assert found.kind == "animation"
        assert min(distance(wanted, one) for one in found.frames) <= 31


def test_a_blank_first_frame_does_not_decide() -> None:
    blank = Image.new("RGB", (300, 200), "black")
    found = a_fingerprint(
        saved(blank, "WEBP", save_all=True, append_images=[picture(300, 200)], lossless=True)
    )
    assert found.is_reliable


@pytest.mark.parametrize(("count", "taken"), [(1, 1), (3, 3), (8, 8), (9, 7), (1000, 7)])
def test_first_middle_and_last_frames_are_always_taken(count: int, taken: int) -> None:
    chosen = frames_to_take(count)
    assert len(chosen) == taken
    assert {0, count - 1} <= set(chosen)
    if count > 8:
        assert (count - 1) // 2 in chosen or count // 2 in chosen


def test_five_values_are_kept_and_the_turned_ones_are_not() -> None:
    found = a_fingerprint(shipped())
    assert len(found.crops) == 5
    assert found.crops[0] == found.pdq
    assert len(found.turned) >= 8
    assert found.kept().turned == ()


def test_the_sandbox_and_the_bare_function_agree() -> None:
    assert a_fingerprint(BRIDGE) == make(BRIDGE)
