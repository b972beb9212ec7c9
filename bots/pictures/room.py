"""The one sandbox that the whole service shares, started when first needed."""

from __future__ import annotations

import asyncio
import atexit
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from bots.pictures.fingerprint import Fingerprint, Refused
from bots.pictures.sandbox import Sandbox

_AT_ONCE = max(2, min(4, os.cpu_count() or 1))


@cache
def _sandbox() -> Sandbox:
    sandbox = Sandbox()
    atexit.register(sandbox.stop)
    return sandbox


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="pictures")


async def fingerprint(picture: bytes) -> Fingerprint | Refused:
    """Turn a picture into its fingerprint in a sandboxed process, without holding up anybody else.

    The bytes are never written anywhere. Only a few pictures are worked on at once; the others wait.
    """
    return await asyncio.get_running_loop().run_in_executor(_threads(), fingerprint_now, picture)


def fingerprint_now(picture: bytes) -> Fingerprint | Refused:
    """Do the same as `fingerprint` and wait for it, for the command line."""
    return _sandbox().fingerprint(picture)


async def start_zygote() -> None:
    """Warm the sandbox up before the first picture comes."""
    await asyncio.get_running_loop().run_in_executor(_threads(), _sandbox().start)


async def stop_zygote() -> None:
    """End the sandbox and everything in it."""
    await asyncio.get_running_loop().run_in_executor(_threads(), _sandbox().stop)
