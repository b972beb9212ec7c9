"""Promise 2: what a person types is in no output, log, database, temporary folder or model cache."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

CANARY = "zarquon-marmalade-seventeen"
TYPED = [
    f"my ex shared my pictures on instagram and {CANARY} happened, i am 24 and live in cardiff",
    CANARY,
    f"i want to die {CANARY}",
    f"do:forget {CANARY}",
    "what do you hold",
]

pytestmark = pytest.mark.rasa


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Talk through the real bot with a worker of its own, and return its folder and all it printed."""
    import os

    folder = tmp_path_factory.mktemp("canary")
    for name in ("tmp", "home"):
        (folder / name).mkdir()
    environment = {
        **os.environ,
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder / "home"),
        "FINGERPOST_DATA": str(folder / "data"),
        "FINGERPOST_PATIENCE": "60",
        "PYENV_ROOT": os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv")),
    }
    done = subprocess.run(
        [str(ROOT / ".venv/bin/python"), "-m", "bots", "chat"],
        input="\n".join(TYPED).encode(),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0
    return folder, done.stdout + done.stderr


def test_the_bot_answered_and_kept_something(talked: tuple[Path, bytes]) -> None:
    folder, printed = talked
    assert b"Before anything else" in printed
    assert (folder / "data" / "fingerpost.db").stat().st_size > 0


def test_no_output_repeats_what_was_typed(talked: tuple[Path, bytes]) -> None:
    assert CANARY.encode() not in talked[1]


def test_no_file_of_the_bot_holds_what_was_typed(talked: tuple[Path, bytes]) -> None:
    for path in talked[0].rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path.name


@pytest.mark.parametrize("place", ["nlu/models", "nlu/.rasa", ".rasa", "data"])
def test_no_cache_beside_the_code_holds_what_was_typed(talked: tuple[Path, bytes], place: str) -> None:
    for path in (ROOT / place).rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path.name


def test_the_key_file_can_be_read_by_its_owner_only(talked: tuple[Path, bytes]) -> None:
    assert (talked[0] / "data" / "key").stat().st_mode & 0o077 == 0
