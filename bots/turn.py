"""One turn: take what was heard, ask the core, carry out its effects, keep the state, and answer.

This is the border. Whatever fails inside, the person gets an apology with the numbers that help, and what is
noted is the class of the error and a random reference, never its text.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bots.effects import Carrying, carry_out, forget, open_with_code
from bots.log import Event, new_reference, note
from bots.pictures import Fingerprint, Refused, fingerprint
from nlu.dialogue import Dialogue, DialogueError, Effect, Heard, Reply
from responses.reader import Content
from storage import Store

Fetch = Callable[[], Awaitable[bytes | Refused]]
# A code is sixteen digits, grouped in any way, perhaps with a second word behind it.
_CODE = re.compile(r"\s*((?:[\d][\s()+-]*){16})([a-zA-Z]{2,30})?\s*")


@dataclass(slots=True)
class Answer:
    """What the channel sends, and what it is asked to do on its side (hide, stop, forget)."""

    replies: list[Reply]
    asks: set[str] = field(default_factory=set)
    documents: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    is_holding: bool = False


class Turns:
    """Takes turns for every channel; the turns of one conversation stay in order."""

    def __init__(self, store: Store, dialogue: Dialogue, content: Content) -> None:
        self.store, self.content = store, content
        self._dialogue = dialogue
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def conversation(self, channel: str, account: str) -> str:
        """Return the opaque id of one person on one channel."""
        return self.store.conversation_id(channel, account)

    async def take(self, channel: str, account: str, heard: Heard, fetch: Fetch | None = None) -> Answer:
        """Take one turn. Never raises for anything that can go wrong inside a turn."""
        conversation = self.conversation(channel, account)
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        began = time.monotonic()
        async with lock:
            try:
                answer = await self._take(channel, conversation, heard, fetch)
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

    async def _take(self, channel: str, conversation: str, heard: Heard, fetch: Fetch | None) -> Answer:
        if heard.kind == "text" and (code := _CODE.fullmatch(heard.text)):
            return await self._open(channel, conversation, code[1], code[2])
        state = await asyncio.to_thread(self.store.states.load_state, conversation)
        turn = await self._dialogue.turn(heard, state)
        picture = await _fetched(turn.effects, fetch)
        carrying = Carrying(self.store, self.content, channel, conversation, list(turn.replies), picture=picture)
        await asyncio.to_thread(self._keep, carrying, turn.effects, turn.state)
        return Answer(carrying.replies, carrying.asks, carrying.documents)

    async def _open(self, channel: str, conversation: str, code: str, second_word: str | None) -> Answer:
        carrying = Carrying(self.store, self.content, channel, conversation, [])
        answers = await asyncio.to_thread(open_with_code, carrying, code, second_word)
        if answers is None:
            return Answer(carrying.replies)
        turn = await self._dialogue.turn(Heard("outcome", facts={"answers": answers}), None)
        carrying.replies += turn.replies
        await asyncio.to_thread(self._keep, carrying, turn.effects, turn.state)
        return Answer(carrying.replies, carrying.asks)

    def _keep(self, carrying: Carrying, effects: tuple[Effect, ...], state: str) -> None:
        """Store what the turn changed in one transaction: all of it or nothing, before anybody is answered."""
        if any(effect.kind == "forget" for effect in effects):
            forget(carrying)
            carrying.asks.add("forget")
            return
        with self.store.transaction():
            for effect in effects:
                carry_out(carrying, effect)
            self.store.states.save_state(carrying.conversation, state)


async def _fetched(effects: tuple[Effect, ...], fetch: Fetch | None) -> Fingerprint | Refused | None:
    """Fetch and fingerprint a picture, only where the core's effect permits it. The bytes end here."""
    if fetch is None or not any(effect.kind == "fetch_picture" for effect in effects):
        return None
    picture = await fetch()
    if isinstance(picture, Refused):
        return picture
    return await fingerprint(picture)
