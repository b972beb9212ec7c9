"""Measure the store: 10,000 cases with 50 entries each; run with `python -m tests.bench.storage`.

Prints one JSON object. The bars: opening one case in at most 20 ms, a sweep of all in at most 10 s.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storage import Store, new_key, open_store


class MovingClock:
    """Tell a time that is moved by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def main() -> int:
    """Measure, print, and fail when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder) / "bench.db", asked.cases, asked.entries)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0 if figures["open_case_ms"]["p95"] <= 20 and figures["sweep_all_s"] <= 10 else 1


def measure(path: Path, cases: int, entries: int) -> dict[str, Any]:
    """Fill a database and measure each verb on it."""
    key, clock = new_key(), MovingClock()
    store = open_store(path, key, clock)
    figures: dict[str, Any] = {"cases": cases, "entries_each": entries}
    figures["fill_s"] = _seconds(lambda: _fill(store, cases, entries))
    store.sweep()
    figures["file_mb"] = round(path.stat().st_size / 1e6, 1)
    store.close()
    opened: list[Store] = []
    figures["open_store_s"] = _seconds(lambda: opened.append(open_store(path, key, clock)))
    store = opened[0]
    figures |= _verbs(store, cases)
    figures["rotate_key_s"] = _seconds(lambda: store.rotate_key(new_key()))
    figures["backup_s"] = _seconds(lambda: store.backup(path.with_name("backup.db")))
    figures["sweep_nothing_ms"] = round(_seconds(store.sweep) * 1000, 2)
    clock.time += timedelta(days=31)
    figures["sweep_all_s"] = _seconds(store.sweep)
    assert store._ground.database.number("SELECT count(*) FROM entries") == 0
    store.close()
    return figures


def _fill(store: Store, cases: int, entries: int) -> None:
    for first in range(0, cases, 100):
        with store.transaction():
            for number in range(first, min(first + 100, cases)):
                _case(store, number, entries)


def _case(store: Store, number: int, entries: int) -> None:
    conversation = store.conversation_id("telegram", str(number))
    case = store.cases.open_case(conversation)
    store.cases.save_answers(case, {"incident": "threat", "nation": "wales", "site": "x"})
    store.states.save_state(conversation, "s" * 4000)
    for entry in range(entries):
        store.ledger.add_entry(case, "said", {"text": f"an invented sentence, number {entry}, " * 3})


def _verbs(store: Store, cases: int) -> dict[str, Any]:
    chance = random.Random(1)

    def some() -> str:
        return store.conversation_id("telegram", str(chance.randrange(cases)))

    def open_one() -> None:
        case = store.cases.open_case(some())
        store.cases.answers(case)
        store.ledger.entries(case)

    def turn() -> None:
        conversation = some()
        store.states.load_state(conversation)
        with store.transaction():
            case = store.cases.open_case(conversation)
            store.cases.save_answers(case, {"incident": "threat"})
            store.states.save_state(conversation, "t" * 4000)

    def export() -> None:
        store.export(store.cases.open_case(some()))

    def add_entry() -> None:
        store.ledger.add_entry(store.cases.open_case(some()), "said", {"text": "again"})

    return {
        "open_case_ms": _each(open_one, 500),
        "export_ms": _each(export, 200),
        "load_state_ms": _each(lambda: store.states.load_state(some()), 500),
        "turn_ms": _each(turn, 500),
        "add_entry_ms": _each(add_entry, 500),
        "new_code_ms": _each(lambda: store.codes.new_code(store.cases.open_case(some())), 20),
        "held_ms": _each(lambda: store.held(some()), 200),
        "forget_ms": _each(lambda: store.forget(some()), 100),
    }


def _each(work: Callable[[], object], times: int) -> dict[str, float]:
    taken = sorted(_seconds(work) * 1000 for _ in range(times))
    return {
        "p50": round(statistics.median(taken), 2),
        "p95": round(taken[int(len(taken) * 0.95)], 2),
        "max": round(taken[-1], 2),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 6)


if __name__ == "__main__":
    raise SystemExit(main())
