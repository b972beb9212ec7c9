"""The channel against a gateway and REST that break: resumed, thrown out, unheard, slowed, refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bots.discord import make_desk, run_discord
from bots.discord.client import Fingerpost
from tests.bots.channel_contract import Script, a_house
from tests.bots.discord.fake_discord import FakeDiscord, a_fake_discord

IDENTIFY, RESUME = 2, 6


@asynccontextmanager
async def running(folder: Path, script: Script, **options: Any) -> AsyncIterator[Fingerpost]:
    async with a_house(folder, script, discord_guard=True) as house:
        desk = make_desk(house)
        desk.wait = (0.0, 0.0)
        client = Fingerpost(desk, **options)
        task = asyncio.create_task(client.start("token"))
        try:
            async with asyncio.timeout(8):
                while not client.is_ready():
                    await asyncio.sleep(0.01)
            yield client
        finally:
            await client.finish()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def script() -> Script:
    return Script()


def sent(fake: FakeDiscord) -> list[str]:
    return [call.body["content"] for call in fake.of("POST", "/channels/7700/messages")]


async def test_told_to_reconnect_it_resumes_and_loses_no_message(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        await fake.send_op(7)
        await fake.wait_for(lambda: fake.sockets[0].closed)
        await fake.send("MESSAGE_CREATE", fake.direct_message("while you were away"))
        await fake.wait_for(lambda: bool(sent(fake)))
        assert fake.ops.count(RESUME) == 1
        assert script.texts() == ["while you were away"]


async def test_an_invalid_session_begins_a_new_one(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        await fake.send_op(9, False)
        await fake.wait_for(lambda: fake.ops.count(IDENTIFY) == 2)
        await fake.send("MESSAGE_CREATE", fake.direct_message("hello"))
        await fake.wait_for(lambda: bool(sent(fake)))
        assert script.texts() == ["hello"]


async def test_unheard_heartbeats_are_noticed_and_the_session_resumes(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord(beat=0.2) as fake, running(tmp_path, script, heartbeat_timeout=0.5):
        fake.hears_heartbeats = False
        await fake.wait_for(lambda: RESUME in fake.ops)
        fake.hears_heartbeats = True
        await fake.send("MESSAGE_CREATE", fake.direct_message("hello"))
        await fake.wait_for(lambda: bool(sent(fake)))


async def test_a_message_that_comes_twice_is_answered_once(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        message = fake.direct_message("hello")
        for _ in range(3):
            await fake.send("MESSAGE_CREATE", message)
        await fake.send("MESSAGE_CREATE", fake.direct_message("the end"))
        await fake.wait_for(lambda: "the end" in script.texts())
        await fake.wait_for(lambda: len(sent(fake)) >= 2)
        assert len(sent(fake)) == 2


async def test_a_press_that_comes_twice_is_taken_once(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        press = fake.press("a:fruit=apple")
        await fake.send("INTERACTION_CREATE", press)
        await fake.wait_for(lambda: script.texts() == ["a:fruit=apple"])
        fake.faults["/callback"].append((400, {"code": 40060, "message": "already acknowledged"}))
        await fake.send("INTERACTION_CREATE", press)
        await fake.wait_for(lambda: len(fake.of("POST", "/callback")) == 2)
        await fake.send("MESSAGE_CREATE", fake.direct_message("the end"))
        await fake.wait_for(lambda: bool(sent(fake)))
        assert script.texts() == ["a:fruit=apple", "the end"]


async def test_a_press_that_is_too_late_changes_nothing(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        fake.faults["/callback"].append((404, {"code": 10062, "message": "unknown interaction"}))
        await fake.send("INTERACTION_CREATE", fake.press("a:fruit=apple"))
        await fake.wait_for(lambda: len(fake.of("POST", "/callback")) == 1)
        await fake.send("MESSAGE_CREATE", fake.direct_message("the end"))
        await fake.wait_for(lambda: bool(sent(fake)))
        assert script.texts() == ["the end"]


async def test_a_press_is_acknowledged_before_the_core_has_answered(tmp_path: Path, script: Script) -> None:
    slow = asyncio.Event()
    turn = script.turn

    async def waiting(heard: Any, state: str | None) -> Any:
        await slow.wait()
        return await turn(heard, state)

    script.turn = waiting  # type: ignore[method-assign]
    async with a_fake_discord() as fake, running(tmp_path, script):
        await fake.send("INTERACTION_CREATE", fake.press("a:fruit=apple"))
        await fake.wait_for(lambda: len(fake.of("POST", "/callback")) == 1, seconds=3)
        assert fake.of("POST", "/callback")[0].body["type"] == 5
        assert script.texts() == []
        slow.set()
        await fake.wait_for(lambda: any("/webhooks/" in call.path for call in fake.calls))


async def test_a_full_bucket_slows_us_down_and_loses_nothing(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        slow = {"retry_after": 0.2, "global": False, "message": "slow down"}
        fake.faults["/channels/7700/messages"] += [(429, slow), (429, slow)]
        await fake.send("MESSAGE_CREATE", fake.direct_message("hello"))
        await fake.wait_for(lambda: len(sent(fake)) == 3)
        assert script.texts() == ["hello"]
        times = [call.at for call in fake.of("POST", "/channels/7700/messages")]
        assert times[2] - times[0] >= 0.4


async def test_closed_direct_messages_do_not_stop_the_channel(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script) as client:
        fake.faults["/channels/7700/messages"].append((403, {"code": 50007, "message": "closed"}))
        await fake.send("MESSAGE_CREATE", fake.direct_message("one"))
        await fake.send("MESSAGE_CREATE", fake.direct_message("two"))
        await fake.wait_for(lambda: len(sent(fake)) >= 2)
        assert not client.is_closed()


async def test_an_answer_that_could_not_be_sent_comes_with_the_next(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        fake.faults["/channels/7700/messages"].append((403, {"code": 50013, "message": "missing permission"}))
        await fake.send("MESSAGE_CREATE", fake.direct_message("one"))
        await fake.wait_for(lambda: len(sent(fake)) == 1)
        await fake.send("MESSAGE_CREATE", fake.direct_message("two"))
        await fake.wait_for(lambda: len(sent(fake)) == 3)


async def test_it_stops_gracefully_when_told(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, a_house(tmp_path, script, discord_token="token") as house:
        told = asyncio.Event()
        task = asyncio.create_task(run_discord(house, told))
        await fake.wait_for(lambda: IDENTIFY in fake.ops)
        told.set()
        async with asyncio.timeout(12):
            await task
        await fake.wait_for(lambda: fake.sockets[0].closed)


async def test_a_refused_token_ends_the_channel_and_nothing_else(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, a_house(tmp_path, script, discord_token="token") as house:
        fake.faults["/users/@me"].append((401, {"code": 0, "message": "401"}))
        async with asyncio.timeout(12):
            await run_discord(house, asyncio.Event())


async def test_discord_being_away_at_the_start_is_waited_out(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, a_house(tmp_path, script, discord_token="token") as house:
        fake.faults["/users/@me"] += [(403, {"code": 0, "message": "away"})]
        told = asyncio.Event()
        task = asyncio.create_task(run_discord(house, told))
        await fake.wait_for(lambda: IDENTIFY in fake.ops)
        told.set()
        async with asyncio.timeout(12):
            await task


async def test_every_command_is_within_discords_limits(tmp_path: Path, script: Script) -> None:
    async with a_fake_discord() as fake, running(tmp_path, script):
        (call,) = fake.of("PUT", "/commands")
        names = {command["name"] for command in call.body}
        assert names == {"help-me", "hide", "picture", "fingerpost", "Report privately"}
        assert all(len(command.get("description") or "") <= 100 for command in call.body)
