"""What tests of several rooms share: one real worker for the whole run, and a folder that is thrown away."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
NLU_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
TOKEN = "a-token-for-tests"
# A cold worker imports TensorFlow; on a busy machine that takes a while.
PATIENCE = 120


class RunningWorker(NamedTuple):
    """A real worker on a loopback port."""

    url: str
    token: str
    pid: int


@pytest.fixture(scope="session")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningWorker]:
    """Start the real worker once, with the trained model."""
    port = _free_port()
    environment = {**os.environ, "FINGERPOST_WORKER_TOKEN": TOKEN}
    process = subprocess.Popen(
        [str(NLU_PYTHON), "-W", "ignore", "-m", "nlu.worker", "--port", str(port), "--leave-with-parent"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield RunningWorker(url, TOKEN, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdin is not None:
            process.stdin.close()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    request = urllib.request.Request(f"{url}/health", headers={"Authorization": f"Bearer {TOKEN}"})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail("The worker stopped at start. Is the model trained? Run `make setup`.")
        try:
            with urllib.request.urlopen(request, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The worker was not ready within {PATIENCE} seconds.")


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Return the start of a `fingerpost` call."""
    return [sys.executable, "-m", "bots"]


@pytest.fixture
def surroundings(tmp_path: Path, worker: RunningWorker) -> dict[str, str]:
    """Return an environment with its own data and temporary folders, and the shared worker."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    return {
        **os.environ,
        "TMPDIR": str(temporary),
        "FINGERPOST_DATA": str(tmp_path / "data"),
        "FINGERPOST_WORKER_URLS": f'["{worker.url}"]',
        "FINGERPOST_WORKER_TOKEN": worker.token,
        "FINGERPOST_PATIENCE": "20",
    }
