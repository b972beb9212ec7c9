"""Discord gives three seconds for a first sign: kept with the real core, also when its worker is killed."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bots.house import open_house
from bots.settings import Settings
from tests.bench.discord_channel import connected
from tests.bots.discord.fake_discord import FakeDiscord, a_fake_discord

PRESSES = 16
pytestmark = pytest.mark.rasa


def words(fake: FakeDiscord) -> dict[str, str]:
    """Return what each press was answered with, by where it was said."""
    return {call.path: call.body["content"] for call in fake.calls if "/webhooks/" in call.path and call.body}


async def test_every_press_is_heard_in_time_and_answered_though_the_worker_is_killed(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, _env_file=None)  # type: ignore[call-arg]
    async with a_fake_discord() as fake, open_house(settings, quiet=True) as house, connected(house, fake):
        await house.workers.ready()
        at: dict[str, float] = {}
        for number in range(PRESSES):
            if number == PRESSES // 2:
                os.kill(house.workers.pids()[0], signal.SIGKILL)
            press = fake.press(("do:menu", "do:report_start", "a:for_whom=self")[number % 3])
            at[press["id"]] = asyncio.get_running_loop().time()
            await fake.send("INTERACTION_CREATE", press)
            await fake.wait_for(lambda: len(fake.of("POST", "/callback")) > number)  # noqa: B023 - now
        await fake.wait_for(lambda: len(words(fake)) >= PRESSES, 120)
        signs = {call.path.split("/")[2]: call.at for call in fake.of("POST", "/callback")}
        assert [name for name, began in at.items() if signs[name] - began >= 3] == []
        assert all(words(fake).values())
