"""Start the dialogue workers, watch them, restart one that dies, and give each turn to one that is there."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import secrets
import signal
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bots.dialogue_client import DialogueClient, WorkerAway
from bots.log import Event, note
from nlu.dialogue import DialogueError, Heard, Turn, Understood

ROOT = Path(__file__).resolve().parent.parent
# How often a worker that is starting is asked whether it is ready, and the longest pause between restarts.
ASK_EVERY = 0.1
# The exit code with which a worker says that it will never be ready.
NO_MODEL = 2
LONGEST_PAUSE = 30.0
# What a worker may see of our environment: never a token or a key of ours.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE")


@dataclass
class _Worker:
    client: DialogueClient
    socket: Path | None = None
    process: asyncio.subprocess.Process | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)


class Workers:
    """The dialogue core as the channels see it: any worker can take any turn."""

    def __init__(
        self,
        *,
        count: int = 1,
        python: Path = Path("nlu/.venv/bin/python"),
        urls: Sequence[str] = (),
        token: str | None = None,
        overlays: Sequence[Path] = (),
        patience: float = 4.0,
    ) -> None:
        self._token = token or secrets.token_urlsafe(32)
        self._python = python if python.is_absolute() else ROOT / python
        self._overlays, self._patience = overlays, patience
        # The workers' sockets live in a folder that only we can enter.
        self._folder = Path(tempfile.mkdtemp(prefix="fingerpost-"))
        self._workers = [_Worker(DialogueClient(self._token, url=url)) for url in urls]
        self._workers += [] if urls else [self._own(number) for number in range(count)]
        self._turns = itertools.count()
        self._hopeless = asyncio.Event()
        self._watchers: list[asyncio.Task[None]] = []

    def _own(self, number: int) -> _Worker:
        socket = self._folder / f"worker-{number}.sock"
        return _Worker(DialogueClient(self._token, socket=str(socket)), socket)

    async def start(self) -> None:
        """Start and watch every worker; does not wait until they are ready."""
        self._watchers = [asyncio.create_task(self._watch(worker)) for worker in self._workers]

    async def ready(self) -> None:
        """Wait until at least one worker is ready. Raises DialogueError when none ever will be."""
        waits = [asyncio.create_task(worker.ready.wait()) for worker in self._workers]
        waits.append(asyncio.create_task(self._hopeless.wait()))
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        if self._hopeless.is_set():
            raise DialogueError("There is no model for this code. Please run `make train`, then try again.")

    def pids(self) -> list[int]:
        """Return the process ids of our own workers, for the bench and for tests."""
        return [worker.process.pid for worker in self._workers if worker.process is not None]

    async def turn(self, heard: Heard, state: str | None) -> Turn:
        """Take one turn. A turn is a function, so a worker that dies in it costs only the asking again."""
        async with asyncio.timeout(self._patience + 10):
            while True:
                worker = await self._one_that_is_ready()
                with contextlib.suppress(WorkerAway):
                    return await worker.client.turn(heard, state)
                worker.ready.clear()

    async def understand(self, text: str) -> Understood:
        """Say what a message means."""
        return await (await self._one_that_is_ready()).client.understand(text)

    async def _one_that_is_ready(self) -> _Worker:
        turn = next(self._turns)
        for step in range(len(self._workers)):
            worker = self._workers[(turn + step) % len(self._workers)]
            if worker.ready.is_set():
                return worker
        try:
            await asyncio.wait_for(self.ready(), self._patience)
        except TimeoutError:
            raise WorkerAway("no worker is ready") from None
        return next(worker for worker in self._workers if worker.ready.is_set())

    async def _watch(self, worker: _Worker) -> None:
        pause = ASK_EVERY
        while True:
            if worker.socket is not None:
                worker.process = await self._launch(worker.socket)
                note(Event.WORKER_STARTED)
            began = asyncio.get_running_loop().time()
            await self._stay_with(worker)
            worker.ready.clear()
            if worker.process is not None and worker.process.returncode == NO_MODEL:
                self._hopeless.set()
            note(Event.WORKER_DIED)
            lived = asyncio.get_running_loop().time() - began
            pause = ASK_EVERY if lived > LONGEST_PAUSE * 2 else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _stay_with(self, worker: _Worker) -> None:
        """Keep the worker's readiness true to life until it is gone."""
        process = worker.process
        while process is None or process.returncode is None:
            if not worker.ready.is_set() and await worker.client.is_ready():
                worker.ready.set()
                note(Event.WORKER_READY)
            pause = ASK_EVERY if not worker.ready.is_set() else 1.0
            if process is None:
                await asyncio.sleep(pause)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), pause)

    async def _launch(self, socket: Path) -> asyncio.subprocess.Process:
        options = ["-m", "nlu.worker", "--socket", str(socket), "--leave-with-parent"]
        for overlay in self._overlays:
            options += ["--overlay", str(overlay)]
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment["FINGERPOST_WORKER_TOKEN"] = self._token
        return await asyncio.create_subprocess_exec(
            str(self._python),
            *options,
            cwd=ROOT,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def stop(self) -> None:
        """Stop watching, stop our workers, and remove their sockets."""
        for watcher in self._watchers:
            watcher.cancel()
        await asyncio.gather(*self._watchers, return_exceptions=True)
        for worker in self._workers:
            await worker.client.close()
            await _end(worker.process)
            if worker.socket is not None:
                worker.socket.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._folder.rmdir()


async def _end(process: asyncio.subprocess.Process | None) -> None:
    if process is None or process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), 5)
    except TimeoutError:
        process.kill()
        await process.wait()
