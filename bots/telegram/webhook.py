"""Receive updates by webhook. Only Telegram knows the secret; an update is confirmed when it was answered.

A reverse proxy with TLS stands before it. Whoever comes without the secret learns nothing.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import TelegramError

from bots.log import Event, note
from bots.telegram.bot import KINDS, Bot
from bots.telegram.polling import LONGEST_PAUSE, read_update

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1_000_000
# Telegram asks again when nothing came back for about a minute; the update is then still in hand, and known.
PATIENCE = 50.0


class Webhook:
    """A small web server for one address."""

    def __init__(self, bot: Bot, queue: asyncio.Queue[object], url: str, port: int, secret: str) -> None:
        self._bot, self._queue, self._secret = bot, queue, secret
        self._url, self._port = url, port
        self._path = urlsplit(url).path or "/"
        self._in_hand: dict[int, asyncio.Event] = {}
        self._runner: web.AppRunner | None = None
        self._announcing: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        return "Webhook()"

    async def start(self) -> None:
        """Listen, and tell Telegram where."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_post(self._path, self._receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE)
        await self._runner.setup()
        # A container's proxy comes from outside the container.
        await web.TCPSite(self._runner, "0.0.0.0", self._port).start()  # noqa: S104
        self._announcing = asyncio.create_task(self._announce())

    async def _announce(self) -> None:
        pause = 1.0
        while True:
            try:
                await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=KINDS)
                return
            except TelegramError as error:
                note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def stop_taking(self) -> None:
        """Open no new connection; what is in hand can still be confirmed."""
        if self._announcing is not None:
            self._announcing.cancel()
        for site in list(self._runner.sites) if self._runner is not None else ():
            await site.stop()

    async def finish(self) -> None:
        """Confirm what has been answered, and close."""
        if self._runner is not None:
            await self._runner.cleanup()

    def done(self, update: int) -> None:
        """Note that an update has been answered."""
        if (event := self._in_hand.pop(update, None)) is not None:
            event.set()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            data = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        update = read_update(data, self._bot)
        if update is None:
            return web.Response()  # it would only come again
        return await self._answered(update.update_id, update)

    async def _answered(self, number: int, update: object) -> web.Response:
        event = self._in_hand.get(number)
        if event is None:
            event = self._in_hand[number] = asyncio.Event()
            await self._queue.put(update)
        try:
            await asyncio.wait_for(event.wait(), PATIENCE)
        except TimeoutError:
            return web.Response(status=503)
        return web.Response()
