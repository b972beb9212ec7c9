"""The server: addresses with the token in them, forms and multipart in, JSON out, files, and the webhook."""

from __future__ import annotations

import asyncio
import json
import secrets
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from tests.bots.telegram.fake_api.chats import Chats
from tests.bots.telegram.fake_api.faults import CallFailed, Fault
from tests.bots.telegram.fake_api.methods import METHODS
from tests.bots.telegram.fake_api.people import Person
from tests.bots.telegram.fake_api.queue import Updates

TOKEN = "4242:AAFakeTokenThatMustNeverBeSeenAnywhere"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class FakeTelegram:
    """Telegram, on a port of this machine."""

    def __init__(self, redeliver_after: float = 0.05) -> None:
        self.updates, self.chats = Updates(), Chats()
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.faults: list[Fault] = []
        self.files: dict[str, bytes] = {}
        self.documents: list[tuple[str, bytes]] = []
        self.profile: dict[tuple[str, str], Any] = {}
        self.webhook: dict[str, str] = {}
        self.fetched = 0
        self.webhook_answers: list[int] = []
        self._redeliver_after = redeliver_after
        self._runner: web.AppRunner | None = None
        self._delivering: asyncio.Task[None] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Return the address to give as the base of the Bot API."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> FakeTelegram:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._delivering is not None:
            self._delivering.cancel()
        await self.vanish()

    async def open(self) -> None:
        """Listen, on the same port as before if there was one."""
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def vanish(self) -> None:
        """Be unreachable from now on, as when the network is lost."""
        if self._runner is not None:
            await self._runner.cleanup()

    def person(self, number: int, language: str = "en") -> Person:
        """Let somebody use Telegram."""
        return Person(self, number, language)

    def fail(self, fault: Fault) -> None:
        """Let the next calls of a method fail."""
        self.faults.append(fault)

    def keep_file(self, content: bytes) -> dict[str, Any]:
        """Keep a file that somebody sent, and describe it."""
        name = secrets.token_hex(16)
        self.files[name] = content
        return {"file_id": name, "file_unique_id": name[:8], "file_size": len(content)}

    def count(self, method: str) -> int:
        """Tell how often a method was called."""
        return sum(called == method for called, _ in self.calls)

    async def settled(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self.updates.none_left()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return _error(CallFailed(401, "Unauthorized"))
        method = request.match_info["method"]
        given = await _parameters(request)
        self.calls.append((method, {name: str(value) for name, value in given.items() if name != "document"}))
        fault = self._fault(method)
        if fault is not None and not fault.after:
            return self._fail(request, fault)
        try:
            result = await self._carry_out(method, given)
        except CallFailed as error:
            return _error(error)
        if fault is not None:
            return self._fail(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _fault(self, method: str) -> Fault | None:
        fault = next((one for one in self.faults if one.method == method and one.times > 0), None)
        if fault is not None:
            fault.times -= 1
        return fault

    def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.status:
            return _error(CallFailed(fault.status, fault.description, fault.retry_after))
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _carry_out(self, method: str, given: dict[str, Any]) -> Any:
        if method == "getUpdates":
            if self.webhook.get("url"):
                raise CallFailed(409, "Conflict: can't use getUpdates method while webhook is active")
            offset = int(given["offset"]) if given.get("offset") else None
            return await self.updates.get(offset, int(given.get("limit", 100)), int(given.get("timeout", 0)))
        if method not in METHODS:
            raise CallFailed(404, "Not Found: method not found")
        return METHODS[method](self, given)

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("photos/")
        if request.match_info["token"] != TOKEN or name not in self.files:
            return _error(CallFailed(404, "Not Found"))
        self.fetched += 1
        return web.Response(body=self.files[name])

    def set_webhook(self, url: str, secret: str) -> None:
        """Deliver updates to an address from now on, one after the other, again until confirmed."""
        self.webhook = {"url": url, "secret": secret}
        if self._delivering is not None:
            self._delivering.cancel()
        self._delivering = asyncio.create_task(self._deliver()) if url else None

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                for update in list(self.updates.waiting):
                    await self._deliver_one(session, update)
                await asyncio.sleep(self._redeliver_after)

    async def _deliver_one(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        headers = {HEADER: self.webhook["secret"]} if self.webhook["secret"] else {}
        try:
            async with session.post(self.webhook["url"], json=update, headers=headers) as answer:
                self.webhook_answers.append(answer.status)
                if answer.status == 200:
                    self.updates.confirm(update["update_id"])
        except aiohttp.ClientError:
            self.webhook_answers.append(0)


async def _parameters(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        read: dict[str, Any] = json.loads(await request.read() or b"{}")
        return read
    form = await request.post()
    return dict(request.query) | dict(form)


def _error(error: CallFailed) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.retry_after:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.json_response(body, status=error.status)
