"""One exchange with one person: take the turn, send the words, note what stands in the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove, WebAppInfo

from bots.house import House
from bots.telegram.calls import Calls
from bots.telegram.keeping import Note, Notes
from bots.telegram.profile import LANGUAGES
from bots.telegram.show import parts_of
from bots.telegram.writing import Writing
from bots.turn import Answer, Fetch
from nlu.dialogue import Button, Heard, Reply
from responses.words import Words

CHANNEL = "telegram"
HIDE = "do:hide"
GO_ON = "do:report_start"
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


def again_of(heard: Heard) -> str:
    """Return the button that does the same again. Words are not kept, so after them the talk goes on."""
    return heard.text if heard.kind == "button" else GO_ON


class Chats:
    """Take turns with people, one conversation each."""

    def __init__(self, house: House, calls: Calls) -> None:
        self._house, self._calls = house, calls
        self._notes, self._writing = Notes(house.store, calls.numbers), Writing(calls)
        self._ask_for_picture = self._in_all_languages("picture.how_channel")
        self._too_big = self._in_all_languages("pictures.too_big")

    async def begin(self, not_heard: int) -> None:
        """Take up what was known before the last stop or kill."""
        await self._notes.begin(not_heard)

    async def take(self, exchange: Exchange, heard: Heard) -> bool:
        """Take one turn and answer it; False when the core could not take it. Raises Gone or Later."""
        conversation = self._house.turns.conversation(CHANNEL, str(exchange.chat))
        note = await self._notes.load(conversation)
        note.add(exchange.message)
        async with self._writing.shown(exchange.chat):
            answer = await self._house.turns.take(
                CHANNEL, str(exchange.chat), heard, exchange.fetch, exchange.update, str(exchange.chat)
            )
        if not answer.is_holding:
            note.owe(reply for reply in answer.replies if reply not in answer.fleeting)
            if answer.documents:
                note.unfinished = again_of(heard)
        exchange.is_repeat = answer.is_repeat
        if answer.is_repeat and not answer.replies and note.messages[-1][0] == exchange.message:
            # Nothing was sent since, and nothing waits: its words were of the kind that is never kept.
            note.unfinished = again_of(heard)
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

    async def answer(self, exchange: Exchange, replies: Sequence[Reply]) -> None:
        """Answer what the core never hears, once however often it is delivered. Raises Gone or Later."""
        conversation = self._house.turns.conversation(CHANNEL, str(exchange.chat))
        note = await self._notes.load(conversation)
        note.add(exchange.message)
        opened = note.open
        owed = await asyncio.to_thread(self._owe, conversation, note, exchange, replies)
        await self._give(exchange, conversation, note, owed, owed)
        note.open = opened or note.open
        await self._notes.save(conversation, note)

    def _owe(
        self, conversation: str, note: Note, exchange: Exchange, replies: Sequence[Reply]
    ) -> list[Reply]:
        """Let words wait until they are sent, in one step with the update's number, as a turn does."""
        store = self._house.store
        with store.transaction():
            exchange.is_repeat = store.updates.seen(CHANNEL, exchange.update)
            owed = self._house.turns.waiting(conversation)
            if not exchange.is_repeat:
                owed += replies
                note.owe(owed)
                store.sent.save_sent(conversation, note.as_dict())
        return owed

    async def say(self, chat: int, replies: Sequence[Reply], words: Words, *, silent: bool) -> None:
        """Send words that nobody waits for. Raises Gone or Later."""
        conversation = self._house.turns.conversation(CHANNEL, str(chat))
        note = await self._notes.load(conversation)
        opened = note.open
        exchange = Exchange(chat, "", 0, words)
        await self._give(exchange, conversation, note, replies, replies, silent=silent)
        note.open = opened or note.open

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
        if reply.text in self._ask_for_picture:
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

    def _in_all_languages(self, key: str) -> frozenset[str]:
        content = self._house.content
        return frozenset(content.in_language(one).marked(key) for one in LANGUAGES)

    async def _offer_phone(self, exchange: Exchange, note: Note, reply: Reply) -> Reply:
        """Offer the page on the phone first, where there is one, and say the limits before they bite."""
        words, origin = exchange.words, self._house.settings.web_origin
        if origin:
            page = WebAppInfo(origin.rstrip("/") + PAGE)
            button = KeyboardButton(words.text("telegram.on_phone"), web_app=page)
            keyboard = ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
            note.add(await self._calls.send(exchange.chat, words.marked("telegram.on_phone_first"), keyboard))
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
            replies = answer.replies = [Reply(exchange.words.marked("talk.old_button"), (carry_on,))]
        if heard.kind != "picture" or not exchange.picture or answer.is_repeat or not replies:
            return replies
        if replies[0].text in self._too_big:
            limit = exchange.words.marked("telegram.too_big")
            replies[0] = replace(replies[0], text=f"{replies[0].text} {limit}")
        gone = await self._calls.delete(exchange.chat, [exchange.message])
        replies[0] = replace(
            replies[0], text=self._with_what_became_of_it(exchange, replies[0].text, gone, note)
        )
        return replies

    def _with_what_became_of_it(self, exchange: Exchange, text: str, gone: bool, note: Note) -> str:
        """Say whether a picture's message is gone; what Telegram may still hold is said in full once."""
        key = "telegram.picture_deleted" if gone else "telegram.picture_not_deleted"
        full = f"{text}\n\n{exchange.words.text(key)}"
        if not gone or not note.told_of_copies or full in exchange.said:
            note.told_of_copies = note.told_of_copies or gone
            return full
        return f"{text}\n\n{exchange.words.text('telegram.picture_deleted_too')}"

    async def _hand_over(
        self, exchange: Exchange, conversation: str, note: Note, documents: Sequence[tuple[str, bytes]]
    ) -> None:
        """Send files. They are kept nowhere: those that a kill kept back can be asked for again."""
        for name, content in documents:
            note.add(await self._calls.send_document(exchange.chat, name, content))
            await self._notes.save(conversation, note)
        if note.unfinished and not documents:
            again = Button(exchange.words.text("telegram.again"), note.unfinished)
            await self._send(exchange, note, Reply(exchange.words.marked("telegram.interrupted"), (again,)))
        if note.unfinished:
            note.unfinished = ""
            await self._notes.save(conversation, note)

    async def _hide(self, exchange: Exchange, conversation: str, note: Note, answer: Answer) -> None:
        """Clear the chat as far as Telegram allows; nothing that stays behind says what it was about."""
        whole = await self._clear(exchange, note)
        words = exchange.words.marked("telegram.hidden" if whole else "telegram.hidden_partly")
        note.messages.clear()
        # The core's own words would stand in the cleared chat; only when it fails, its numbers matter more.
        replies = [*(answer.replies if answer.is_holding else ()), Reply(words)]
        note.waiting.clear()
        note.unfinished = ""
        await self._give(exchange, conversation, note, replies, replies)

    async def _after_forgetting(
        self, exchange: Exchange, conversation: str, note: Note, answer: Answer
    ) -> None:
        """Clear the chat, give the receipt, and keep no number of it."""
        await self._clear(exchange, note)
        receipts = [*answer.replies, Reply(exchange.words.marked("telegram.forgotten"))]
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
        words = exchange.words.marked("telegram.from_phone")
        note.add(await self._calls.send(exchange.chat, words, ReplyKeyboardRemove()))
        await self._notes.save(conversation, note)
