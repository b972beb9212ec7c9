"""A small Discord over real sockets: a gateway that breaks in every known way, and the REST that we use."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import yarl
from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket
from discord.http import Route

BOT = {"id": "900", "username": "fingerpost", "discriminator": "0", "avatar": None, "bot": True}
START = 1_200_000_000_000_000_000


@dataclass
class Call:
    """One REST request as it came in."""

    method: str
    path: str
    body: Any = None
    at: float = 0.0


@dataclass
class FakeDiscord:
    """Holds what came in, and breaks what it is told to break."""

    beat: float = 20.0
    hears_heartbeats: bool = True
    calls: list[Call] = field(default_factory=list)
    ops: list[int] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    guilds: list[dict[str, Any]] = field(default_factory=list)
    # path ending → answers to give first: (status, body)
    faults: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=lambda: defaultdict(list))
    base: str = ""
    sequence: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _ids: Any = field(default_factory=lambda: itertools.count(START))

    def new_id(self) -> str:
        return str(next(self._ids))

    # -- what the tests do

    async def send(self, event: str, data: dict[str, Any]) -> None:
        """Send an event; keep it for a resume when nobody is connected."""
        self.sequence += 1
        payload = {"op": 0, "t": event, "s": self.sequence, "d": data}
        if self.sockets and not self.sockets[-1].closed:
            await self.sockets[-1].send_str(json.dumps(payload))
        else:
            self.missed.append(payload)

    async def send_op(self, op: int, data: Any = None) -> None:
        await self.sockets[-1].send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    async def wait_for(self, what: Callable[[], bool], seconds: float = 8.0) -> None:
        """Wait until something has come in."""
        async with asyncio.timeout(seconds):
            while not what():
                self.changed.clear()
                await self.changed.wait()

    def of(self, method: str, ending: str) -> list[Call]:
        return [call for call in self.calls if call.method == method and call.path.endswith(ending)]

    def direct_message(self, text: str, name: str | None = None) -> dict[str, Any]:
        """Return the payload of a direct message of Ada's."""
        author = {"id": "77", "username": "ada", "discriminator": "0", "avatar": None}
        return self.message(name or self.new_id(), "7700", author, content=text)

    def message(self, name: str, channel: str, author: dict[str, Any], **more: Any) -> dict[str, Any]:
        empty: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}
        other = {"mentions": [], "mention_roles": [], "pinned": False, "tts": False, "type": 0, "flags": 0}
        when = {"timestamp": "2026-11-22T12:00:00+00:00", "edited_timestamp": None, "mention_everyone": False}
        return {"id": name, "channel_id": channel, "author": author, **empty, **other, **when, **more}

    def press(self, payload: str) -> dict[str, Any]:
        """Return the payload of a button that Ada presses in a direct message."""
        name = self.new_id()
        author = {"id": "77", "username": "ada", "discriminator": "0", "avatar": None}
        return {
            "id": name, "application_id": "900", "type": 3, "token": f"token-{name}", "version": 1,
            "data": {"component_type": 2, "custom_id": f"fp1~0~0~{payload}"}, "user": author,
            "channel": {"id": "7700", "type": 1, "last_message_id": None, "recipients": [author]},
            "channel_id": "7700",
            "message": self.message(self.new_id(), "7700", BOT), "locale": "en-GB", "entitlements": [],
            "authorizing_integration_owners": {}, "attachment_size_limit": 1000, "context": 1,
        }  # fmt: skip

    # -- what the bot asks

    async def rest(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.method, request.path.removeprefix("/api/v10"), await _body(request))
        call.at = asyncio.get_running_loop().time()
        self.calls.append(call)
        self.changed.set()
        for ending, answers in self.faults.items():
            if call.path.endswith(ending) and answers:
                status, body = answers.pop(0)
                return _json(body, status=status, headers=_rate_headers(status, body))
        return self._answer(call)

    def _answer(self, call: Call) -> web.StreamResponse:
        if call.path == "/users/@me":
            return _json(BOT)
        if call.path == "/oauth2/applications/@me":
            return _json(
                {
                    "id": "900",
                    "name": "f",
                    "description": "",
                    "icon": None,
                    "flags": 0,
                    "bot_public": True,
                    "bot_require_code_grant": False,
                    "verify_key": "",
                    "rpc_origins": [],
                    "team": None,
                    "owner": BOT,
                    "summary": "",
                }
            )
        if call.path.endswith("/commands"):
            made = [
                {"description": "", **one, "id": self.new_id(), "application_id": "900", "version": "1"}
                for one in call.body or []
            ]
            return _json(made)
        if call.path == "/users/@me/channels":
            return _json({"id": "7700", "type": 1, "recipients": [], "last_message_id": None})
        if call.path.endswith("/callback"):
            name = call.path.split("/")[2]
            return _json({"interaction": {"id": name, "type": 3, "response_message_id": self.new_id()}})
        if call.method == "DELETE":
            return web.Response(status=204)
        if call.method in {"POST", "PATCH"} and ("/messages" in call.path or "/webhooks/" in call.path):
            channel = call.path.split("/")[2] if "/channels/" in call.path else "7700"
            body = call.body if isinstance(call.body, dict) else {}
            shown = {"content": body.get("content", "")}
            return _json(self.message(self.new_id(), channel, BOT, **shown))
        return _json({"message": "404", "code": 0}, status=404)

    async def file(self, request: web.Request) -> web.Response:
        """Serve a file, or the copy of the size that is asked for, as Discord's media proxy does."""
        name, asked = request.match_info["name"], request.query
        small = f"{name}?{asked['width']}x{asked['height']}" if {"width", "height"} <= asked.keys() else name
        return web.Response(body=self.files.get(small, self.files[name]))

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        self.sockets.append(socket)
        await self.send_op(10, {"heartbeat_interval": int(self.beat * 1000)})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, json.loads(message.data))
        return socket

    async def _heard(self, socket: web.WebSocketResponse, payload: dict[str, Any]) -> None:
        op = payload["op"]
        self.ops.append(op)
        if op == 1 and self.hears_heartbeats:
            await self.send_op(11)
        elif op == 2:
            await self._ready()
        elif op == 6:
            for missed in self.missed:
                await socket.send_str(json.dumps(missed))
            self.missed.clear()
            await self.send("RESUMED", {})
        self.changed.set()

    async def _ready(self) -> None:
        unavailable = [{"id": guild["id"], "unavailable": True} for guild in self.guilds]
        data = {"v": 10, "user": BOT, "guilds": unavailable, "session_id": "s",
                "application": {"id": "900", "flags": 0},
                "resume_gateway_url": self.base.replace("http", "ws") + "/gateway", "private_channels": [],
                "relationships": [], "shard": [0, 1]}  # fmt: skip
        await self.send("READY", data)
        for guild in self.guilds:
            await self.send("GUILD_CREATE", guild)


