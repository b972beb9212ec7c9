"""A zygote whose decoder has been taken over: the picture names the attack. Used only by test_sandbox.py.

It uses the real serving loop, the real child and the real lockdown. An attack that survives, even one that
merely fails with an error, answers "too_plain", which no killed child can.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from bots.pictures import lockdown
from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.zygote import serve

MAGIC = b"\xff\xd8\xff"


def _spin() -> None:
    while True:
        pass


def _sleep() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def _bomb() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def _write_to_pipe(text: bytes) -> Callable[[], None]:
    def attack() -> None:
        answering = _answering()
        os.write(answering, text)
        while text == FLOOD:
            os.write(answering, text)
        os._exit(0)

    return attack


def _answering() -> int:
    """Find the pipe by trying: fcntl and /proc are forbidden."""
    for number in range(3, 64):
        try:
            os.write(number, b"")
        except OSError:
            continue
        return number
    raise RuntimeError("no pipe")


FLOOD = b"x" * 4096
ATTACKS: dict[str, Callable[[], object]] = {
    "open": lambda: os.open("/etc/hostname", os.O_RDONLY),
    "write": lambda: Path("/tmp/fingerpost-escaped").write_bytes(b"x"),
    "socket": lambda: socket.socket(socket.AF_INET),
    "unix socket": lambda: socket.socketpair(),
    "exec": lambda: os.execv(sys.executable, [sys.executable, "-c", "pass"]),
    "fork": os.fork,
    "thread": lambda: threading.Thread(target=print).start(),
    "kill": lambda: os.kill(os.getppid(), signal.SIGTERM),
    "ptrace": lambda: ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0),
    "outlive": lambda: signal.setitimer(signal.ITIMER_REAL, 0),
    "lift limits": lambda: __import__("resource").setrlimit(9, (-1, -1)),
    "segfault": lambda: ctypes.string_at(0),
    "executable memory": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),
    "spin": _spin,
    "sleep": _sleep,
    "bomb": _bomb,
    "not json": _write_to_pipe(b"hello\n"),
    "flood": _write_to_pipe(FLOOD),
    "forged": _write_to_pipe(b'{"label":"pdq/512box/1","quality":100,"pdq":"' + b"f" * 64 + b'"}\n'),
    "unknown reason": _write_to_pipe(b'{"refused":"<b>boo</b>"}\n'),
    "die of memory": lambda: (_ for _ in ()).throw(MemoryError),
}


def attack(picture: bytes) -> Fingerprint | Refused:
    name = picture.removeprefix(MAGIC).decode("ascii")
    if name == "nothing":
        return Refused("too_small")
    try:
        ATTACKS[name]()
    except MemoryError:
        return Refused("too_hungry")
    except Exception:
        return Refused("too_plain")
    return Refused("too_plain")


if __name__ == "__main__":
    lockdown.harden()
    serve(socket.socket(fileno=int(sys.argv[1])), attack)
