"""The forget receipt: what was destroyed, and what is out of our reach."""

from __future__ import annotations

from collections.abc import Mapping

from bots.carrying import Carrying
from bots.case.uk import clock_words
from storage import Receipt, StorageError

# In the order a person would think of them. The rest that a receipt counts (rows, keys) says it twice.
TOLD = (
    *("answers", "entries", "fingerprints", "codes", "reminders", "watches", "shares", "takebacks"),
    *("threads", "states", "drafts"),
)


def what_goes(carrying: Carrying) -> dict[str, int]:
    """Count, before it is destroyed, what only an open case can tell; and let unkept notes go."""
    return {"answers": _answers(carrying), "drafts": carrying.drafts.forget(carrying.conversation)}


def _answers(carrying: Carrying) -> int:
    case = carrying.store.cases.case_of(carrying.conversation)
    if case is None:
        return 0
    try:
        return len(carrying.store.cases.answers(case))
    except StorageError:
        return 0  # a damaged case must still be forgotten


def say_receipt(carrying: Carrying, receipt: Receipt, goes: Mapping[str, int]) -> None:
    """Give the receipt."""
    numbers = receipt.destroyed | dict(goes)
    lines = [
        carrying.words(f"case.receipt_{name}", count=numbers[name]) for name in TOLD if numbers.get(name)
    ]
    if not lines:
        carrying.say("keeping.forgotten_nothing")
        return
    carrying.say("case.receipt", when=clock_words(receipt.at), lines="\n".join(lines))
    carrying.say("case.receipt_out_of_reach")
