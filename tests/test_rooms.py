"""The house: arrows one way, one room per foreign library, nothing at the top that does not belong there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

ROOMS = {"bots", "nlu", "responses", "storage", "tests"}
BESIDE = {"docs"}


def tracked() -> list[str]:
    """List the files that git tracks."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_arrows_between_the_rooms_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_top_level_holds_the_rooms_and_nothing_else() -> None:
    folders = {name.split("/", 1)[0] for name in tracked() if "/" in name and not name.startswith(".")}
    assert folders <= ROOMS | BESIDE


@pytest.mark.parametrize(
    "word", ["util", "utils", "helper", "helpers", "manager", "handler", "misc", "common"]
)
def test_no_file_is_named_after_nothing(word: str) -> None:
    assert not [name for name in tracked() if word in name.rsplit("/", 1)[-1].replace(".", "_").split("_")]


def test_no_file_of_the_rooms_is_over_300_lines() -> None:
    long = [
        name
        for name in tracked()
        if name.endswith(".py")
        and not name.startswith("tests/")
        and len((ROOT / name).read_text(encoding="utf-8").splitlines()) > 300
    ]
    assert not long
