"""Measure the case half: pack, PDF, check, status, and check-ins. Run with `python -m tests.bench.case`."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bots.case.document import document_of
from bots.case.pack import pack_for_case
from bots.case.typeset import set_pdf
from bots.case.verify import check_pack
from bots.reminders import Reminding, Senders
from nlu.dialogue import Reply
from responses.reader import load
from storage import OperatorKey, open_store
from tests.bots.case.conftest import ADULT, Person

ENTRIES, ROUNDS, CHECK_INS = 50, 20, 500
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Say how many milliseconds some work takes: the middle, and the slow end."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return {
        "p50_ms": round(statistics.median(took), 2),
        "p95_ms": round(sorted(took)[int(ROUNDS * 0.95) - 1], 2),
    }


def main() -> None:
    """Measure on a fresh store, and write one JSON object."""
    content, folder = load(), tempfile.mkdtemp()
    store = open_store(Path(folder) / "bench.db", OperatorKey(bytes(32)))
    person = Person(store, content)
    person.does("save_case", answers=ADULT)
    for number in range(ENTRIES - 1):
        person.keeps("what_happened", f"Note {number}. " + "It went on for a while after that. " * 8)
    person.reports()
    case = store.cases.open_case(person.conversation)
    pack, letters = pack_for_case(store, content, case, person.now)
    written = json.dumps(pack).encode()
    measured: dict[str, object] = {
        "entries": ENTRIES,
        "open_ledger": timed(lambda: store.ledger.entries(case)),
        "status": timed(lambda: person.does("show_status")),
        "read_pack": timed(lambda: pack_for_case(store, content, case, person.now)),
        "set_pdf": timed(lambda: set_pdf(document_of(pack, content, letters))),
        "verify": timed(lambda: check_pack(written)),
        "json_kb": round(len(written) / 1024),
        "pdf_kb": round(len(set_pdf(document_of(pack, content, letters))) / 1024),
    }
    for number in range(CHECK_INS):
        name = store.conversation_id("telegram", str(number))
        store.reminders.add_reminder(
            store.cases.open_case(name), name, str(number), "telegram", NOON, "check_in"
        )
    senders = Senders()
    senders.register("telegram", _arrived)
    began = time.perf_counter()
    sent = asyncio.run(Reminding(store, content, senders, lambda: NOON).send_due())
    measured["check_ins_per_second"] = round(sent / (time.perf_counter() - began))
    store.close()
    sys.stdout.write(json.dumps(measured, indent=1) + "\n")


async def _arrived(address: str, replies: list[Reply], silent: bool) -> bool:
    return True


if __name__ == "__main__":
    main()
