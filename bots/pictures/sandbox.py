"""Hand a picture to a sandboxed child and take its fingerprint back. The service's side of the sandbox.

The service itself never decodes a byte of a picture. It keeps one warm process (the zygote) that forks a
child for each picture. Bytes go in through one pipe, a small answer comes back through another; there is no
file.
"""

from __future__ import annotations

import fcntl
import io
import os
import select
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from bots.pictures.answer import read_answer
from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.limits import MOST_ANSWER_BYTES, VIDEO_WALL_SECONDS, WALL_SECONDS
from bots.pictures.sniff import sniff

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0
_GRACE_SECONDS = 3.0
_TRIES = 2
_DYING_SECONDS = 0.5


class Sandbox:
    """Start, use, restart and stop one zygote. Safe to use from several threads at once."""

    def __init__(self, module: str = "bots.pictures.zygote") -> None:
        self._module = module
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    @property
    def zygote(self) -> int | None:
        """Name the process that forks the children, while there is one."""
        return self._process.pid if self._process is not None else None

    def fingerprint(self, picture: bytes) -> Fingerprint | Refused:
        """Fingerprint one picture in a child of its own. A zygote that died is replaced, once."""
        form = sniff(picture)
        if isinstance(form, Refused):
            return form
        patience = _GRACE_SECONDS + (VIDEO_WALL_SECONDS if form == "VIDEO" else WALL_SECONDS)
        for _ in range(_TRIES):
            said = self._ask(picture, patience)
            if said is None:
                self.stop()  # it does not even end its own children: nothing it holds can be trusted
                return Refused("not_now")
            if said:
                return read_answer(said)
            self._see_it_end()
        return Refused("not_now")

    def start(self) -> None:
        """Start the zygote, unless it is alive, and wait until it is warm."""
        with self._starting:
            if self._process is None or self._process.poll() is not None or self._control is None:
                self._close()
                self._start()

    def stop(self) -> None:
        """End the zygote and with it every child."""
        with self._starting:
            self._close()

    def _see_it_end(self) -> None:
        """Wait a moment for a dying zygote to be dead: its pipes close a little before it ends."""
        with self._starting, suppress(subprocess.TimeoutExpired):
            if self._process is not None:
                self._process.wait(timeout=_DYING_SECONDS)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - fixed command
                [sys.executable, "-s", "-P", "-m", self._module, str(theirs.fileno())],
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a codec may quote what it chokes on
                pass_fds=[theirs.fileno()],
            )
        ours.settimeout(_START_SECONDS)
        with suppress(OSError):
            ours.recv(16)
        self._control = ours

    def _close(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _ask(self, picture: bytes, patience: float) -> bytes | None:
        """Give what the child said; nothing if the zygote died; None if it did not answer in time."""
        self.start()
        taking, feeding = os.pipe()
        listening, answering = os.pipe()
        try:
            sent = self._send_job(taking, answering)
        finally:
            os.close(taking)
            os.close(answering)
        with io.FileIO(feeding, "wb") as into, io.FileIO(listening, "rb") as out:
            return _exchange(picture, into, out, time.monotonic() + patience) if sent else b""

    def _send_job(self, taking: int, answering: int) -> bool:
        with self._starting:
            if self._control is None:
                return False
            try:
                socket.send_fds(self._control, [b"j"], [taking, answering])
            except OSError:
                return False
            return True


def _exchange(picture: bytes, into: io.FileIO, out: io.FileIO, deadline: float) -> bytes | None:
    """Stream the picture in while listening for the answer, so that neither side can block the other."""
    os.set_blocking(into.fileno(), False)
    _widen(into)
    waiting = select.poll()
    waiting.register(out, select.POLLIN)
    waiting.register(into, select.POLLOUT)
    left, said = memoryview(picture), b""
    while len(said) <= MOST_ANSWER_BYTES:
        ready = {number for number, _ in waiting.poll(max(0.0, deadline - time.monotonic()) * 1000)}
        if not ready:
            return None
        if out.fileno() in ready:
            part = out.read(MOST_ANSWER_BYTES)
            if not part:
                return said
            said += part
            if said.endswith(b"\n"):
                return said  # it has answered; that it ends need not be waited for
        elif left and not (left := _feed(into, left)):
            waiting.unregister(into)
            into.close()
    return said


def _widen(pipe: io.FileIO) -> None:
    """Let more go through at once, where the kernel can: a photograph in two goes and not in thirty."""
    with suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


def _feed(into: io.FileIO, left: memoryview) -> memoryview:
    try:
        return left[into.write(left[: 1 << 20]) or 0 :]
    except OSError:
        return left[:0]  # the child has gone; its answer says why


def environment() -> dict[str, str]:
    """Give the zygote next to nothing: no setting and no secret of the service."""
    return {
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # fewer page faults, which cost most on virtual machines
    }
