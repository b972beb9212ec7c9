"""Measure the hash guard and the three-second rule, over real sockets against a small Discord of our own.

python -m tests.bench.discord_channel guard        50 servers, 20 uploads a second, 100,000 entries
python -m tests.bench.discord_channel presses      presses while the worker is killed in the middle
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import random
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from bots.discord import make_desk
from bots.discord.client import Fingerpost
from bots.house import House, open_house
from bots.pictures import Fingerprint, fingerprint_now
from bots.settings import Settings
from tests.bots.channel_contract import Script, a_house
from tests.bots.discord.fake_discord import BOT, FakeDiscord, a_fake_discord
from tests.pictures.samples import picture, saved

SERVERS = 50
ENTRIES = 100_000
A_SECOND = 20
SECONDS = 30
SIZE, SMALL = (4000, 3000), (853, 640)  # a phone's picture, and the copy that Discord's media proxy makes
TRUE_EVERY = 5  # one upload in so many is a copy of something watched for
MEMBER = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
VIEW_ALL = str((1 << 53) - 1)


def guild(number: int) -> dict[str, Any]:
    """Return a server with one open channel, one private channel and us in it."""
    name = str(10_000 + number)
    me = {
        "user": BOT,
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    hidden = [
        {"id": name, "type": 0, "allow": "0", "deny": str(1 << 10)},
        {"id": BOT["id"], "type": 1, "allow": str(1 << 10), "deny": "0"},
    ]
    channel = {
        "type": 0,
        "position": 0,
        "nsfw": False,
        "permission_overwrites": [],
        "parent_id": None,
        "topic": None,
    }
    return {
        "id": name, "name": f"server {number}", "owner_id": "1", "icon": None, "splash": None, "region": "",
        "roles": [{"id": name, "name": "@everyone", "permissions": VIEW_ALL, "position": 0, "color": 0,
                   "hoist": False,
                   "managed": False, "mentionable": False, "flags": 0, "colors": {"primary_color": 0}}],
        "channels": [{**channel, "id": f"{name}1", "name": "general"},
                     {**channel, "id": f"{name}2", "name": "mods", "permission_overwrites": hidden}],
        "members": [me], "member_count": 3, "emojis": [], "stickers": [], "features": [], "threads": [],
        "voice_states": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0, "nsfw_level": 0, "system_channel_flags": 0, "preferred_locale": "en-GB",
        "large": False,
        "afk_timeout": 0, "joined_at": "2026-01-01T00:00:00+00:00", "unavailable": False,
    }  # fmt: skip


def made_up(base: Fingerprint, rng: random.Random) -> dict[str, Any]:
    """Return an entry of the right shape with chance values, half the bits set as in every true PDQ value."""

    def pdq() -> str:
        return f"{sum(1 << bit for bit in rng.sample(range(256), 128)):064x}"

    return {**base.as_dict(), "pdq": pdq(), "crops": [pdq() for _ in base.crops],
            "phash64": f"{rng.getrandbits(64):016x}", "dhash256": f"{rng.getrandbits(256):064x}"}  # fmt: skip


@asynccontextmanager
async def connected(house: House, fake: FakeDiscord) -> AsyncIterator[Fingerpost]:
    """Connect the real client to our small Discord."""
    desk = make_desk(house)
    desk.wait = (0.0, 0.0)
    client = Fingerpost(desk)
    task = asyncio.create_task(client.start("token"))
    while not client.is_ready():
        await asyncio.sleep(0.05)
    try:
        yield client
    finally:
        await client.finish()
        await asyncio.gather(task, return_exceptions=True)


def fill(house: House, watched: list[Fingerprint], entries: int, lists: int) -> None:
    """Put the entries into the store, spread over the servers that have a list."""
    rng = random.Random(1)
    with house.store.transaction():
        for number in range(entries):
            server = str(10_000 + number % lists)
            true = number // lists
            made = watched[true].as_dict() if true < len(watched) else made_up(watched[0], rng)
            house.store.watches.add_watch(server, made, "bench", state="active")
    for number in range(SERVERS):
        name = 10_000 + number
        settings = {"channel": int(f"{name}2"), "role": 1, "guard": "remove"}
        house.store.servers.save_settings(str(name), settings)


async def bench_guard(entries: int, seconds: int, lists: int = SERVERS) -> None:
    """Time uploads from the gateway's event to the request that removes them."""
    watched = [
        made
        for seed in range(20)
        if isinstance(made := fingerprint_now(saved(picture(seed=seed))), Fingerprint)
    ]
    shown = [picture(seed=seed) for seed in (*range(20), *range(500, 520))]
    with tempfile.TemporaryDirectory() as folder:
        async with a_fake_discord() as fake, a_house(Path(folder), Script(), discord_guard=True) as house:
            began = time.monotonic()
            fill(house, watched, entries, lists)
            print(f"filled {entries} entries in {time.monotonic() - began:.0f} s")
            fake.guilds = [guild(number) for number in range(SERVERS)]
            for number, image in enumerate(shown):
                fake.files[f"{number}.jpg"] = _jpeg(image.resize(SIZE))
                small = image.resize(SMALL, Image.Resampling.LANCZOS)
                fake.files[f"{number}.jpg?{SMALL[0]}x{SMALL[1]}"] = _jpeg(small)
            async with connected(house, fake) as client:
                began = time.monotonic()
                for number in range(SERVERS):
                    await client.desk.guard.is_watching(str(10_000 + number))
                print(f"loaded into memory in {time.monotonic() - began:.1f} s", flush=True)
                await _upload(fake, len(watched), len(shown), seconds, lists)


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


