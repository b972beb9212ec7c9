"""Measure the Telegram channel through the fake Bot API, beside the bare echo bot of the library.

    python -m tests.bench.telegram [--seconds 60] [--workers 1] [--skip-ramp]

The real `fingerpost run` process with the real core answers 1,000 chats, each of which writes every ten
seconds: two presses of a button for each message in words. A reply's time runs from when Telegram has the
message until Telegram has the first answer. Then the rate grows until the 95th percentile passes two seconds
or a message is lost, first for us and then for the echo bot, in the same run on the same machine.

Bot, workers, the fake and the people all share the processors, so the figures that travel are the processor
time per message of each and the ratio to the echo bot. Ends with one JSON line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections import defaultdict, deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.turns import processor_ms
from tests.bots.telegram.fake_api import TOKEN, FakeTelegram, Person

ROOT = Path(__file__).resolve().parent.parent.parent
CHATS, EVERY = 1000, 10.0
RATES = (20, 40, 60, 80, 100, 125, 150, 200, 250, 300, 400, 500, 650, 800)
STEP_SECONDS, PATIENCE, TOO_SLOW = 8.0, 20.0, 2.0
# Made-up messages; none is anybody's.
WORDS = (
    "someone put pictures of me online without asking",
    "I live in Leeds and I am 27",
    "they want money or they send it to my family",
    "what happens when I report it",
)
PRESSES = (
    "a:incident=image_shared",
    "a:nation=wales",
    "do:menu",
    "a:age=adult",
    "a:by=known",
    "a:site=instagram",
)


class Clock:
    """Times from each message to the first answer in its chat."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self.asked: dict[int, deque[float]] = defaultdict(deque)
        self.times: list[float] = []
        # Counts on from step to step, so that no press is taken for one that came before.
        self.numbers = 0
        put = telegram.chats.put

        def timed(chat: int, sender: dict[str, Any], **content: Any) -> dict[str, Any]:
            if sender["is_bot"] and self.asked[chat]:
                self.times.append(time.monotonic() - self.asked[chat].popleft())
            return put(chat, sender, **content)

        telegram.chats.put = timed  # type: ignore[method-assign]

    def unanswered(self) -> int:
        """Count the messages that no answer came to."""
        return sum(len(waiting) for waiting in self.asked.values())

    def new(self) -> None:
        """Begin again."""
        self.asked.clear()
        self.times.clear()


def write(person: Person, number: int, clock: Clock) -> None:
    """Let a person write or press."""
    clock.asked[person.number].append(time.monotonic())
    if number % 3 == 2:
        person.says(WORDS[number // 3 % len(WORDS)])
    else:
        # A message number of its own each time, so that no press counts as a second one.
        person.presses(10_000_000 + number, PRESSES[number % len(PRESSES)])


@dataclass(frozen=True)
class Bench:
    """A bot that runs, the people before it, and the clock between them."""

    people: list[Person]
    clock: Clock
    bot: int

    def processor_ms(self) -> dict[str, float]:
        """Return the processor time so far: the bot's, its workers', and that of the fake and the people."""
        children = Path(f"/proc/{self.bot}/task/{self.bot}/children").read_text(encoding="utf-8").split()
        used = {"bot": processor_ms([self.bot]), "workers": processor_ms([int(child) for child in children])}
        return used | {"fake": time.process_time() * 1000}


async def drive(bench: Bench, rate: float, seconds: float) -> dict[str, Any]:
    """Let people write at a rate, and say how it went."""
    people, clock, used = bench.people, bench.clock, bench.processor_ms()
    clock.new()
    began, sent = time.monotonic(), 0
    while (now := time.monotonic() - began) < seconds:
        while sent < now * rate:
            write(people[sent % len(people)], clock.numbers + sent, clock)
            sent += 1
        await asyncio.sleep(0.01)
    clock.numbers += sent
    await answered(clock)
    times = sorted(clock.times)
    p95 = statistics.quantiles(times, n=20)[18] if len(times) > 1 else PATIENCE
    median = statistics.median(times) if times else PATIENCE
    return {
        "a_second": rate,
        "sent": sent,
        "lost": clock.unanswered(),
        "p50_ms": round(median * 1000),
        "p95_ms": round(p95 * 1000),
        "processor_ms_each": {
            who: round((now - used[who]) / max(sent, 1), 1) for who, now in bench.processor_ms().items()
        },
        "load": round(os.getloadavg()[0], 1),
    }


async def answered(clock: Clock) -> None:
    """Wait until everything is answered, or nothing more comes."""
    left, since = clock.unanswered(), time.monotonic()
    while left and time.monotonic() - since < PATIENCE:
        await asyncio.sleep(0.05)
        if (now := clock.unanswered()) < left:
            left, since = now, time.monotonic()


@asynccontextmanager
async def a_process(*command: str, **environment: str) -> Any:
    """Run a process, and stop it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await process.wait()


@asynccontextmanager
async def ours(workers: int) -> Any:
    """Run our bot against a fake of its own, warm."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTelegram() as telegram:
            settings = {
                "FINGERPOST_TELEGRAM_TOKEN": TOKEN,
                "FINGERPOST_TELEGRAM_BASE_URL": telegram.url,
                "FINGERPOST_DATA": folder,
                "FINGERPOST_WORKERS": str(workers),
                "FINGERPOST_PATIENCE": "30",
            }
            async with a_process("-m", "bots", "run", **settings) as process:
                yield Bench(*await warm(telegram, answer="Which"), process.pid)


@asynccontextmanager
async def echo() -> Any:
    """Run the library's echo bot against a fake of its own, warm."""
    async with (
        FakeTelegram() as telegram,
        a_process("-m", "tests.bench.telegram_echo", telegram.url) as process,
    ):
        yield Bench(*await warm(telegram, answer=""), process.pid)


async def warm(telegram: FakeTelegram, answer: str) -> tuple[list[Person], Clock]:
    """Wait until the bot answers from its core and no longer with the holding words."""
    first = telegram.person(1)
    while not any(answer in text and "my side isn't working" not in text for text in first.texts()):
        before = len(first.texts())
        first.says("I live in Wales") if answer else first.says("hello")
        until = time.monotonic() + 60
        while len(first.texts()) == before and time.monotonic() < until:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        if len(first.texts()) > before and "my side isn't working" not in first.texts()[-1]:
            break
    clock = Clock(telegram)
    return [telegram.person(10_000 + number) for number in range(CHATS)], clock


async def ramp(bench: Bench) -> list[dict[str, Any]]:
    """Raise the rate until replies are too slow or one is lost; return every step that held."""
    held: list[dict[str, Any]] = []
    for rate in RATES:
        step = await drive(bench, rate, STEP_SECONDS)
        sys.stderr.write(f"  {step}\n")
        if step["lost"] or step["p95_ms"] > TOO_SLOW * 1000:
            break
        held.append(step)
    return held


async def main(options: argparse.Namespace) -> None:
    """Measure, and write one JSON line."""
    result: dict[str, Any] = {"chats": CHATS, "workers": options.workers, "processors": os.cpu_count()}
    async with ours(options.workers) as bench:
        result["steady"] = await drive(bench, CHATS / EVERY, options.seconds)
        sys.stderr.write(f"  {result['steady']}\n")
    if not options.skip_ramp:
        async with ours(options.workers) as bench:
            result["most"] = next(reversed(await ramp(bench)), None)
        async with echo() as bench:
            result["echo_most"] = next(reversed(await ramp(bench)), None)
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--skip-ramp", action="store_true")
    asyncio.run(main(parser.parse_args()))
