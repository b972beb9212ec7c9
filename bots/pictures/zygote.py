"""The warm process that forks one child for each picture. It never sees a picture itself.

It is started afresh with an almost empty environment, so that no key, token or case of the service is in its
memory, and it ends when the service does. Each job is two pipe ends that arrive over a Unix socket.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass

from bots.pictures import child, lockdown
from bots.pictures.fingerprint import Refused
from bots.pictures.limits import VIDEO_WALL_SECONDS
from bots.pictures.making import make, prepare

READY = b"ready\n"
_GRACE = 1.0
_MOST_OPEN = 1 << 16


@dataclass(slots=True)
class _Job:
    answering: int
    deadline: float


def serve(control: socket.socket, maker: child.Maker = make) -> None:
    """Fork a child for each job until the service goes away; end those that overstay; clear up after all."""
    jobs: dict[int, _Job] = {}
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    control.sendall(READY)
    while True:
        readable, _, _ = select.select([control.fileno(), woken], [], [], _patience(jobs))
        if woken in readable:
            os.read(woken, 4096)
        if control.fileno() in readable and not _take_job(control, jobs, maker):
            break
        _end_overdue(jobs)
        _reap(jobs)
    for process in jobs:
        os.kill(process, signal.SIGKILL)


def _take_job(control: socket.socket, jobs: dict[int, _Job], maker: child.Maker) -> bool:
    news, pipes, _, _ = socket.recv_fds(control, 1, 2)
    if not news or len(pipes) != 2:
        return False
    taking, answering = pipes
    process = os.fork()
    if process == 0:
        _close_all_but(taking, answering)
        child.run(taking, answering, maker)
    os.close(taking)
    jobs[process] = _Job(answering, time.monotonic() + VIDEO_WALL_SECONDS + _GRACE)
    return True


def _close_all_but(*kept: int) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    start = 3
    for one in sorted(kept):
        os.closerange(start, one)
        start = one + 1
    os.closerange(start, _MOST_OPEN)


def _patience(jobs: dict[int, _Job]) -> float | None:
    return max(0.0, min(job.deadline for job in jobs.values()) - time.monotonic()) if jobs else None


def _end_overdue(jobs: dict[int, _Job]) -> None:
    for process, job in jobs.items():
        if time.monotonic() >= job.deadline:
            os.kill(process, signal.SIGKILL)


def _reap(jobs: dict[int, _Job]) -> None:
    while jobs:
        process, status = os.waitpid(-1, os.WNOHANG)
        if process == 0:
            return
        job = jobs.pop(process)
        if status != 0:
            with suppress(OSError):  # the service may have stopped listening
                os.write(job.answering, child.encode(Refused(_reason(status))))
        os.close(job.answering)


def _reason(status: int) -> str:
    """Say in our words how a child ended: by its clock, its memory, or a decoder that broke."""
    if os.WIFSIGNALED(status):
        ended_by = os.WTERMSIG(status)
        if ended_by in {signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL}:
            return "too_slow"
    return "damaged"


def main() -> None:
    """Warm up, then serve on the socket whose number is the one argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    lockdown.harden()
    prepare()
    gc.collect()
    gc.freeze()
    gc.disable()
    serve(control)


if __name__ == "__main__":
    main()
