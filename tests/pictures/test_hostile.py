"""The hostile corpus through the real sandbox, and nothing left behind anywhere."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from bots.pictures import Fingerprint, Refused, fingerprint_now, heic
from bots.pictures.decode import decode
from bots.pictures.limits import WALL_SECONDS
from bots.pictures.sandbox import Sandbox
from bots.pictures.sniff import sniff
from tests.pictures.hostile import Hostile, corpus, video
from tests.pictures.samples import distance, picture, saved, shipped

heic.prepare()
CORPUS = list(corpus())


def test_the_corpus_has_forty_files_and_more() -> None:
    assert len(CORPUS) >= 40
    assert len({one.name for one in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda one: one.name)
def test_a_hostile_file_is_answered_in_time_with_a_fingerprint_or_a_reason(hostile: Hostile) -> None:
    began = time.monotonic()
    found = fingerprint_now(hostile.data)
    assert time.monotonic() - began < WALL_SECONDS + 1
    assert isinstance(found, Fingerprint | Refused)
    if hostile.refused:
        assert found == Refused(hostile.refused)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_half_a_picture_is_refused_rather_than_half_recognised(form: str) -> None:
    whole = saved(picture(), form)
    found = fingerprint_now(whole[: len(whole) // 2])
    assert isinstance(found, Refused)
    assert found.reason in {"truncated", "damaged"}


def test_only_one_parser_ever_sees_a_file() -> None:
    """A file that claims to be a PNG is never tried as anything else, whatever follows."""
    lie = b"\x89PNG\r\n\x1a\n" + saved(picture(), "JPEG")
    with pytest.raises(OSError, match="cannot identify"):
        decode(lie, sniff(lie))  # type: ignore[arg-type]


def test_the_service_never_loads_a_codec() -> None:
    probe = (
        "import sys, bots.pictures, bots.pictures.watching;"
        "sys.exit(any(name in sys.modules for name in ('PIL', 'av', 'pillow_heif')))"
    )
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", probe]) == 0


def test_nothing_is_written_while_a_picture_is_fingerprinted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if not watching or event != "open" or isinstance(arguments[0], int):
            return  # a number is a pipe end that is open already
        if isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE:
            written.append(arguments[0])

    monkeypatch.chdir(tmp_path)
    sandbox = Sandbox()
    sandbox.start()
    sys.addaudithook(watch)
    try:
        before = _places(sandbox)
        for data in (shipped(), saved(picture(), "JPEG"), saved(picture(), "HEIF"), b"\xff\xd8\xffbroken"):
            sandbox.fingerprint(data)
        assert _places(sandbox) == before
    finally:
        watching = False
        sandbox.stop()
    assert written == []
    assert list(tmp_path.iterdir()) == []


def _places(sandbox: Sandbox) -> set[Path]:
    """Look where a decoder might leave something: temporary folders and what the zygote has open."""
    process = Path(f"/proc/{sandbox.zygote}/fd")
    held = {one.readlink() for one in process.iterdir()} if process.exists() else set()
    return {one for one in held if one.is_file()} | set(Path("/dev/shm").glob("*"))


def test_the_memory_of_a_picture_is_gone_when_its_child_is() -> None:
    sandbox = Sandbox()
    sandbox.start()
    status = Path(f"/proc/{sandbox.zygote}/status")
    if not status.exists():
        pytest.skip("needs /proc")
    large = saved(picture(3000, 3000), "PNG", compress_level=1)
    before = _resident(status)
    for _ in range(3):
        sandbox.fingerprint(large)
    assert _resident(status) - before < 4_000
    sandbox.stop()


def _resident(status: Path) -> int:
    return int(status.read_text().split("VmRSS:")[1].split()[0])


@pytest.mark.parametrize("form", ["mp4", "webm"])
def test_a_video_gets_the_md5_of_the_file_and_a_value_for_each_second(form: str) -> None:
    import hashlib

    data = video(4, 640, 480, 5, form)
    found = fingerprint_now(data)
    assert isinstance(found, Fingerprint)
    assert found.kind == "video"
    assert found.md5 == hashlib.md5(data).hexdigest()
    assert len(found.frames) == 4
    still = fingerprint_now(saved(picture(640, 480, seed=102), "PNG"))
    assert isinstance(still, Fingerprint)
    assert min(distance(still.pdq, one) for one in found.frames) <= 31
