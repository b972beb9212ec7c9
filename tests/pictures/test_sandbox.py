"""The sandbox against a decoder that has been taken over, and against everything going wrong around it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bots.pictures import Fingerprint, Refused, fingerprint, sandbox_kind
from bots.pictures.sandbox import Sandbox
from tests.pictures.samples import picture, saved, shipped

MAGIC = b"\xff\xd8\xff"
needs_seccomp = pytest.mark.skipif(sandbox_kind() != "seccomp", reason="only limits hold here")


@pytest.fixture(scope="module")
def attacked() -> Iterator[Sandbox]:
    sandbox = Sandbox("tests.pictures.attacking_zygote")
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.stop()


@needs_seccomp
@pytest.mark.parametrize(
    "attack",
    ["open", "write", "socket", "unix socket", "exec", "fork", "thread", "kill", "ptrace", "outlive"]
    + ["lift limits"],
)
def test_a_taken_over_child_is_killed_when_it_reaches_outside(attacked: Sandbox, attack: str) -> None:
    assert attacked.fingerprint(MAGIC + attack.encode()) == Refused("damaged")
    assert not Path("/tmp/fingerpost-escaped").exists()
    assert attacked.fingerprint(MAGIC + b"nothing") == Refused("too_small")


@needs_seccomp
def test_a_taken_over_child_gets_no_memory_it_could_run_code_from(attacked: Sandbox) -> None:
    assert attacked.fingerprint(MAGIC + b"executable memory") == Refused("too_plain")


def test_a_crash_harms_only_its_own_picture(attacked: Sandbox) -> None:
    assert attacked.fingerprint(MAGIC + b"segfault") == Refused("damaged")
    assert attacked.fingerprint(MAGIC + b"nothing") == Refused("too_small")


@pytest.mark.skipif(not Path("/proc").exists(), reason="the memory limit holds on Linux")
@pytest.mark.parametrize("attack", ["bomb", "die of memory"])
def test_a_memory_bomb_is_stopped(attacked: Sandbox, attack: str) -> None:
    assert attacked.fingerprint(MAGIC + attack.encode()) == Refused("too_hungry")
    assert attacked.fingerprint(MAGIC + b"nothing") == Refused("too_small")


@pytest.mark.parametrize("attack", ["not json", "flood", "forged", "unknown reason"])
def test_a_forged_answer_is_not_believed(attacked: Sandbox, attack: str) -> None:
    assert attacked.fingerprint(MAGIC + attack.encode()) == Refused("damaged")
    assert attacked.fingerprint(MAGIC + b"nothing") == Refused("too_small")


def test_a_child_that_hangs_is_ended_after_five_seconds_while_others_go_on(attacked: Sandbox) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        hanging = [pool.submit(attacked.fingerprint, MAGIC + attack) for attack in (b"spin", b"sleep")]
        assert pool.submit(attacked.fingerprint, MAGIC + b"nothing").result() == Refused("too_small")
        assert time.monotonic() - began < 4
        assert [one.result() for one in hanging] == [Refused("too_slow")] * 2
    assert time.monotonic() - began < 7


def test_a_zygote_that_dies_is_replaced_and_the_picture_is_not_lost(sandbox: Sandbox) -> None:
    sandbox.start()
    assert sandbox.zygote is not None
    first = sandbox.zygote
    os.kill(first, signal.SIGKILL)
    assert isinstance(sandbox.fingerprint(shipped()), Fingerprint)
    assert sandbox.zygote not in {None, first}


def test_the_zygote_inherits_no_secret_and_no_open_file(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FINGERPOST_KEY", "canary")
    with (tmp_path / "cases").open("w") as cases:
        os.set_inheritable(cases.fileno(), True)
        sandbox.start()
        process = Path(f"/proc/{sandbox.zygote}")
        if not process.exists():
            pytest.skip("needs /proc")
        assert b"canary" not in (process / "environ").read_bytes()
        held = [str(one.readlink()) for one in (process / "fd").iterdir()]
    assert not [name for name in held if "cases" in name]
    assert len(list((process / "task").iterdir())) == 1  # a fork copies one thread only


def test_the_zygote_ends_with_the_service(sandbox: Sandbox) -> None:
    sandbox.start()
    zygote = sandbox.zygote
    sandbox.stop()
    assert sandbox.zygote is None
    assert zygote is not None
    with pytest.raises(ProcessLookupError):
        os.kill(zygote, 0)


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_no_pipe_is_left_open(attacked: Sandbox) -> None:
    attacked.fingerprint(MAGIC + b"nothing")
    gc.collect()
    before = _open_files()
    for attack in (b"nothing", b"segfault", b"not json"):
        attacked.fingerprint(MAGIC + attack)
    assert _open_files() == before


async def test_the_event_loop_goes_on_while_a_picture_is_decoded() -> None:
    task = asyncio.create_task(fingerprint(saved(picture(4000, 3000), quality=95)))
    ticks = 0
    while not task.done():
        await asyncio.sleep(0.001)
        ticks += 1
    assert isinstance(await task, Fingerprint)
    assert ticks > 10


async def test_many_pictures_at_once_are_all_answered() -> None:
    made = await asyncio.gather(*(fingerprint(shipped()) for _ in range(12)))
    assert len({one.pdq for one in made if isinstance(one, Fingerprint)}) == 1
    assert len(made) == 12
