"""What we ask of Telegram, kept up through floods, lost networks and answers that never came.

A message whose answer was lost may have arrived. Telegram offers no way to send it "once", so before it is
sent again we look whether it is there: setting its keyboard to what it already is answers "not modified" for
a message that exists, and does nothing to anybody. So nothing is lost, and nothing is sent twice.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from telegram import InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bots.log import Event, note
from bots.telegram.bot import Bot, Keyboard
from bots.telegram.numbers import Numbers
from bots.telegram.polling import wait_of
from bots.telegram.request import NotSent

Sent = TypeVar("Sent")

DELETED_AT_ONCE = 100
LONGEST_PAUSE = 30.0
_NOBODY = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "user not found")


class Gone(Exception):
    """The person blocked us or left Telegram. That is their right, and no trouble."""


class Later(Exception):
    """Telegram could not be reached for a long time; the words wait in the store."""


class Calls:
    """Send, change and take back messages."""

    def __init__(self, bot: Bot, first_pause: float = 1.0, patience: float = 120.0) -> None:
        self.bot = bot
        self._first_pause, self._patience = first_pause, patience
        self.numbers = Numbers()

    def saw(self, message: int) -> None:
        """Note the number of a message in a private chat, ours or theirs."""
        self.numbers.saw(message)

    async def send(
        self,
        chat: int,
        text: str,
        keyboard: Keyboard = None,
        *,
        protect: bool = False,
        silent: bool = False,
        after: int | None = None,
    ) -> int:
        """Send one message once; return its number. Raises Gone or Later.

        With `after` it may be there already, sent by us before we were killed: then it is looked for first.
        """

        async def send() -> int:
            return await self.bot.send_text(chat, text, keyboard, protect=protect, silent=silent)

        return await self._once(chat, send, keyboard, after)

    async def send_in_group(self, chat: int, text: str) -> None:
        """Say one line where others can read it. Groups count their messages by themselves."""
        await self._keep_up(lambda: self.bot.send_text(chat, text))

    async def send_document(self, chat: int, name: str, content: bytes) -> int:
        """Send a file once; return its message's number. Raises Gone or Later."""

        async def send() -> int:
            return (await self.bot.send_document(chat, content, filename=name)).message_id

        return await self._once(chat, send, None, None)

    async def _once(
        self, chat: int, send: Callable[[], Awaitable[int]], keyboard: Keyboard, after: int | None
    ) -> int:
        before = self.numbers.highest

        async def look() -> int | None:
            numbers = self.numbers
            places = numbers.lost_now(before) if after is None else numbers.lost_before(after)
            return await self._lost_one(chat, places, keyboard)

        number = await self._keep_up(send, look, in_doubt=after is not None)
        self.saw(number)
        return number

    async def _keep_up(
        self,
        call: Callable[[], Awaitable[Sent]],
        look: Callable[[], Awaitable[Sent | None]] | None = None,
        in_doubt: bool = False,
    ) -> Sent:
        loop = asyncio.get_running_loop()
        until, pause = loop.time() + self._patience, self._first_pause
        while True:
            try:
                if in_doubt and look is not None and (found := await look()) is not None:
                    return found
                return await call()
            except RetryAfter as error:
                pause = wait_of(error)
            except Forbidden:
                raise Gone from None
            except BadRequest as error:
                if any(words in error.message.lower() for words in _NOBODY):
                    raise Gone from None
                raise
            except (InvalidToken, Conflict):
                raise
            except NetworkError as error:
                note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)
                in_doubt = in_doubt or not isinstance(error, NotSent)
            if loop.time() + pause > until:
                raise Later
            await asyncio.sleep(pause)
            pause = min(max(pause, self._first_pause) * 2, LONGEST_PAUSE)

    async def _lost_one(self, chat: int, places: Iterable[int], keyboard: Keyboard) -> int | None:
        """Look for the message that was sent and never confirmed."""
        same = keyboard if isinstance(keyboard, InlineKeyboardMarkup) else None
        for number in places:
            try:
                await self.bot.put_keyboard(chat, number, same)
            except BadRequest as error:
                if "not modified" not in error.message.lower():
                    continue
            return number
        return None

    async def delete(self, chat: int, messages: Iterable[int]) -> bool:
        """Take messages back; False when some could not be."""
        numbers, whole = sorted(set(messages)), True
        for start in range(0, len(numbers), DELETED_AT_ONCE):
            whole = await self._delete_some(chat, numbers[start : start + DELETED_AT_ONCE]) and whole
        return whole

    async def _delete_some(self, chat: int, numbers: list[int]) -> bool:
        with contextlib.suppress(BadRequest):
            return await self._keep_up(lambda: self.bot.delete_messages(chat, numbers))
        results = [await self._delete_one(chat, number) for number in numbers]
        return all(results)

    async def _delete_one(self, chat: int, number: int) -> bool:
        try:
            return await self._keep_up(lambda: self.bot.delete_message(chat, number))
        except BadRequest as error:
            return "not found" in error.message.lower()

    async def set_keyboard(self, chat: int, message: int, keyboard: InlineKeyboardMarkup | None) -> None:
        """Change a keyboard where it stands. A message that is gone has none to change."""
        with contextlib.suppress(TelegramError):
            await self.bot.put_keyboard(chat, message, keyboard)

    async def acknowledge(self, query: str, words: str | None = None) -> None:
        """End the waiting sign on a pressed button. One that is too old needs no end."""
        with contextlib.suppress(TelegramError):
            await self.bot.answer_callback_query(query, words)

    async def typing(self, chat: int) -> None:
        """Show that an answer is being written."""
        with contextlib.suppress(TelegramError):
            await self.bot.send_chat_action(chat, "typing")
