"""The contract of every channel: a scripted core, a real house around it, and the tests that come with them.

A channel's tests give a `Line`: how a person feeds something in, and what that person sees. Then

    class TestTelegram(ChannelContract):
        @pytest.fixture
        async def line(self, tmp_path): ...yield its Line

runs every test below against the real channel.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bots.house import House
from bots.settings import Settings
from bots.turn import Turns
from bots.workers import Workers
from nlu.dialogue import Button, DialogueError, Effect, Heard, Reply, Turn, Understood
from responses.reader import Content, load
from storage import CodeLimits, OperatorKey, Store, open_store

CANARY = "zweihundert-gruene-kanarienvoegel"
FRUIT = Reply("Which fruit?", (Button("Apple", "a:fruit=apple"), Button("Pear", "a:fruit=pear")))
PLACE = Reply(
    "Which place?", (Button("Here", "a:place=here"), Button("Read more", link="https://example.org/more"))
)
LONG = "\n\n".join(f"{number}. " + "This paragraph belongs to a long answer. " * 9 for number in range(40))


class Script:
    """A dialogue core that says what a test tells it to say, and remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.states: list[str | None] = []
        self.replies: dict[str, tuple[Reply, ...]] = {}
        self.effects: dict[str, tuple[Effect, ...]] = {}
        self.fails = False

    async def turn(self, heard: Heard, state: str | None) -> Turn:
        """Answer by what was heard: its text or payload, else its kind, else with a question."""
        self.heard.append(heard)
        self.states.append(state)
        if self.fails:
            raise DialogueError("no worker")
        names = (heard.text, heard.kind)
        replies = next((self.replies[name] for name in names if name in self.replies), (FRUIT,))
        effects = next((self.effects[name] for name in names if name in self.effects), ())
        return Turn(replies, effects, f"state {len(self.heard)}")

    async def understand(self, text: str) -> Understood:
        """Understand nothing; no channel asks."""
        return Understood("out_of_scope", 0.0, {}, {})

    def texts(self) -> list[str]:
        """Return the texts and payloads heard so far, starts left out."""
        return [heard.text for heard in self.heard if heard.kind in {"text", "button"}]


_CONTENT: list[Content] = []


def content() -> Content:
    """Read the real content once for all tests."""
    if not _CONTENT:
        _CONTENT.append(load())
    return _CONTENT[0]


@asynccontextmanager
async def a_house(folder: Path, script: Script, **settings: Any) -> AsyncIterator[House]:
    """Build a real house around a scripted core: a real database file, real content, real turns."""
    key = OperatorKey(bytes(range(32)))
    store = open_store(folder / "fingerpost.db", key, code_limits=CodeLimits(work=2))
    made = Settings(data=folder, _env_file=None, **settings)
    house = House(made, content(), store, Workers(count=1), Turns(store, script, content()))
    try:
        yield house
    finally:
        await house.workers.stop()
        store.close()


@dataclass(frozen=True)
class Option:
    """Something a person can press: what it says, and either what it does or where it leads."""

    label: str
    payload: str = ""
    link: str = ""
    where: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Seen:
    """One message as the person sees it now."""

    text: str
    options: tuple[Option, ...] = ()


class Line(ABC):
    """One person on one channel. Each verb comes back when the channel has done all it will do about it."""

    script: Script
    store: Store
    account: str
    most_letters: int

    @abstractmethod
    async def says(self, text: str) -> None:
        """Let the person write."""

    @abstractmethod
    async def presses(self, option: Option) -> None:
        """Let the person press a button, however old it is."""

    @abstractmethod
    async def sends_picture(self, picture: bytes) -> None:
        """Let the person send a picture."""

    @abstractmethod
    async def hides(self) -> None:
        """Let the person use the channel's own quick way out."""

    @abstractmethod
    async def says_in_group(self, text: str) -> None:
        """Let somebody write to the bot where others can read it."""

    @abstractmethod
    def shown(self) -> list[Seen]:
        """Return every message the person was sent, in order, with the options it had at first."""

    @abstractmethod
    def shown_in_group(self) -> list[Seen]:
        """Return what was said where others can read it."""

    @abstractmethod
    def fetched(self) -> int:
        """Tell how often a picture was fetched."""


