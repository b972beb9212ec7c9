"""Start the channel, keep it going until told to stop, and finish what is in hand first."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bots.house import House
from bots.log import Event, note
from bots.settings import Settings
from bots.telegram.bot import Bot
from bots.telegram.calls import Calls
from bots.telegram.channel import TelegramChannel
from bots.telegram.chat import CHANNEL
from bots.telegram.order import InOrder, Order
from bots.telegram.polling import LONGEST_PAUSE, Polling
from bots.telegram.profile import show_profile
from bots.telegram.request import Request
from bots.telegram.webhook import Webhook

TELEGRAM = "https://api.telegram.org"
CONNECTIONS = 128
# A turn in hand gets this long to end; what it still owes waits in the store.
FINISH_SECONDS = 25.0

App = Application[Bot, Any, Any, Any, Any, Any]


def make_bot(settings: Settings) -> Bot:
    """Make the bot with our own requests, one pool for polling and one for everything else."""
    server = (settings.telegram_base_url or TELEGRAM).rstrip("/")
    token = settings.telegram_token
    return Bot(
        token.get_secret_value() if token is not None else "",
        base_url=f"{server}/bot",
        base_file_url=f"{server}/file/bot",
        request=Request(CONNECTIONS),
        get_updates_request=Request(1),
    )


async def run_telegram(house: House, told: asyncio.Event, first_pause: float = 1.0) -> None:
    """Run the channel until told to stop."""
    bot = make_bot(house.settings)
    try:
        if await _reach(bot, told, first_pause):
            await _run(house, bot, told, first_pause)
    finally:
        with contextlib.suppress(TelegramError):
            await bot.shutdown()


async def _reach(bot: Bot, told: asyncio.Event, first_pause: float) -> bool:
    """Wait until Telegram knows us; False when we were told to stop before, or when the token is wrong."""
    pause = first_pause
    while not told.is_set():
        try:
            await bot.initialize()
            return True
        except InvalidToken as error:
            # The library puts the token into this error; only the class is noted.
            note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)
            return False
        except TelegramError as error:
            note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return False


async def _run(house: House, bot: Bot, told: asyncio.Event, first_pause: float) -> None:
    order, queue = Order(), asyncio.Queue[object]()
    channel = TelegramChannel(house, Calls(bot, first_pause), order)
    source: Polling | Webhook = Polling(bot, queue, first_pause)
    if house.settings.telegram_webhook_url:
        source = _webhook(bot, queue, house.settings)
    application = _application(bot, queue, channel, InOrder(order, source.done))
    await application.initialize()
    await application.start()
    await channel.begin()
    showing = asyncio.create_task(show_profile(bot, house.content))
    house.senders.register(CHANNEL, channel.send_to)
    await source.start()
    await told.wait()
    house.senders.leave(CHANNEL)
    showing.cancel()
    await asyncio.gather(showing, return_exceptions=True)
    await source.stop_taking()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(application.stop(), FINISH_SECONDS)
    await source.finish()
    await application.shutdown()


def _application(bot: Bot, queue: asyncio.Queue[object], channel: TelegramChannel, order: InOrder) -> App:
    async def hear(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await channel.hear(update)

    async def trouble(_: object, context: Any) -> None:
        note(Event.TURN_FAILED, channel="telegram", error=context.error)

    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None).update_queue(queue)
    application: Any = builder.concurrent_updates(order).build()
    application.add_handler(TypeHandler(Update, hear))
    application.add_error_handler(trouble)
    made: App = application
    return made


def _webhook(bot: Bot, queue: asyncio.Queue[object], settings: Settings) -> Webhook:
    given = settings.telegram_webhook_secret
    # Without a secret of the operator's own, a fresh one does: Telegram is told it at every start.
    secret = given.get_secret_value() if given is not None else secrets.token_urlsafe(32)
    return Webhook(bot, queue, settings.telegram_webhook_url, settings.telegram_webhook_port, secret)
