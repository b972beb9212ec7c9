"""What a person is told about a fingerprint: always what it misses, so that nobody feels too safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.carrying import Carrying
from bots.effects import carry_out
from bots.pictures import REASONS, Fingerprint, Refused
from bots.pictures.limits import VIDEO_WALL_SECONDS, WALL_SECONDS
from nlu.dialogue import Effect
from responses.reader import load
from storage import CodeLimits, OperatorKey, open_store
from tests.pictures.test_matching import a_pdq

CONTENT = load()
PLAIN_PICTURE = Fingerprint(a_pdq(1), 40)
PICTURE = Fingerprint(a_pdq(1), 90)
VIDEO = Fingerprint(a_pdq(1), 90, frames=(a_pdq(1),), kind="video", md5="0f" * 16)


def said(tmp_path: Path, picture: Fingerprint | Refused) -> str:
    store = open_store(tmp_path / "f.db", OperatorKey(bytes(32)), code_limits=CodeLimits(work=2))
    carrying = Carrying(store, CONTENT, "telegram", store.conversation_id("telegram", "7"), [])
    carrying.picture = picture
    carry_out(carrying, Effect("fetch_picture"))
    store.close()
    return "\n".join(reply.text for reply in carrying.replies)


def test_what_a_fingerprint_misses_is_told_with_each(tmp_path: Path) -> None:
    told = said(tmp_path, PICTURE)
    for missed in ("cropped a lot", "collage", "few degrees", "changed on purpose", "may still be out there"):
        assert missed in told


def test_a_plain_picture_is_told_that_it_is_hardly_found(tmp_path: Path) -> None:
    assert "very little detail" in said(tmp_path, PLAIN_PICTURE)


def test_a_video_is_told_that_a_cut_copy_is_not_found_by_its_md5(tmp_path: Path) -> None:
    told = said(tmp_path, VIDEO)
    assert "cut or saved again" in told
    assert "StopNCII" in told


@pytest.mark.parametrize("reason", REASONS)
def test_every_refusal_is_told_in_words_that_say_what_to_do(tmp_path: Path, reason: str) -> None:
    assert "lease" in said(tmp_path, Refused(reason)) or "works too" in said(tmp_path, Refused(reason))


def test_the_time_that_is_told_is_the_time_that_is_given(tmp_path: Path) -> None:
    assert (WALL_SECONDS, VIDEO_WALL_SECONDS) == (5.0, 30.0)
    assert "five seconds and a video thirty" in said(tmp_path, Refused("too_slow"))
