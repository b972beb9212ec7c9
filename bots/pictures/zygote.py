"""The warm process that forks one child for each picture. It never sees a picture itself.

It is started afresh with an almost empty environment, so that no key, token or case of the service is in its
memory, and it ends when the service does. Each job is two pipe ends that arrive over a Unix socket. One child
always waits ready, so that a picture need not wait for a fork; it still serves one picture only, and ends.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bots.pictures import child, lockdown
from bots.pictures.fingerprint import Refused
from bots.pictures.limits import VIDEO_WALL_SECONDS
from bots.pictures.making import make, prepare
from bots.pictures.rehearsal import large, rehearsals

READY = b"ready\n"
_GRACE = 1.0
_MOST_OPEN = 1 << 16


@dataclass(slots=True)
class _Job:
    answering: int
    deadline: float


@dataclass(slots=True)
class _Zygote:
    """Hold what runs: a job for each child at work, and one child that is ready for the next picture."""

    control: socket.socket
    maker: child.Maker
    warming: Sequence[bytes]
    jobs: dict[int, _Job] = field(default_factory=dict)
    spare: tuple[int, socket.socket] | None = None


def serve(control: socket.socket, maker: child.Maker = make, warming: Sequence[bytes] = ()) -> None:
    """Give each job to a child of its own until the service goes away; end those that overstay; clear up."""
    zygote = _Zygote(control, maker, warming)
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _fork_spare(zygote)
    control.sendall(READY)
    while True:
        readable, _, _ = select.select([control.fileno(), woken], [], [], _patience(zygote.jobs))
        if woken in readable:
            os.read(woken, 4096)
        if control.fileno() in readable and not _take_job(zygote):
            break
        _end_overdue(zygote.jobs)
        _reap(zygote)
        if not zygote.jobs and zygote.spare is None:
            _fork_spare(zygote)  # now, when its warming takes no time from a picture
    for process in zygote.jobs:
        os.kill(process, signal.SIGKILL)


def _fork_spare(zygote: _Zygote) -> tuple[int, socket.socket]:
    """Fork the child for the next picture, so that no picture waits for a fork."""
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process == 0:
        _close_all_but(theirs.fileno())
        child.wait(theirs.fileno(), zygote.maker, zygote.warming)
    theirs.close()
    zygote.spare = (process, ours)
    return zygote.spare


def _take_job(zygote: _Zygote) -> bool:
    news, pipes, _, _ = socket.recv_fds(zygote.control, 1, 2)
    if not news or len(pipes) != 2:
        return False
    taking, answering = pipes
    process = _hand_over(zygote, taking, answering)
    os.close(taking)
    zygote.jobs[process] = _Job(answering, time.monotonic() + VIDEO_WALL_SECONDS + _GRACE)
    return True


def _hand_over(zygote: _Zygote, *pipes: int) -> int:
    """Give a job to the spare child, or to a new one where that has died while it waited."""
    while True:
        process, ours = zygote.spare or _fork_spare(zygote)
        zygote.spare = None
        with ours, suppress(OSError):
            socket.send_fds(ours, [b"j"], list(pipes))
            return process


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


def _reap(zygote: _Zygote) -> None:
    while zygote.jobs or zygote.spare:
        process, status = os.waitpid(-1, os.WNOHANG)
        if process == 0:
            return
        if zygote.spare and process == zygote.spare[0]:
            zygote.spare[1].close()
            zygote.spare = None  # the next job forks its own
            continue
        job = zygote.jobs.pop(process)
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
    warming = (next(rehearsals()), large())
    gc.collect()
    gc.freeze()
    gc.disable()
    serve(control, warming=warming)


if __name__ == "__main__":
    main()
