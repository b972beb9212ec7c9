"""Promise 5: kill any process at any moment, and the person carries on where they were. Real SIGKILLs."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from tests.conftest import PATIENCE, ROOT

pytestmark = pytest.mark.rasa
ANSWERED = "What has happened?"


class Talk:
    """One `fingerpost chat` through a pipe, in its own folder, with workers of its own or the shared one."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [str(ROOT / ".venv/bin/python"), "-u", "-m", "bots", "chat"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def say(self, line: str) -> None:
        """Type one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self, words: str) -> bool:
        """Wait until these words are said."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if words in self._lines.get(timeout=0.5):
                    return True
            except Empty:
                if self.process.poll() is not None:
                    return False
        return False

    def worker(self) -> int:
        """Return the process id of the worker that this main started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(
            int(pid) for pid in children if b"nlu.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
        )

    def kill(self) -> None:
        """Kill the main process at once."""
        self.process.kill()
        self.process.wait(timeout=20)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def talks() -> Iterator[list[Talk]]:
    """Collect the talks of a test and end them all."""
    made: list[Talk] = []
    yield made
    for talk in made:
        talk.kill()


def begin(talks: list[Talk], environment: dict[str, str]) -> Talk:
    """Start a talk."""
    talks.append(Talk(environment))
    return talks[-1]


@pytest.fixture
def own_worker(surroundings: dict[str, str]) -> dict[str, str]:
    """Return surroundings in which the bot starts a worker of its own."""
    mine = {name: value for name, value in surroundings.items() if not name.startswith("FINGERPOST_WORKER")}
    return {**mine, "FINGERPOST_PATIENCE": "60"}


def test_main_killed_between_turns_carries_on_at_the_same_question(
    talks: list[Talk], surroundings: dict[str, str]
) -> None:
    talk = begin(talks, surroundings)
    talk.say("start")
    assert talk.hear("Are you safe right now?")
    talk.say("safe")
    assert talk.hear(ANSWERED)
    talk.kill()
    talk = begin(talks, surroundings)
    assert talk.hear("Welcome back")
    talk.say("1")
    assert talk.hear(ANSWERED)


def test_main_killed_inside_a_turn_loses_nothing_that_was_acknowledged(
    talks: list[Talk], surroundings: dict[str, str]
) -> None:
    for wait in (0.0, 0.003, 0.01, 0.03):
        talk = begin(talks, surroundings)
        assert talk.hear("Carry on" if wait else "Tell me what happened")
        talk.say("start" if not wait else "1")
        assert talk.hear("Are you safe right now?" if not wait else ANSWERED)
        if not wait:
            talk.say("safe")
            assert talk.hear(ANSWERED)
        talk.say("why")
        time.sleep(wait)
        talk.kill()
    talk = begin(talks, surroundings)
    assert talk.hear("Welcome back")
    talk.say("1")
    assert talk.hear(ANSWERED)


def test_a_worker_killed_between_and_inside_turns_costs_only_time(
    talks: list[Talk], own_worker: dict[str, str]
) -> None:
    talk = begin(talks, own_worker)
    assert talk.hear("Tell me what happened")
    talk.say("start")
    assert talk.hear("Are you safe right now?")
    os.kill(talk.worker(), signal.SIGKILL)
    talk.say("safe")
    assert talk.hear(ANSWERED)
    worker = talk.worker()
    os.kill(worker, signal.SIGSTOP)
    talk.say("Blackmail over pictures")
    time.sleep(0.2)
    os.kill(worker, signal.SIGKILL)
    assert talk.hear("18 or over")


def test_without_any_worker_the_person_gets_the_numbers_that_help(
    talks: list[Talk], own_worker: dict[str, str]
) -> None:
    talk = begin(talks, {**own_worker, "FINGERPOST_PATIENCE": "0.2"})
    assert talk.hear("Tell me what happened")
    os.kill(talk.worker(), signal.SIGKILL)
    talk.say("i need help")
    assert talk.hear("999")
    assert talk.hear("0800 1111")
