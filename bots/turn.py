"""One turn: take what was heard, ask the core, carry out its effects, keep the state, and answer.

This is the border. Whatever fails inside, the person gets an apology with the numbers that help, and what is
noted is the class of the error and a random reference, never its text.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from weakref import WeakValueDictionary

from bots.carrying import Carrying
from bots.case.drafts import Drafts
from bots.effects import carry_out, forget, open_with_code
from bots.log import Event, new_reference, note
from bots.pictures import Fingerprint, Refused, fingerprint
from bots.pictures.sharing import Partner
from nlu.dialogue import Button, Dialogue, DialogueError, Effect, Heard, Reply
from responses.reader import Content
from storage import Store

# A device may have made the fingerprint itself; then there is no picture to fetch at all.
Fetch = Callable[[], Awaitable[bytes | Refused | Fingerprint]]
# A code is sixteen digits, grouped in any way, perhaps with a second word behind it.
_CODE = re.compile(r"\s*((?:[\d][\s()+-]*){16})([^\W\d_]{2,30})?\s*")


@dataclass(slots=True)
class Answer:
    """What the channel sends, and what it is asked to do on its side (hide, stop, forget)."""

    replies: list[Reply]
    asks: set[str] = field(default_factory=set)
    documents: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    is_holding: bool = False
    is_repeat: bool = False
    # Words that quote what was typed: the channel keeps no copy of them while they wait.
    fleeting: list[Reply] = field(default_factory=list, repr=False)


class AnsweredBefore(Exception):
    """This very message was answered before; the channel delivered it again."""


class Turns:
    """Takes turns for every channel; the turns of one conversation stay in order."""

    def __init__(
        self, store: Store, dialogue: Dialogue, content: Content, partner: Partner | None = None
    ) -> None:
        self.store, self.content, self._partner = store, content, partner
        self._dialogue, self._drafts = dialogue, Drafts()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def conversation(self, channel: str, account: str) -> str:
        """Return the opaque id of one person on one channel."""
        return self.store.conversation_id(channel, account)

    async def take(
        self,
        channel: str,
        account: str,
        heard: Heard,
        fetch: Fetch | None = None,
        update: str | None = None,
        address: str | None = None,
    ) -> Answer:
        """Take one turn. Never raises for anything that can go wrong inside a turn.

        With an `update` the turn is taken at most once, however often the channel delivers it, and its words
        wait in the store until the channel has sent them. An `address` says where a check-in would go; it is
        kept only inside a reminder that the person asks for in this turn.
        """
        conversation = self.conversation(channel, account)
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        began = time.monotonic()
        async with lock:
            try:
                answer = await self._take(channel, conversation, heard, fetch, update, address)
            except AnsweredBefore:
                return Answer(await asyncio.to_thread(self.waiting, conversation), is_repeat=True)
            except DialogueError as error:
                note(Event.HOLDING, channel=channel, error=error)
                return self.holding()
            except Exception as error:
                note(Event.TURN_FAILED, channel=channel, error=error, reference=new_reference())
                return self.holding()
        note(Event.TURN_TAKEN, channel=channel, milliseconds=round((time.monotonic() - began) * 1000))
        return answer

    def holding(self) -> Answer:
        """Return the words for when the core is not there: an apology and the numbers that help."""
        words = self.content.in_language("en")
        return Answer([Reply(words.text("safety.holding"))], is_holding=True)

    def waiting(self, conversation: str) -> list[Reply]:
        """Return the words a channel still owes this person, because it was killed before it sent them."""
        return [_reply(words) for words in self.store.sent.load_sent(conversation).get("waiting", ())]

    async def _take(
        self,
        channel: str,
        conversation: str,
        heard: Heard,
        fetch: Fetch | None,
        update: str | None,
        address: str | None,
    ) -> Answer:
        if heard.kind == "text" and (code := _CODE.fullmatch(heard.text)):
            return await self._open(channel, conversation, code[1], code[2], update)
        turn = await self._dialogue.turn(heard, await self._state(conversation))
        carrying = self._carrying(channel, conversation, list(turn.replies), turn.language)
        carrying.picture = await _fetched(turn.effects, fetch)
        carrying.text = heard.text if heard.kind == "text" else ""
        carrying.address = address
        await asyncio.to_thread(self._keep, carrying, turn.effects, turn.state, update)
        return Answer(carrying.replies, carrying.asks, carrying.documents, fleeting=carrying.fleeting)

    def _carrying(self, channel: str, conversation: str, replies: list[Reply], language: str) -> Carrying:
        return Carrying(
            *(self.store, self.content, channel, conversation, replies, language),
            drafts=self._drafts,
            partner=self._partner,
        )

    async def _state(self, conversation: str) -> str | None:
        """Return where this conversation is. The state goes after a day; the case then says what is known."""
        state = await asyncio.to_thread(self.store.states.load_state, conversation)
        if state is not None:
            return state
        case = await asyncio.to_thread(self.store.cases.case_of, conversation)
        if case is None:
            return None
        answers = await asyncio.to_thread(self.store.cases.answers, case)
        return (await self._dialogue.turn(Heard("outcome", facts={"answers": answers}), None)).state

    async def _open(
        self, channel: str, conversation: str, code: str, second_word: str | None, update: str | None
    ) -> Answer:
        # The core knows the language; nothing else is asked of it before the code is right.
        here = await self._dialogue.turn(Heard("outcome"), await self._state(conversation))
        carrying = self._carrying(channel, conversation, [], here.language)
        answers = await asyncio.to_thread(open_with_code, carrying, code, second_word)
        if answers is None:
            await asyncio.to_thread(self._keep, carrying, (), here.state, update)
            return Answer(carrying.replies)
        turn = await self._dialogue.turn(Heard("outcome", facts={"answers": answers}), here.state)
        carrying.replies += turn.replies
        await asyncio.to_thread(self._keep, carrying, turn.effects, turn.state, update)
        return Answer(carrying.replies, carrying.asks)

    def _keep(self, carrying: Carrying, effects: tuple[Effect, ...], state: str, update: str | None) -> None:
        """Store what the turn changed in one transaction: all or nothing, before anybody is answered."""
        if any(effect.kind == "forget" for effect in effects):
            forget(carrying)
            carrying.asks.add("forget")
            with self.store.transaction():
                if update is not None:
                    self.store.updates.seen(carrying.channel, update)
                self._owe(carrying, update)
            return
        with self.store.transaction():
            if update is not None and self.store.updates.seen(carrying.channel, update):
                raise AnsweredBefore
            for effect in effects:
                carry_out(carrying, effect)
            self.store.states.save_state(carrying.conversation, state)
            self._owe(carrying, update)
        for finish in carrying.afterwards:
            finish()

    def _owe(self, carrying: Carrying, update: str | None) -> None:
        """Let the words wait until the channel has sent them; what it owed from before comes first."""
        if update is None:
            return
        note = self.store.sent.load_sent(carrying.conversation)
        carrying.replies[:0] = self.waiting(carrying.conversation)
        waiting = [asdict(reply) for reply in carrying.replies if reply not in carrying.fleeting]
        self.store.sent.save_sent(carrying.conversation, {**note, "waiting": waiting})


def _reply(words: Mapping[str, Any]) -> Reply:
    return Reply(words["text"], tuple(Button(**button) for button in words["buttons"]))


async def _fetched(effects: tuple[Effect, ...], fetch: Fetch | None) -> Fingerprint | Refused | None:
    """Fetch and fingerprint a picture, only where the core's effect permits it. The bytes end here."""
    if fetch is None or not any(effect.kind == "fetch_picture" for effect in effects):
        return None
    picture = await fetch()
    if isinstance(picture, Refused | Fingerprint):
        return picture
    return await fingerprint(picture)
