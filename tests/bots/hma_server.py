"""A bank of fingerprints that speaks the endpoints of Meta's Hasher-Matcher-Actioner, on a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


class HMA:
    """One bank, kept in memory, as the real one answers; `broken` lets it fail in a way that HMA can."""

    def __init__(self) -> None:
        self.held: dict[int, object] = {}
        self.asked: list[tuple[str, str, object]] = []
        self.broken = 0
        self.url = ""

    async def add(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(("POST", request.path, body))
        if self.broken:
            return web.json_response({"message": "no"}, status=self.broken)
        number = 100 + len(self.asked)
        self.held[number] = body["pdq"]
        return web.json_response({"id": number, "signals": body})

    async def delete(self, request: web.Request) -> web.Response:
        self.asked.append(("DELETE", request.path, None))
        if self.broken:
            return web.json_response({"message": "no"}, status=self.broken)
        gone = self.held.pop(int(request.match_info["content"]), None)
        return web.json_response({"deleted": int(gone is not None)})


@asynccontextmanager
async def served() -> AsyncIterator[HMA]:
    """Serve one bank, `ADULTS`, on loopback."""
    bank, application = HMA(), web.Application()
    application.router.add_post("/c/bank/ADULTS/signal", bank.add)
    application.router.add_delete("/c/bank/ADULTS/content/{content}", bank.delete)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bank.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield bank
    finally:
        await runner.cleanup()