def _json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Answer as Discord does: the library takes nothing for JSON that names a charset."""
    shown = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(content).encode(), status=status, headers=shown)


async def _body(request: web.Request) -> Any:
    if request.content_type == "application/json":
        return await request.json()
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        return json.loads(str(form.get("payload_json", "{}")))
    return None


def _rate_headers(status: int, body: dict[str, Any]) -> dict[str, str]:
    if status != 429:
        return {}
    after = str(body["retry_after"])
    return {
        "Retry-After": after, "X-RateLimit-Limit": "1", "X-RateLimit-Remaining": "0", "Via": "1.1 fake",
        "X-RateLimit-Reset-After": after, "X-RateLimit-Reset": "0", "X-RateLimit-Bucket": "b",
    }  # fmt: skip


@asynccontextmanager
async def a_fake_discord(**options: Any) -> AsyncIterator[FakeDiscord]:
    """Start it on a free port, and point the library at it."""
    fake = FakeDiscord(**options)
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_get("/gateway", fake.gateway)
    app.router.add_get("/files/{name}", fake.file)
    app.router.add_route("*", "/api/v10/{rest:.*}", fake.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    fake.base = f"http://127.0.0.1:{port}"
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{fake.base}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")
    try:
        yield fake
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        await runner.cleanup()
