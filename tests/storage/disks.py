"""Small and read-only disks, real ones where the system lets us make them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk in memory for a while."""
    folder.mkdir()
    if os.geteuid() != 0 or _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)) != 0:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


@contextmanager
def made_read_only(disk: Path) -> Iterator[None]:
    """Make a small disk read-only for a while."""
    assert _mount("-o", "remount,ro", str(disk)) == 0
    try:
        yield
    finally:
        assert _mount("-o", "remount,rw", str(disk)) == 0


def _mount(*words: str) -> int:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode
