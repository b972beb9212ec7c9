"""The check-in under SIGKILL: nobody is written to twice, whatever moment the sender dies in."""

import asyncio
import os
import random
import signal
import socket
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bots.reminders import Reminding, Senders
from nlu.dialogue import Reply
from responses.reader import Content
from storage import Store, open_store
from tests.bots.reminding import KEY, NOON, QUICK, Watch, ask_for

KILLS, REMINDERS = 80, 200


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
        # Struck a moment after so many have arrived, so that a fast machine is struck as often as a slow one.
        patience = len(arrived) + chance.randint(0, 3) if kills < KILLS else REMINDERS + 1
        strikes_at, moment = None, chance.uniform(0, 0.004)
        while (ended := os.waitpid(child, os.WNOHANG))[0] == 0:
            arrived += carrier.arrived()
            if strikes_at is None and len(arrived) >= patience:
                strikes_at = time.monotonic() + moment
            if strikes_at is not None and time.monotonic() > strikes_at:
                os.kill(child, signal.SIGKILL)
        kills += 1
        cut_short += os.WIFSIGNALED(ended[1])
        arrived += carrier.arrived()
        clock.now += timedelta(minutes=6)  # a claim of the one who was killed runs out
    carrier.close()
    assert cut_short >= KILLS // 2
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
