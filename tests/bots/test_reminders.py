"""The check-in: sent once however often we are killed, never at night, and gone when stopped or blocked."""

import asyncio
import os
import random
import signal
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.reminders import RETRY, Reminding, Senders
from nlu.dialogue import Reply
from responses.reader import Content, load
from storage import CaseId, CodeLimits, OperatorKey, Store, open_store

KEY = OperatorKey(bytes(range(32)))
QUICK = CodeLimits(work=2)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KILLS, REMINDERS = 80, 200


class Watch:
    """A clock that moves when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Phone:
    """What arrived, and how the next message fares."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, list[Reply], bool]] = []
        self.blocked = False
        self.failures = 0

    async def send(self, address: str, replies: list[Reply], silent: bool) -> bool:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        if not self.blocked:
            self.arrived.append((address, replies, silent))
        return not self.blocked


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fingerpost.db"


@pytest.fixture
def store(path: Path, clock: Watch) -> Iterator[Store]:
    store = open_store(path, KEY, clock, code_limits=QUICK)
    yield store
    store.close()


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def reminding(store: Store, content: Content, clock: Watch, phone: Phone) -> Reminding:
    senders = Senders()
    senders.register("telegram", phone.send)
    return Reminding(store, content, senders, clock)


def ask_for(store: Store, due: datetime, account: str = "4711", silent: bool = False) -> CaseId:
    conversation = store.conversation_id("telegram", account)
    case = store.cases.open_case(conversation)
    facts = {"site": "x", "silent": silent}
    store.reminders.add_reminder(case, conversation, account, "telegram", due, "check_in", facts)
    return case


