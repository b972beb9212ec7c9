"""Opening Discord's files over real sockets: whole, within the limit, and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bots.discord.fetching import TOO_BIG, Opening, is_discords
from bots.pictures import Refused


async def small(request: web.Request) -> web.Response:
    return web.Response(body=b"a picture")


async def large(request: web.Request) -> web.Response:
    return web.Response(body=bytes(TOO_BIG + 1))


async def endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(bytes(1 << 20))


async def moved(request: web.Request) -> web.Response:
    raise web.HTTPFound("/small")


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/small", small)
    app.router.add_get("/large", large)
    app.router.add_get("/endless", endless)
    app.router.add_get("/moved", moved)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/small", b"a picture"),
        ("/large", Refused("too_big")),
        ("/endless", Refused("too_big")),
        ("/moved", Refused("empty")),
        ("/missing", Refused("empty")),
    ],
)
async def test_what_is_opened_ends_at_the_limit_and_is_led_nowhere_else(
    path: str, found: bytes | Refused
) -> None:
    opening = Opening()
    async with server() as base:
        try:
            assert await opening.read(base + path) == found
        finally:
            await opening.close()


async def test_a_place_that_does_not_answer_is_no_error() -> None:
    opening = Opening()
    assert await opening.read("http://127.0.0.1:1/a.jpg") == Refused("not_now")
    await opening.close()


def test_only_discords_own_addresses_count_as_discords() -> None:
    assert is_discords("https://images-ext-1.discordapp.net/external/a")
    assert not is_discords("http://images-ext-1.discordapp.net/external/a")
    assert not is_discords("https://evildiscordapp.net/a")
    assert not is_discords("https://discordapp.net.evil.org/a")
