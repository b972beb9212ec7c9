"""A person with a case on a real store, whose effects are carried out as a turn does it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bots.carrying import Carrying
from bots.case.drafts import Drafts
from bots.effects import carry_out, forget
from nlu.dialogue import Button, Effect, Reply
from responses.reader import Content, load
from storage import CodeLimits, OperatorKey, Store, open_store

ADULT = {
    "for_whom": "self",
    "incident": "deepfake",
    "age": "adult",
    "age_in_picture": "adult",
    "nation": "wales",
    "site": "x",
}
FINGERPRINT = {
    "label": "pdq/512box/1",
    "kind": "still",
    "pdq": "0f" * 32,
    "quality": 97,
    "crops": ["f0" * 32],
    "phash64": "c3" * 8,
    "dhash256": "5a" * 32,
    "frames": [],
    "md5": None,
}


class Person:
    """Somebody who talks to us: their effects, and what they were told."""

    def __init__(
        self, store: Store, content: Content, account: str = "4711", channel: str = "telegram"
    ) -> None:
        self.store, self.content, self.channel, self.account = store, content, channel, account
        self.conversation = store.conversation_id(channel, account)
        self.drafts = Drafts()
        self.now = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)

    def carrying(self, text: str = "") -> Carrying:
        return Carrying(
            *(self.store, self.content, self.channel, self.conversation, []),
            text=text,
            address=self.account,
            drafts=self.drafts,
            now=self.now,
        )

    def does(self, kind: str, text: str = "", then: str = "", **facts: Any) -> Carrying:
        """Carry out one effect, all or nothing, as a turn does, then another one if named."""
        return self.carry(self.carrying(text), Effect(kind, facts), *([Effect(then)] if then else []))

    def carry(self, carrying: Carrying, *effects: Effect) -> Carrying:
        """Carry out effects, all or nothing, as a turn does."""
        with self.store.transaction():
            for effect in effects:
                carry_out(carrying, effect)
        for finish in carrying.afterwards:
            finish()
        return carrying

    def writes(self, question: str, text: str) -> Carrying:
        """Write a note without keeping it."""
        return self.does("add_entry", text, step="draft", question=question)

    def keeps(self, question: str, text: str) -> Carrying:
        """Write a note and tap "Keep this"."""
        shown = self.writes(question, text)
        return self.does("add_entry", step="keep", draft=payload(shown.replies[-1], "keep").split(":")[2])

    def reports(self, site: str = "x", hours_ago: int = 0) -> Carrying:
        return self.does("note_step", step="reported", site=site, hours_ago=hours_ago, covered=True)

    def forgets(self) -> list[str]:
        carrying = self.carrying()
        forget(carrying)
        return [reply.text for reply in carrying.replies]

    def ledger(self) -> list[Any]:
        case = self.store.cases.case_of(self.conversation)
        return [] if case is None else self.store.ledger.entries(case)

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


def payload(reply: Reply, verb: str) -> str:
    """Find the button that does something."""
    found: list[Button] = [button for button in reply.buttons if f":{verb}" in button.payload]
    return found[0].payload


def told(carrying: Carrying) -> str:
    """Everything that was said."""
    return "\n".join(reply.text for reply in carrying.replies)


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fingerpost.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = open_store(path, OperatorKey(bytes(range(32))), code_limits=CodeLimits(work=2))
    yield store
    store.close()


@pytest.fixture
def person(store: Store, content: Content) -> Person:
    person = Person(store, content)
    person.does("save_case", answers=ADULT)
    return person


@pytest.fixture
def other(store: Store, content: Content) -> Person:
    """The same person, or somebody else, on another account."""
    return Person(store, content, "0815")