async def test_a_check_in_is_sent_when_it_is_due_and_not_before(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    ask_for(store, NOON + timedelta(hours=1))
    assert await reminding.send_due() == 0
    clock.now += timedelta(hours=1)
    assert await reminding.send_due() == 1
    assert await reminding.send_due() == 0
    assert [address for address, _, _ in phone.arrived] == ["4711"]


async def test_it_says_nothing_that_a_locked_phone_could_betray(
    store: Store, reminding: Reminding, phone: Phone
) -> None:
    ask_for(store, NOON)
    await reminding.send_due()
    [(_, [reply], _)] = phone.arrived
    assert reply.text == "You asked me to check in."
    assert [(button.label, button.payload) for button in reply.buttons] == [
        ("Go on", "k:check:x"),
        ("Stop check-ins", "do:stop_reminders"),
    ]


async def test_it_makes_no_sound_where_that_was_asked_for(
    store: Store, reminding: Reminding, phone: Phone
) -> None:
    ask_for(store, NOON, "one", silent=True)
    ask_for(store, NOON, "two")
    await reminding.send_due()
    assert {address: silent for address, _, silent in phone.arrived} == {"one": True, "two": False}


async def test_whoever_blocked_us_is_never_written_to_again(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    case = ask_for(store, NOON)
    phone.blocked = True
    assert await reminding.send_due() == 0
    assert store.reminders.of_case(case) == []
    phone.blocked = False
    clock.now += timedelta(days=2)
    assert await reminding.send_due() == 0
    assert phone.arrived == []


async def test_a_lost_network_is_tried_again_and_then_let_be(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    case = ask_for(store, NOON)
    phone.failures = 2
    assert await reminding.send_due() == 0
    assert await reminding.send_due() == 0
    for wait in RETRY[:2]:
        clock.now += wait
        sent = await reminding.send_due()
    assert sent == 1
    assert store.reminders.of_case(case) == []
    case = ask_for(store, clock.now)
    phone.failures = 100
    for _ in range(20):
        clock.now += timedelta(hours=24)
        await reminding.send_due()
    assert store.reminders.of_case(case) == []
    assert phone.failures == 100 - len(RETRY) - 1


async def test_at_night_it_waits_for_the_morning(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    clock.now = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)  # the clocks go back in this night
    ask_for(store, clock.now)
    assert await reminding.send_due() == 0
    clock.now = datetime(2026, 10, 25, 8, 59, tzinfo=UTC)
    assert await reminding.send_due() == 0
    clock.now = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
    assert await reminding.send_due() == 1
    assert len(phone.arrived) == 1


async def test_a_stopped_or_forgotten_check_in_never_comes(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    ask_for(store, NOON + timedelta(hours=1), "stops")
    ask_for(store, NOON + timedelta(hours=1), "forgets")
    store.reminders.stop_reminders(store.conversation_id("telegram", "stops"))
    store.forget(store.conversation_id("telegram", "forgets"))
    clock.now += timedelta(hours=2)
    assert await reminding.send_due() == 0
    assert phone.arrived == []


async def test_a_channel_that_is_away_loses_nothing(
    store: Store, content: Content, clock: Watch, phone: Phone
) -> None:
    senders = Senders()
    reminding = Reminding(store, content, senders, clock)
    ask_for(store, NOON)
    assert await reminding.send_due() == 0
    senders.register("telegram", phone.send)
    clock.now += RETRY[0]
    assert await reminding.send_due() == 1


async def test_two_senders_never_send_the_same_one(
    path: Path, store: Store, content: Content, clock: Watch, phone: Phone
) -> None:
    other = open_store(path, KEY, clock, code_limits=QUICK)
    senders = Senders()
    senders.register("telegram", phone.send)
    for number in range(20):
        ask_for(store, NOON, str(number))
    await asyncio.gather(*(Reminding(one, content, senders, clock).send_due() for one in (store, other)))
    other.close()
    assert sorted(int(address) for address, _, _ in phone.arrived) == list(range(20))


async def test_the_clock_runs_until_it_is_told_to_stop(
    store: Store, reminding: Reminding, phone: Phone
) -> None:
    ask_for(store, NOON)
    told = asyncio.Event()
    running = asyncio.create_task(reminding.run(told))
    while not phone.arrived:
        await asyncio.sleep(0)
    told.set()
    await asyncio.wait_for(running, 5)


class Carrier:
    """The other end of a real socket: what reached it has reached the person, whoever is killed then."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "carrier")
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._listening.bind(self.path)
        self._listening.setblocking(False)

    def arrived(self) -> list[str]:
        found = []
        while True:
            try:
                found.append(self._listening.recv(100).decode())
            except BlockingIOError:
                return found

    def close(self) -> None:
        self._listening.close()


def send_all(path: Path, carrier: str, content: Content, clock: Watch) -> None:
    """Be the process that is killed: send what is due over the socket, until there is no more."""

    async def send(address: str, _: list[Reply], __: bool) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(address.encode(), carrier)
        return True

    senders = Senders()
    senders.register("telegram", send)
    store = open_store(path, KEY, clock, code_limits=QUICK)
    asyncio.run(Reminding(store, content, senders, clock).send_due())
    store.close()


def test_each_check_in_comes_once_however_often_the_sender_is_killed(
    path: Path, store: Store, content: Content, clock: Watch, tmp_path: Path
) -> None:
    chance, carrier, arrived = random.Random(20261122), Carrier(tmp_path), []
    clock.now = NOON - timedelta(hours=3)  # early enough that no night comes between
    for number in range(REMINDERS):
        ask_for(store, clock.now, str(number))
    kills = cut_short = 0
    while store.reminders.next_due() is not None:
        child = os.fork()
        if child == 0:
            try:
                send_all(path, carrier.path, content, clock)
            finally:
                os._exit(0)
        strikes_at = time.monotonic() + (chance.uniform(0.01, 0.05) if kills < KILLS else 60)
        while (ended := os.waitpid(child, os.WNOHANG))[0] == 0:
            arrived += carrier.arrived()
            if time.monotonic() > strikes_at:
                os.kill(child, signal.SIGKILL)
        kills += 1
        cut_short += os.WIFSIGNALED(ended[1])
        arrived += carrier.arrived()
        clock.now += timedelta(minutes=6)  # a claim of the one who was killed runs out
    carrier.close()
    assert cut_short >= KILLS // 4
    assert len(arrived) == len(set(arrived)), "somebody was written to twice"
    # Only who was claimed at the very moment of a kill may be missing, and only if it struck before the send.
    assert len(arrived) >= REMINDERS - cut_short
    assert {int(account) for account in arrived} <= set(range(REMINDERS))


@pytest.mark.parametrize("when", ["before the send", "after the send"])
def test_killed_around_the_send_itself_it_is_never_sent_twice(
    path: Path, store: Store, content: Content, clock: Watch, tmp_path: Path, when: str
) -> None:
    carrier = Carrier(tmp_path)
    ask_for(store, NOON)
    child = os.fork()
    if child == 0:

        async def send(address: str, _: list[Reply], __: bool) -> bool:
            if when == "after the send":
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                    line.sendto(address.encode(), carrier.path)
            os.kill(os.getpid(), signal.SIGKILL)
            return True

        senders = Senders()
        senders.register("telegram", send)
        own = open_store(path, KEY, clock, code_limits=QUICK)
        asyncio.run(Reminding(own, content, senders, clock).send_due())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    clock.now += timedelta(hours=1)
    send_all(path, carrier.path, content, clock)
    assert carrier.arrived() == (["4711"] if when == "after the send" else [])
    assert store.reminders.next_due() is None
    carrier.close()
