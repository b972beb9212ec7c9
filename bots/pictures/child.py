"""What one forked child does: wait warm, take the bytes, give up every power, make the fingerprint, end."""

from __future__ import annotations

import json
import os
import select
import socket
from collections.abc import Callable, Iterable

from bots.pictures import lockdown
from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.limits import MEMORY_BYTES, MOST_BYTES, VIDEO_WALL_SECONDS, WALL_SECONDS
from bots.pictures.making import make
from bots.pictures.sniff import sniff

Maker = Callable[[bytes], Fingerprint | Refused]


def wait(control: int, maker: Maker, warming: Iterable[bytes] = ()) -> None:
    """Warm up with pictures of our own until the one job comes, and do it. Never returns.

    What a fork shares with its parent is copied when first touched; the warming touches it beforehand.
    """
    try:
        lockdown.die_with_parent()
        for picture in warming:
            if select.select([control], [], [], 0)[0]:
                break  # somebody waits already
            maker(picture)
        with socket.socket(fileno=control) as waiting:
            news, pipes, _, _ = socket.recv_fds(waiting, 1, 2)
        if news and len(pipes) == 2:
            run(pipes[0], pipes[1], maker)
    finally:
        os._exit(0)  # no job came: the zygote has gone


def run(taking: int, answering: int, maker: Maker = make) -> None:
    """Fingerprint the picture that comes through one pipe and answer through the other. Never returns."""
    status = 1
    try:
        picture = _read(taking)
        form = sniff(picture)
        threads = form == "HEIF"
        seconds = VIDEO_WALL_SECONDS if form == "VIDEO" else WALL_SECONDS
        lockdown.limit(MEMORY_BYTES, seconds, threads=threads)
        lockdown.seal(threads=threads)
        _write(answering, encode(maker(picture)))
        status = 0
    finally:
        os._exit(status)  # no clean-up code of any library may run


def encode(made: Fingerprint | Refused) -> bytes:
    """Write the answer as one line of JSON."""
    if isinstance(made, Refused):
        return json.dumps({"refused": made.reason}).encode() + b"\n"
    return json.dumps(made.as_dict() | {"turned": list(made.turned)}).encode() + b"\n"


def _read(pipe: int) -> bytes:
    """Read to the end, or until it is surely too much. Nothing is parsed yet."""
    parts = []
    left = MOST_BYTES + 1
    while left > 0 and (part := os.read(pipe, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _write(pipe: int, answer: bytes) -> None:
    while answer:
        answer = answer[os.write(pipe, answer) :]
