"""Pictures that everybody has are never watched for and never found; a photograph is none of them."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bots.commands import CannotDo
from bots.knowing import add_never
from bots.pictures import Fingerprint, Refused, fingerprint_now, never
from bots.pictures.matcher import REVIEW_BITS
from bots.pictures.watching import WatchList
from bots.settings import Settings
from tests.bench.never import silhouette, written
from tests.pictures.samples import SHIPPED, distance, picture, saved

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forgotten_afterwards() -> Iterator[None]:
    yield
    never.use(Path("nowhere"))


def _made(data: bytes) -> Fingerprint:
    made = fingerprint_now(data)
    assert isinstance(made, Fingerprint)
    return made


def _added(data: bytes) -> Refused | None:
    return WatchList().add("one", _made(data), origin="a", now=NOW, until=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    "image", [silhouette("#5865f2"), written("F", "#5865f2", 320)], ids=["head", "letter"]
)
@pytest.mark.parametrize("side", [512, 128])
def test_a_drawn_profile_picture_cannot_be_watched_for_at_any_size(image: Image.Image, side: int) -> None:
    assert _added(saved(image.resize((side, side)), quality=70)) == Refused("well_known")


@pytest.mark.parametrize("name", ["astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg", "camera.png"])
def test_a_photograph_is_not_taken_for_one(name: str) -> None:
    assert _added((SHIPPED / name).read_bytes()) is None


def test_the_list_that_comes_with_us_holds_pdq_values_only_and_no_value_twice_over() -> None:
    values = json.loads(never.SHIPPED.read_text(encoding="utf-8"))
    assert len(values) >= 40
    for one in values.values():
        assert [one["crops"], one["phash64"], one["dhash256"]] == [[], "", ""]
        assert one["quality"] >= 50


async def test_an_operator_adds_a_folder_and_it_stops_what_is_watched_already(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, settings = tmp_path / "memes", Settings(data=tmp_path / "data", _env_file=None)
    folder.mkdir()
    (folder / "meme.jpg").write_bytes(saved(picture(600, 600, 5)))
    (folder / "notes.txt").write_text("not a picture")
    assert await add_never(settings, Namespace(folder=folder)) == 2  # one was refused, and said so
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [("added" in one, one.get("refused")) for one in said] == [(True, None), (False, "not_a_picture")]
    assert never.use(tmp_path / "data" / "never.json") == 1
    again = _made(saved(picture(600, 600, 5).resize((300, 300)), quality=60))
    watched = WatchList()
    watched.restore("one", again, origin="a", added=NOW, until=NOW + timedelta(days=1))
    assert watched.ask(again, uploader="u", now=NOW).tier == "none"


async def test_a_second_folder_keeps_the_first(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", _env_file=None)
    for seed in (5, 6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        (folder / f"{seed}.png").write_bytes(saved(picture(200, 200, seed), "PNG"))
        assert await add_never(settings, Namespace(folder=folder)) == 0
    assert sorted(never.read(tmp_path / "data" / "never.json")) == ["5.png", "6.png"]


@pytest.mark.parametrize("text", ["[]", "{", '{"a": {"pdq": "ff"}}', '{"a": 1}'])
async def test_a_damaged_list_is_not_written_over(tmp_path: Path, text: str) -> None:
    settings = Settings(data=tmp_path, _env_file=None)
    (tmp_path / "never.json").write_text(text)
    with pytest.raises(CannotDo):
        await add_never(settings, Namespace(folder=tmp_path))
    assert (tmp_path / "never.json").read_text() == text


def test_the_list_can_be_made_again_and_comes_out_the_same() -> None:
    target = io.BytesIO()
    silhouette("#5865f2").save(target, "PNG")
    assert distance(_made(target.getvalue()).pdq, never.well_known()["silhouette 0"].pdq) <= REVIEW_BITS // 10
