"""Measure a turn, beside a stock `rasa run` on the same machine in the same run: `make bench`.

Times are wall-clock milliseconds per turn as the caller sees them (median and 95th percentile of several
hundred turns, in one connection); turns a second with eight conversations at once; memory is the resident
set of each process. Machines are shared and noisy: read the ratios.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp

from bots.workers import Workers
from nlu.dialogue import Heard
from tests.bench.stock import StockRasa

ROOT = Path(__file__).resolve().parent.parent.parent
TURNS = 300
AT_ONCE = 8
BUTTON = Heard("button", "a:incident=image_shared")
# Messages of about 20 words by authors who taught nothing; more than half of them are at risk, so that more
# of them are read twice than of what people usually write.
WORDS = [
    Heard("text", row["text"])
    for row in map(json.loads, (ROOT / "tests/nlu/dev/messages.jsonl").read_text("utf-8").splitlines())
    if 18 <= len(row["text"].split()) <= 22
]
Take = Callable[[Heard], Awaitable[object]]


def resident(pid: int, kind: str = "VmRSS") -> int:
    """Return the resident memory of a process in MiB; of kind RssAnon it is what no other process shares."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith(kind))
    return int(line.split()[1]) // 1024


def processor_ms(pids: list[int]) -> float:
    """Return the processor time that processes have used so far, in milliseconds."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


async def timed(take: Take, heard: list[Heard], turns: int = TURNS) -> tuple[float, float]:
    """Return median and 95th percentile of one conversation's turns, in milliseconds."""
    times = []
    for turn in range(turns):
        began = time.perf_counter()
        await take(heard[turn % len(heard)])
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


async def a_second(take: Take, heard: list[Heard], turns: int = TURNS) -> float:
    """Return how many turns a second are taken with several conversations at once."""

    async def some(start: int) -> None:
        for turn in range(start, turns, AT_ONCE):
            await take(heard[turn % len(heard)])

    began = time.perf_counter()
    await asyncio.gather(*(some(start) for start in range(AT_ONCE)))
    return turns / (time.perf_counter() - began)


async def measure(take: Take, pids: list[int]) -> dict[str, float]:
    """Measure buttons and free text; processor time a turn says most on a noisy machine."""
    found: dict[str, float] = {}
    for name, heard in (("button", [BUTTON]), ("text", WORDS)):
        await timed(take, heard, 20)
        used = processor_ms(pids)
        found[f"{name}_p50_ms"], found[f"{name}_p95_ms"] = await timed(take, heard)
        found[f"{name}_processor_ms"] = (processor_ms(pids) - used) / TURNS
        found[f"{name}_turns_a_second"] = await a_second(take, heard)
    return found


async def ours(workers: int) -> dict[str, float]:
    """Measure our own workers."""
    pool = Workers(count=workers, patience=120)
    await pool.start()
    try:
        await pool.ready()
        while not all(worker.ready.is_set() for worker in pool._workers):
            await asyncio.sleep(0.1)
        state = (await pool.turn(Heard("button", "do:report_start"), None)).state

        async def take(heard: Heard) -> object:
            return await pool.turn(heard, state)

        found = await measure(take, pool.pids())
        found["worker_memory_mib"] = max(resident(pid) for pid in pool.pids())
        found["worker_own_memory_mib"] = max(resident(pid, "RssAnon") for pid in pool.pids())
        return found
    finally:
        await pool.stop()


async def stock() -> dict[str, float]:
    """Measure `rasa run` with Rasa's default pipeline and its REST channel."""
    with StockRasa() as rasa:
        async with aiohttp.ClientSession() as session:
            number = 0

            async def take(heard: Heard) -> object:
                nonlocal number
                number += 1
                text = "/incident_image_shared" if heard is BUTTON else heard.text
                # A new sender every ten turns, as people come and go: the stock tracker keeps every event.
                body = {"sender": f"person-{number // 10}", "message": text}
                async with session.post(rasa.url, json=body) as answer:
                    return await answer.json()

            found = await measure(take, [rasa.pid])
        found["worker_memory_mib"] = resident(rasa.pid)
        return found


def first_answer() -> float:
    """Return the seconds from the start of the command to the first answered turn, model trained."""
    began = time.perf_counter()
    environment = {**os.environ, "FINGERPOST_DATA": "/nonexistent"}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "bots", "understand", "--jsonl"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("hello\n")
        process.stdin.close()
        process.stdout.readline()
        return time.perf_counter() - began


async def main() -> None:
    """Measure everything, and print it as one JSON object and a table."""
    found = {
        "first_answer_seconds": first_answer(),
        "one_worker": await ours(1),
        "two_workers": await ours(2),
    }
    found["main_memory_mib"] = resident(os.getpid())
    found["stock_rasa"] = await stock()
    mine, theirs = found["one_worker"], found["stock_rasa"]
    found["ratio"] = {name: round(mine[name] / theirs[name], 2) for name in mine if name in theirs}
    sys.stdout.write(json.dumps(found, indent=1, default=float) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
