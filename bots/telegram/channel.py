"""Telegram, as its people expect it: each update is heard, answered in private, and let go.

Only private chats reach the core. Nothing here logs a person, a message, or what Telegram said in an error.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from functools import partial

from telegram import CallbackQuery, Chat, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bots.house import House
from bots.log import Event, note
from bots.pictures import Fingerprint, Refused
from bots.telegram.calls import Calls, Gone, Later
from bots.telegram.chat import CHANNEL, Chats, Exchange
from bots.telegram.heard import Came, came
from bots.telegram.order import Order
from bots.telegram.pictures import Pictures
from bots.telegram.show import PRESSED, after_press
from nlu.dialogue import Button, Heard, Reply
from responses.words import Words

JOINED = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
# How many groups, albums and presses are remembered for a while, in memory only.
REMEMBERED = 10_000
# What nobody waits for is tried this long at a time; whoever sends it tries again later.
UNASKED_SECONDS = 40.0


class TelegramChannel:
    """Hears updates and answers them."""

    def __init__(self, house: House, calls: Calls, order: Order) -> None:
        self._house, self._calls, self._order = house, calls, order
        self._chats = Chats(house, calls)
        self._pictures = Pictures(calls.bot)
        self._told_groups: OrderedDict[object, None] = OrderedDict()
        self._presses: OrderedDict[object, None] = OrderedDict()
        self._albums: OrderedDict[object, set[str]] = OrderedDict()

    async def begin(self) -> None:
        """Take up what was known before the last stop or kill."""
        waiting = 0
        with contextlib.suppress(TelegramError):
            waiting = (await self._calls.bot.get_webhook_info()).pending_update_count
        await self._chats.begin(waiting)

    async def hear(self, update: Update) -> None:
        """Hear one update and answer it. What goes wrong ends here, as a note without words."""
        try:
            await self._hear(update)
        except Gone:
            return
        except Later as error:
            note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        except Exception as error:
            note(Event.TURN_FAILED, channel=CHANNEL, error=error)

    async def send_to(self, address: str, replies: list[Reply], silent: bool = False) -> bool:
        """Send words that were asked for earlier; False when the person is not there any more.

        Raises Later when Telegram can't be reached; the words may then be sent another time.
        """
        chat = int(address)
        try:
            async with self._order.in_chat(chat), asyncio.timeout(UNASKED_SECONDS):
                await self._chats.say(chat, replies, self._words(None), silent=silent)
        except Gone:
            return False
        except TimeoutError:
            raise Later from None
        return True

    async def _hear(self, update: Update) -> None:
        chat = update.effective_chat
        if chat is None:
            note(Event.UPDATE_IGNORED, channel=CHANNEL)
        elif chat.type != ChatType.PRIVATE:
            await self._hear_in_group(update, chat)
        elif update.callback_query is not None:
            await self._hear_press(update, update.callback_query)
        elif update.message is not None:
            await self._hear_message(update, update.message)
        elif update.edited_message is not None and update.edited_message.location is None:
            # A live location is edited by the phone every few seconds; nobody wrote that.
            await self._answer_kind(update, update.edited_message, "edited")

    async def _hear_in_group(self, update: Update, chat: Chat) -> None:
        """Say one line where others can read it, once, and nothing else."""
        joined = update.my_chat_member is not None and update.my_chat_member.new_chat_member.status in JOINED
        if (joined or update.message is not None) and _is_new(self._told_groups, chat.id):
            await self._calls.send_in_group(chat.id, self._words(update).marked("telegram.only_private"))
        if update.callback_query is not None:
            await self._calls.acknowledge(update.callback_query.id)

    async def _hear_message(self, update: Update, message: Message) -> None:
        self._calls.saw(message.message_id)
        what = came(message)
        if what.kind:
            await self._answer_kind(update, message, what.kind)
        exchange = Exchange(message.chat_id, str(update.update_id), message.message_id, self._words(update))
        for place, heard in enumerate(what.heard):
            # A message can hold two things, such as words and a picture: each is answered once.
            exchange.update = str(update.update_id) if place == 0 else f"{update.update_id}/{place}"
            await self._take(exchange, heard, what)

    async def _take(self, exchange: Exchange, heard: Heard, what: Came) -> None:
        if heard.kind != "picture":
            await self._chats.take(exchange, heard)
            return
        if what.picture is not None:
            exchange.picture, exchange.fetch = True, partial(self._pictures.fetch, what.picture)
            exchange.said = self._album(exchange.chat, what.picture.album)
        elif (made := what.from_device) is not None:
            if isinstance(made, Fingerprint):
                await self._chats.put_phone_keyboard_away(exchange)
            exchange.fetch = partial(_ready, made)
        await self._chats.take(exchange, heard)

    async def _hear_press(self, update: Update, query: CallbackQuery) -> None:
        """Hear a pressed button, however old, and close its keyboard so that it can't be pressed again."""
        message, payload = query.message, query.data or ""
        if message is None or not payload:
            await self._calls.acknowledge(query.id)
            return
        self._calls.saw(message.message_id)
        words = self._words(update)
        press = (message.chat.id, message.message_id, payload)
        if payload == PRESSED or not _is_new(self._presses, press):
            await self._calls.acknowledge(query.id, words.text("telegram.pressed"))
            return
        exchange = Exchange(message.chat.id, str(update.update_id), message.message_id, words)
        exchange.pressed_on = message.message_id
        _, was_taken = await asyncio.gather(
            self._calls.acknowledge(query.id), self._chats.take(exchange, Heard("button", payload))
        )
        if not was_taken:
            self._presses.pop(press, None)  # the core was away: the same button must work once it is back
        elif isinstance(message, Message) and message.reply_markup is not None:
            left = after_press(message.reply_markup, payload)
            await self._calls.set_keyboard(message.chat.id, message.message_id, left)

    async def _answer_kind(self, update: Update, message: Message, kind: str) -> None:
        """Answer a kind of message that we don't take, with a way on."""
        words = self._words(update)
        carry_on = Button(words.text("talk.carry_on"), "do:report_start")
        exchange = Exchange(message.chat_id, str(update.update_id), message.message_id, words)
        await self._chats.answer(exchange, [Reply(words.marked(f"telegram.{kind}"), (carry_on,))])

    def _album(self, chat: int, album: str | None) -> set[str]:
        if album is None:
            return set()
        said = self._albums.setdefault((chat, album), set())
        _shorten(self._albums)
        return said

    def _words(self, update: Update | None) -> Words:
        person = update.effective_user if update is not None else None
        return self._house.content.in_language((person.language_code or "en")[:2] if person else "en")


async def _ready(made: Fingerprint | Refused) -> Fingerprint | Refused:
    return made


def _is_new(seen: OrderedDict[object, None], key: object) -> bool:
    new = key not in seen
    seen[key] = None
    _shorten(seen)
    return new


def _shorten(seen: OrderedDict[object, None] | OrderedDict[object, set[str]]) -> None:
    while len(seen) > REMEMBERED:
        seen.popitem(last=False)
