"""One exchange with one person: take the turn, send the words, note what stands in the chat."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove, WebAppInfo

from bots.house import House
from bots.telegram.calls import Calls
from bots.telegram.keeping import Note, Notes
from bots.telegram.show import parts_of
from bots.turn import Answer, Fetch
from nlu.dialogue import Button, Heard, Reply
from responses.words import Words

CHANNEL = "telegram"
HIDE = "do:hide"
# A turn that is quicker needs no sign that somebody writes; the sign itself fades after five seconds.
TYPING_AFTER, TYPING_AGAIN, TYPING_MOST = 0.2, 4.5, 20
PAGE = "/fingerprint"


@dataclass(slots=True)
class Exchange:
    """One thing a person did, and where it belongs."""

    chat: int
    update: str
    message: int
    words: Words
    pressed_on: int | None = None
    picture: bool = False
    # Words of a turn that was taken before a kill: the first may have been sent already.
    is_repeat: bool = False
    fetch: Fetch | None = None
    # Texts that this album was answered with already; each is said once for all its pictures.
    said: set[str] = field(default_factory=set)


class Chats:
    """Take turns with people, one conversation each."""

    def __init__(self, house: House, calls: Calls) -> None:
        self._house, self._calls = house, calls
        self._notes = Notes(house.store)
        self._exchanges = 0

    async def take(self, exchange: Exchange, heard: Heard) -> bool:
        """Take one turn and answer it; False when the core could not take it. Raises Gone or Later."""
        conversation = self._house.turns.conversation(CHANNEL, str(exchange.chat))
        note = await self._notes.load(conversation)
        note.add(exchange.message)
        async with self._typing(exchange.chat):
            answer = await self._house.turns.take(
                CHANNEL, str(exchange.chat), heard, exchange.fetch, exchange.update, str(exchange.chat)
            )
        if not answer.is_holding:
            note.owe(reply for reply in answer.replies if reply not in answer.fleeting)
        exchange.is_repeat = answer.is_repeat
        await self._close_open(exchange, note)
        if "forget" in answer.asks:
            await self._after_forgetting(exchange, conversation, note, answer)
        elif "hide" in answer.asks or heard.text == HIDE:
            await self._hide(exchange, conversation, note, answer)
        else:
            replies = await self._with_picture_gone(exchange, heard, answer, note)
            await self._give(exchange, conversation, note, replies, answer.replies)
            await self._hand_over(exchange, conversation, note, answer.documents)
        return not answer.is_holding

    async def say(self, chat: int, replies: Sequence[Reply], words: Words, *, silent: bool) -> None:
        """Send words that nobody waits for. Raises Gone or Later."""
        conversation = self._house.turns.conversation(CHANNEL, str(chat))
        note = await self._notes.load(conversation)
        exchange = Exchange(chat, "", 0, words)
        await self._give(exchange, conversation, note, replies, replies, silent=silent)

    async def _give(
        self,
        exchange: Exchange,
        conversation: str,
        note: Note,
        replies: Sequence[Reply],
        owed: Sequence[Reply],
        *,
        silent: bool = False,
    ) -> None:
        """Send replies one by one; each is noted as sent before the next, so no kill sends it twice."""
        for reply, was_owed in zip(replies, owed, strict=True):
            if reply.text not in exchange.said:
                await self._send(exchange, note, reply, silent)
                exchange.said.add(reply.text)
            note.settle(was_owed)
            await self._notes.save(conversation, note)

    async def _send(self, exchange: Exchange, note: Note, reply: Reply, silent: bool = False) -> None:
        if reply.text == self._ask_for_picture():
            reply = await self._offer_phone(exchange, note, reply)
        for part in parts_of(reply, exchange.words.text("telegram.copy_code")):
            after = max(number for number, _ in note.messages) if exchange.is_repeat else None
            exchange.is_repeat = False
            number = await self._calls.send(
                exchange.chat, part.text, part.keyboard, protect=part.protect, silent=silent, after=after
            )
            note.add(number)
            if part.is_question:
                note.open = number

    def _ask_for_picture(self) -> str:
        return self._house.content.in_language("en").text("picture.how_channel")

    async def _offer_phone(self, exchange: Exchange, note: Note, reply: Reply) -> Reply:
        """Offer the page on the phone first, where there is one, and say the limits before they bite."""
        words, origin = exchange.words, self._house.settings.web_origin
        if origin:
            page = WebAppInfo(origin.rstrip("/") + PAGE)
            button = KeyboardButton(words.text("telegram.on_phone"), web_app=page)
            keyboard = ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
            note.add(await self._calls.send(exchange.chat, words.text("telegram.on_phone_first"), keyboard))
        return replace(reply, text=f"{reply.text}\n\n{words.text('telegram.how')}")

    async def _close_open(self, exchange: Exchange, note: Note) -> None:
        """Take the buttons off the last question: it has been answered, in whatever way."""
        if note.open is not None and note.open != exchange.pressed_on:
            await self._calls.set_keyboard(exchange.chat, note.open, None)
        note.open = None

    async def _with_picture_gone(
        self, exchange: Exchange, heard: Heard, answer: Answer, note: Note
    ) -> list[Reply]:
        """Take a picture's message out of the chat, fetched or not, and say so in the same breath."""
        replies = list(answer.replies)
        if not (replies or answer.documents or answer.is_repeat):
            # Silence is the worst answer: an old button may mean nothing any more, and then we say so.
            carry_on = Button(exchange.words.text("talk.carry_on"), "do:report_start")
            replies = answer.replies = [Reply(exchange.words.text("talk.old_button"), (carry_on,))]
        if heard.kind != "picture" or not exchange.picture or answer.is_repeat or not replies:
            return replies
        if replies[0].text == self._house.content.in_language("en").text("pictures.too_big"):
            limit = exchange.words.text("telegram.too_big")
            replies[0] = replace(replies[0], text=f"{replies[0].text} {limit}")
        gone = await self._calls.delete(exchange.chat, [exchange.message])
        key = "telegram.picture_deleted" if gone else "telegram.picture_not_deleted"
        replies[0] = replace(replies[0], text=f"{replies[0].text}\n\n{exchange.words.text(key)}")
        return replies

    async def _hand_over(
        self, exchange: Exchange, conversation: str, note: Note, documents: Iterable[tuple[str, bytes]]
    ) -> None:
        for name, content in documents:
            note.add(await self._calls.send_document(exchange.chat, name, content))
            await self._notes.save(conversation, note)

    async def _hide(self, exchange: Exchange, conversation: str, note: Note, answer: Answer) -> None:
        """Clear the chat as far as Telegram allows; nothing that stays behind says what it was about."""
        whole = await self._clear(exchange, note)
        words = exchange.words.text("telegram.hidden" if whole else "telegram.hidden_partly")
        note.messages.clear()
        # The core's own words would stand in the cleared chat; only when it fails, its numbers matter more.
        replies = [*(answer.replies if answer.is_holding else ()), Reply(words)]
        note.waiting.clear()
        await self._give(exchange, conversation, note, replies, replies)

    async def _after_forgetting(
        self, exchange: Exchange, conversation: str, note: Note, answer: Answer
    ) -> None:
        """Clear the chat, give the receipt, and keep no number of it."""
        await self._clear(exchange, note)
        receipts = [*answer.replies, Reply(exchange.words.text("telegram.forgotten"))]
        for receipt in receipts:
            await self._send(exchange, note, receipt)
        await self._notes.forget(conversation)

    async def _clear(self, exchange: Exchange, note: Note) -> bool:
        pressed = [] if exchange.pressed_on is None else [exchange.pressed_on]
        return await self._calls.delete(exchange.chat, [*note.numbers(), *pressed])

    async def put_phone_keyboard_away(self, exchange: Exchange) -> None:
        """Say that the fingerprint came from the phone, and take the page's button away."""
        conversation = self._house.turns.conversation(CHANNEL, str(exchange.chat))
        note = await self._notes.load(conversation)
        words = exchange.words.text("telegram.from_phone")
        note.add(await self._calls.send(exchange.chat, words, ReplyKeyboardRemove()))
        await self._notes.save(conversation, note)

    @asynccontextmanager
    async def _typing(self, chat: int) -> AsyncIterator[None]:
        """Show that an answer is being written, while it takes longer than a moment."""
        showing = asyncio.create_task(self._show_typing(chat))
        self._exchanges += 1
        try:
            yield
        finally:
            self._exchanges -= 1
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing

    async def _show_typing(self, chat: int) -> None:
        await asyncio.sleep(TYPING_AFTER)
        # When very many wait at once, the signs themselves would make them wait longer.
        while self._exchanges <= TYPING_MOST:
            await self._calls.typing(chat)
            await asyncio.sleep(TYPING_AGAIN)