async def _upload(fake: FakeDiscord, copies: int, files: int, seconds: int, lists: int) -> None:
    rng, sent = random.Random(2), {}
    cpu, began = _cpu(), time.monotonic()
    loop = asyncio.get_running_loop()
    for number in range(A_SECOND * seconds):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
        is_copy = number % TRUE_EVERY == 0
        which = rng.randrange(copies) if is_copy else rng.randrange(copies, files)
        server, name = str(10_000 + rng.randrange(lists)), fake.new_id()
        if is_copy:
            sent[name] = loop.time()
        await fake.send("MESSAGE_CREATE", _message(fake, name, server, which, number))
    await asyncio.sleep(3)
    spent, wall = _cpu() - cpu, time.monotonic() - began
    gone = {call.path.rsplit("/", 1)[-1]: call.at for call in fake.calls if call.method == "DELETE"}
    waited = sorted((gone[name] - at) * 1000 for name, at in sent.items() if name in gone)
    print(
        f"{A_SECOND * seconds} uploads, {len(sent)} copies, {len(waited)} removed, "
        f"{len(gone) - len(waited)} wrongly"
    )
    p95 = waited[int(len(waited) * 0.95)]
    print(f"upload to removal: p50 {waited[len(waited) // 2]:.0f} ms, p95 {p95:.0f} ms, "
          f"longest {waited[-1]:.0f} ms")  # fmt: skip
    print(f"CPU {100 * spent / wall:.0f} % of one core (our small Discord included), "
          f"memory {_memory():.0f} MB, load {os.getloadavg()[0]:.1f}")  # fmt: skip


def _message(fake: FakeDiscord, name: str, server: str, which: int, number: int) -> dict[str, Any]:
    url = f"{fake.base}/files/{which}.jpg"
    file = {"id": fake.new_id(), "filename": "a.jpg", "size": len(fake.files[f"{which}.jpg"]), "url": url,
            "proxy_url": url, "width": SIZE[0], "height": SIZE[1], "content_type": "image/jpeg"}  # fmt: skip
    # Each picture comes from few people, so that the flood brake, right to stop a famous one, stays out.
    author = {"id": str(50_000 + number % 4), "username": "u", "discriminator": "0", "avatar": None}
    made = fake.message(name, f"{server}1", author, attachments=[file], guild_id=server)
    made["member"] = {
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return made


def _cpu() -> float:
    """Return the seconds of processor that we, our children and the living zygote have used."""
    used = sum(os.times()[:4])
    for pid in _children(os.getpid()):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        used += sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return used


def _memory() -> float:
    """Return the megabytes of memory that we hold now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _children(pid: int) -> list[int]:
    text = "".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(child) for child in text.split()]


async def bench_presses(presses: int) -> None:
    """Press buttons on the real core, kill its worker in the middle, and time the first sign of each."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), _env_file=None)  # type: ignore[call-arg]
        async with (
            a_fake_discord() as fake,
            open_house(settings, quiet=True) as house,
            connected(house, fake),
        ):
            await house.workers.ready()
            at: dict[str, float] = {}
            for number in range(presses):
                if number == presses // 2:
                    os.kill(house.workers.pids()[0], signal.SIGKILL)
                press = fake.press(("do:menu", "do:report_start", "a:for_whom=self")[number % 3])
                at[press["id"]] = asyncio.get_running_loop().time()
                await fake.send("INTERACTION_CREATE", press)
                await asyncio.sleep(0.1)
            await fake.wait_for(lambda: _answered(fake) >= presses, 120)
            _say_presses(fake, at)


def _answered(fake: FakeDiscord) -> int:
    """Count the presses that got words, not only a first sign."""
    return len({call.path for call in fake.calls if "/webhooks/" in call.path})


def _say_presses(fake: FakeDiscord, at: dict[str, float]) -> None:
    signs = {call.path.split("/")[2]: call.at for call in fake.of("POST", "/callback")}
    waited = sorted((signs[name] - began) * 1000 for name, began in at.items() if name in signs)
    in_time = sum(one < 3000 for one in waited)
    words = [call.body["content"] for call in fake.calls if "/webhooks/" in call.path and call.body]
    holding = sum("116 123" in text and "isn't working" in text for text in words)
    print(
        f"{len(at)} presses, worker killed after {len(at) // 2}: "
        f"{100 * in_time / len(at):.1f} % answered within 3 s"
    )
    print(f"first sign: p50 {waited[len(waited) // 2]:.1f} ms, longest {waited[-1]:.1f} ms; "
          f"{_answered(fake)} got words, {holding} of them the holding words")  # fmt: skip


def main() -> None:
    """Run one bench."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("guard", "presses"))
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--lists", type=int, default=SERVERS, help="servers that share the entries")
    parser.add_argument("--presses", type=int, default=100)
    options = parser.parse_args()
    if options.what == "guard":
        asyncio.run(bench_guard(options.entries, options.seconds, options.lists))
    else:
        asyncio.run(bench_presses(options.presses))


if __name__ == "__main__":
    main()
