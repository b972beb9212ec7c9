"""The effects of the case half: which function carries out each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bots.carrying import Carrying
from bots.case.check_ins import remind, stop_reminders
from bots.case.clock import note_step
from bots.case.giving import make_pack
from bots.case.numbers import number_of
from bots.case.status import show_status
from bots.case.writing import add_entry

CARRIED: dict[str, Callable[[Carrying, Mapping[str, Any]], None]] = {
    "add_entry": add_entry,
    "note_step": note_step,
    "remind": remind,
    "stop_reminders": stop_reminders,
    "show_status": show_status,
    "make_pack": make_pack,
}


def keep_fingerprint(carrying: Carrying, fingerprint: Mapping[str, Any]) -> None:
    """Keep a fingerprint, and note in the ledger which one it was.

    The ledger holds only its number, so that the fingerprint itself can still be destroyed.
    """
    case = carrying.case()
    carrying.store.fingerprints.add_fingerprint(case, fingerprint)
    carrying.store.ledger.add_entry(case, "fingerprint", {"sha256": number_of(fingerprint)}, carrying.now)
