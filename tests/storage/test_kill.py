"""Kill the writer at any moment: nothing acknowledged is lost, nothing is half-written."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import OperatorKey, Store, finish_rotation, load_key, open_store, rotate_key_file
from tests.storage.conftest import QUICK
from tests.storage.full import fill

KILLS = 250
FIRST, VISITOR = "first", "visitor"


def _take_turns(path: Path, key: OperatorKey, say: Callable[[int], None]) -> None:
    store = open_store(path, key, code_limits=QUICK)
    conversation = store.conversation_id("telegram", FIRST)
    case = store.cases.open_case(conversation)
    number = store.cases.answers(case).get("turn", 0)
    say(number)
    while True:
        number += 1
        with store.transaction():
            store.updates.seen("telegram", number)
            store.states.save_state(conversation, str(number))
            store.cases.save_answers(case, {"turn": number})
            store.ledger.add_entry(case, "said", {"turn": number})
        say(number)
        _visit(store, number)


def _visit(store: Store, number: int) -> None:
    visitor = store.conversation_id("telegram", VISITOR)
    if store.held(visitor).nothing:
        with store.transaction():
            fill(store, account=VISITOR, mark=str(number))
    else:
        store.forget(visitor)
        store.sweep()


def _child(work: Callable[[Callable[[int], None]], None]) -> tuple[int, int]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            work(lambda number: (os.write(write, number.to_bytes(8, "big")), None)[1])
        finally:
            os._exit(1)
    os.close(write)
    return child, read


def _killed_by(chance: random.Random, child: int, read: int) -> int:
    """Kill a child at a random moment, mostly inside its work; tell the last turn it acknowledged."""
    said = b"".join(os.read(read, 8) for _ in range(chance.randint(0, 4)))  # 0: while it still opens
    time.sleep(chance.uniform(0, 0.01))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while part := os.read(read, 65536):
        said += part
    os.close(read)
    assert os.WIFSIGNALED(status), "the writer failed by itself"
    return int.from_bytes(said[-8:], "big")


def _check_turns(store: Store, acknowledged: int) -> int:
    conversation = store.conversation_id("telegram", FIRST)
    case = store.cases.case_of(conversation)
    if case is None or not store.cases.answers(case):
        assert acknowledged == 0
        return 0
    turn: int = store.cases.answers(case)["turn"]
    assert turn >= acknowledged
    assert store.states.load_state(conversation) == str(turn)
    assert [entry.facts["turn"] for entry in store.ledger.entries(case)] == list(range(1, turn + 1))
    assert store.updates.seen("telegram", turn)
    return turn


def _check_visitor(store: Store) -> None:
    visitor = store.conversation_id("telegram", VISITOR)
    held = store.held(visitor)
    numbers = held.numbers if held.case else {}
    assert held.nothing or (numbers["entries"], numbers["codes"], numbers["watches"]) == (2, 1, 1)
    if held.case:
        store.export(held.case)
    keys = store._ground.database.number("SELECT count(*) FROM keys")
    owners = sum(
        store._ground.database.number(f"SELECT count(*) FROM {table}")
        for table in ("cases", "states", "watches")
    )
    assert keys == owners


@pytest.mark.slow
def test_250_kills_lose_nothing_that_was_acknowledged(path: Path, key: OperatorKey) -> None:
    chance, turns, inside = random.Random(2311), 0, 0
    for _ in range(KILLS):
        child, read = _child(lambda say: _take_turns(path, key, say))
        acknowledged = _killed_by(chance, child, read)
        store = open_store(path, key, code_limits=QUICK)
        before, turns = turns, _check_turns(store, max(acknowledged, turns))
        _check_visitor(store)
        inside += acknowledged > 0
        store.close()
        assert turns >= before
        if turns > 300:  # a long ledger only makes the checks slow
            path.unlink()
            turns = 0
    assert inside > KILLS / 4, "too few kills fell inside the work"


def test_a_killed_rotation_leaves_a_key_that_opens_everything(path: Path, tmp_path: Path) -> None:
    key_file, chance = tmp_path / "key", random.Random(7)
    store = open_store(path, load_key(None, key_file), code_limits=QUICK)
    full = fill(store)
    export = store.export(full.case)
    store.close()

    def rotate(say: Callable[[int], None]) -> None:
        finish_rotation(path, key_file)
        store = open_store(path, load_key(None, key_file), code_limits=QUICK)
        say(0)
        for number in range(1, 10_000):
            rotate_key_file(store, key_file)
            say(number)

    rotated = 0
    for _ in range(40):
        child, read = _child(rotate)
        rotated += _killed_by(chance, child, read)
        finish_rotation(path, key_file)
        store = open_store(path, load_key(None, key_file), code_limits=QUICK)
        assert store.export(full.case) == export
        store.close()
    assert rotated > 20
    assert sorted(file.name for file in tmp_path.glob("key*")) == ["key"]