class ChannelContract:
    """What every channel owes the person."""

    async def test_text_reaches_the_dialogue_once_and_as_it_was_typed(self, line: Line) -> None:
        await line.says(f"  {CANARY} & <b>not bold</b> 'quoted' ümlaut 🍐")
        assert line.script.texts() == [f"  {CANARY} & <b>not bold</b> 'quoted' ümlaut 🍐".strip()]

    async def test_the_state_of_the_last_turn_comes_with_the_next(self, line: Line) -> None:
        await line.says("first")
        await line.says("second")
        assert line.script.states[-1] == f"state {len(line.script.heard) - 1}"

    async def test_neither_the_account_nor_the_text_is_in_the_store(self, line: Line, tmp_path: Path) -> None:
        await line.says(CANARY)
        kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert kept
        assert line.account.encode() not in kept
        assert CANARY.encode() not in kept

    async def test_buttons_come_back_as_options_with_their_payloads(self, line: Line) -> None:
        await line.says("fruit")
        last = line.shown()[-1]
        assert last.text == "Which fruit?"
        assert [(option.label, option.payload) for option in last.options] == [
            ("Apple", "a:fruit=apple"),
            ("Pear", "a:fruit=pear"),
        ]

    async def test_a_pressed_button_reaches_the_dialogue_once_as_its_payload(self, line: Line) -> None:
        await line.says("fruit")
        await line.presses(line.shown()[-1].options[1])
        assert line.script.heard[-1] == Heard("button", "a:fruit=pear")
        assert line.script.texts().count("a:fruit=pear") == 1

    async def test_a_link_leads_away_and_is_not_a_choice(self, line: Line) -> None:
        line.script.replies["more"] = (PLACE,)
        await line.says("more")
        link = next(option for option in line.shown()[-1].options if option.link)
        assert (link.label, link.link, link.payload) == ("Read more", "https://example.org/more", "")

    async def test_an_old_button_is_accepted_or_explained(self, line: Line) -> None:
        await line.says("fruit")
        old = line.shown()[-1].options[0]
        line.script.replies["place"] = (PLACE,)
        await line.says("place")
        before = len(line.shown())
        await line.presses(old)
        assert "a:fruit=apple" in line.script.texts() or len(line.shown()) > before

    async def test_a_payload_of_64_bytes_comes_through_whole(self, line: Line) -> None:
        payload = "s:route:" + "x" * 56
        line.script.replies["long"] = (Reply("Go on?", (Button("Yes", payload),)),)
        await line.says("long")
        await line.presses(line.shown()[-1].options[0])
        assert line.script.heard[-1] == Heard("button", payload)

    async def test_many_buttons_all_arrive(self, line: Line) -> None:
        buttons = tuple(Button(f"Choice number {number}", f"a:many=n{number}") for number in range(18))
        line.script.replies["many"] = (Reply("Pick one.", buttons),)
        await line.says("many")
        labels = [option.label for seen in line.shown() for option in seen.options]
        assert [label for label in labels if label.startswith("Choice")] == [one.label for one in buttons]

    async def test_long_words_are_split_at_paragraphs_and_none_is_lost(self, line: Line) -> None:
        line.script.replies["long"] = (Reply(LONG, FRUIT.buttons),)
        before = len(line.shown())
        await line.says("long")
        parts = line.shown()[before:]
        assert len(parts) > 1
        assert all(len(part.text) <= line.most_letters for part in parts)
        assert "\n\n".join(part.text for part in parts).split() == LONG.split()
        assert all(part.text[0].isdigit() for part in parts)
        assert [option.label for option in parts[-1].options] == ["Apple", "Pear"]

    async def test_a_failing_core_gives_the_apology_with_the_numbers(self, line: Line) -> None:
        line.script.fails = True
        await line.says("help")
        assert all(number in line.shown()[-1].text for number in ("999", "116 123", "85258", "0800 1111"))

    async def test_after_a_failure_the_next_turn_works(self, line: Line) -> None:
        line.script.fails = True
        await line.says("help")
        line.script.fails = False
        await line.says("help again")
        assert line.shown()[-1].text == "Which fruit?"

    async def test_hiding_works_even_when_the_core_does_not(self, line: Line) -> None:
        await line.says("fruit")
        line.script.fails = True
        before = len(line.shown())
        await line.hides()
        assert len(line.shown()) > before

    async def test_a_picture_is_not_fetched_unless_the_core_asks(self, line: Line) -> None:
        await line.sends_picture(b"\x89PNG\r\n\x1a\n" + bytes(64))
        assert [heard.kind for heard in line.script.heard].count("picture") == 1
        assert line.fetched() == 0

    async def test_a_picture_is_fetched_once_when_the_core_asks(self, line: Line) -> None:
        line.script.effects["picture"] = (Effect("fetch_picture"),)
        await line.sends_picture(b"\x89PNG\r\n\x1a\n" + bytes(64))
        assert line.fetched() == 1

    async def test_what_is_said_in_a_group_never_reaches_the_core(self, line: Line) -> None:
        await line.says_in_group(f"{CANARY} one")
        await line.says_in_group(f"{CANARY} two")
        assert line.script.texts() == []
        assert len(line.shown_in_group()) <= 1

    async def test_nothing_typed_and_no_account_is_logged(
        self, line: Line, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.DEBUG, logger="fingerpost")
        await line.says(CANARY)
        line.script.fails = True
        await line.says(f"{CANARY} again")
        await line.says_in_group(CANARY)
        out, err = capfd.readouterr()
        logged = out + err + "\n".join(record.getMessage() for record in _ours(caplog))
        assert CANARY not in logged
        assert line.account not in logged


def _ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "fingerpost"]
