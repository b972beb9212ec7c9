"""Kill the process inside a turn that keeps a note, notes a step or makes a pack: all of it or nothing."""

import os
import random
import signal
import time
from pathlib import Path

from bots.case.verify import check_pack
from responses.reader import Content
from storage import CodeLimits, OperatorKey, Store, open_store
from tests.bots.case.conftest import ADULT, Person

KEY, QUICK = OperatorKey(bytes(range(32))), CodeLimits(work=2)
KILLS = 120


def go_on(path: Path, content: Content, write: int) -> None:
    """Be the one who is killed: keep notes, now and then a step and a pack, and say what was kept."""
    store = open_store(path, KEY, code_limits=QUICK)
    person = Person(store, content)
    while True:
        number = len(person.ledger()) + 1
        if number % 5 == 0:
            came = "reported" if number % 2 else "there"
            person.does("note_step", then="make_pack", step=came, site="x", hours_ago=0)
        else:
            person.keeps("what_happened", f"note {number}")
        os.write(write, b"%d\n" % len(person.ledger()))


def carried_on(store: Store, content: Content, acknowledged: int) -> int:
    """Look at what a killed process left: nothing acknowledged is lost, nothing is half-written."""
    person = Person(store, content)
    entries = person.ledger()  # raises when the chain does not hold
    assert len(entries) >= acknowledged
    written = dict(person.does("make_pack").documents)
    assert check_pack(next(content for name, content in written.items() if name.endswith(".json"))).is_sound
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    return len(entries)


def test_a_kill_at_any_point_loses_nothing_that_was_acknowledged(path: Path, content: Content) -> None:
    chance, acknowledged = random.Random(20261122), 0
    store = open_store(path, KEY, code_limits=QUICK)
    Person(store, content).does("save_case", answers=ADULT)
    store.close()
    for kill in range(KILLS):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            try:
                go_on(path, content, write)
            finally:
                os._exit(1)
        os.close(write)
        time.sleep(chance.uniform(0.01, 0.06))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the child ended by itself"
        with os.fdopen(read) as said:
            acknowledged = max([acknowledged, *(int(line) for line in said.read().split("\n") if line)])
        if kill % 10 == 0 or kill == KILLS - 1:
            store = open_store(path, KEY, code_limits=QUICK)
            carried_on(store, content, acknowledged)
            store.close()
    assert acknowledged > KILLS // 4
