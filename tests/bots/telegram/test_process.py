"""The real process with the real core, through the fake Bot API: a report, kills, and silence in the log."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.bots.channel_contract import CANARY
from tests.bots.telegram.fake_api import TOKEN, FakeTelegram, Person
from tests.bots.telegram.line import until
from tests.conftest import ROOT

pytestmark = pytest.mark.rasa


class Bot:
    """`fingerpost run`, as often as it is started."""

    def __init__(self, environment: dict[str, str], telegram: FakeTelegram, log: Path) -> None:
        self._environment = environment | {
            "FINGERPOST_TELEGRAM_TOKEN": TOKEN,
            "FINGERPOST_TELEGRAM_BASE_URL": telegram.url,
        }
        self.log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process."""
        python = str(ROOT / ".venv/bin/python")
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                python, "-m", "bots", "run", cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    async def end(self, number: int) -> int:
        """Send the process a signal and return how it ended."""
        assert self._process is not None
        self._process.send_signal(number)
        return await asyncio.wait_for(self._process.wait(), 40)

    def is_running(self) -> bool:
        """Tell whether it is there."""
        return self._process is not None and self._process.returncode is None


@asynccontextmanager
async def running(telegram: FakeTelegram, environment: dict[str, str], folder: Path) -> AsyncIterator[Bot]:
    """Run the bot, and leave nothing running behind."""
    bot = Bot(environment, telegram, folder / "log")
    await bot.start()
    try:
        yield bot
    finally:
        if bot.is_running():
            await bot.end(signal.SIGKILL)


def options(person: Person) -> dict[str, tuple[int, str]]:
    """Return every button that stands in the chat now, by its label: message and payload."""
    found: dict[str, tuple[int, str]] = {}
    for message in person.sees():
        for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
            found |= {
                one["text"]: (message["message_id"], one["callback_data"])
                for one in row
                if "callback_data" in one
            }
    return found


async def heard(telegram: FakeTelegram, person: Person, *, patience: float = 60) -> str:
    """Wait for the answer and return its last text."""
    await telegram.updates.none_left(patience)
    return person.texts()[-1]


@pytest.fixture
def quiet_environment(surroundings: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in surroundings.items() if not name.startswith("FINGERPOST_DISCORD")}


async def test_a_report_by_buttons_and_words_reaches_its_first_steps(
    tmp_path: Path, quiet_environment: dict[str, str]
) -> None:
    async with FakeTelegram() as telegram, running(telegram, quiet_environment, tmp_path) as bot:
        person = telegram.person(7001)
        person.says("/start")
        assert "Call 999" in await heard(telegram, person)
        person.says("my ex put intimate pictures of me on Instagram, I'm 26 and live in Cardiff")
        await heard(telegram, person)
        for _ in range(14):
            skip = options(person).get("Rather not say")
            if skip is None:
                break
            person.presses(*skip)
            await heard(telegram, person)
        everything = "\n".join(person.texts())
        assert "999" in everything
        assert "first" in everything
        assert await bot.end(signal.SIGTERM) == 0


async def test_kills_in_the_middle_lose_no_message_and_double_none(
    tmp_path: Path, quiet_environment: dict[str, str]
) -> None:
    async with FakeTelegram() as telegram, running(telegram, quiet_environment, tmp_path) as bot:
        people = [telegram.person(7100 + number) for number in range(40)]
        for kills in range(3):
            for person in people:
                person.says("/menu")
            before = telegram.count("sendMessage")
            await until(lambda before=before: telegram.count("sendMessage") > before + 2, 60)  # type: ignore[misc]
            await bot.end(signal.SIGKILL)
            await bot.start()
            assert kills < 3
        await telegram.updates.none_left(60)
        menu = people[0].texts()[0]
        assert [person.texts() for person in people] == [[menu] * 3] * 40


async def test_the_process_writes_no_word_no_account_and_no_token_anywhere(
    tmp_path: Path, quiet_environment: dict[str, str]
) -> None:
    async with FakeTelegram() as telegram, running(telegram, quiet_environment, tmp_path) as bot:
        person = telegram.person(70_012_345_678)
        person.says(f"he said {CANARY} and I don't know what to do")
        await heard(telegram, person)
        person.sends_photo(b"no picture", caption=CANARY)
        await heard(telegram, person)
        await bot.end(signal.SIGTERM)
        written = written_below(tmp_path, Path(quiet_environment["FINGERPOST_DATA"]), bot.log)
    assert b"turn taken" in written
    for secret in (CANARY, str(person.number), TOKEN, TOKEN.split(":")[1]):
        assert secret.encode() not in written


def written_below(*places: Path) -> bytes:
    """Return everything that was written in some places."""
    files: set[Any] = {
        file for place in places for file in ([place] if place.is_file() else place.rglob("*"))
    }
    return b"".join(file.read_bytes() for file in files if file.is_file() and os.access(file, os.R_OK))
