"""A conversation with one of everything that can be kept, and every text in it marked."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from storage import CaseId, Store

CANARY = "canary-7f3a the neighbour wrote"
SERVER, THREAD, ACCOUNT = "811900000000000001", "811900000000000002", "700100200"


@dataclass(frozen=True)
class Full:
    """Name what was made."""

    conversation: str
    case: CaseId
    code: str
    watch: str
    reminder: str


def fill(store: Store, account: str = ACCOUNT, mark: str = CANARY, alias: str = "Heron 41") -> Full:
    """Keep one of everything for one account."""
    conversation = store.conversation_id("telegram", account)
    store.states.save_state(conversation, f'{{"slots": "{mark}"}}')
    case = store.cases.open_case(conversation)
    store.cases.save_answers(case, {"incident": "threat", "note": mark})
    store.ledger.add_entry(case, "said", {"text": mark})
    store.ledger.add_entry(case, "reported", {"reference": mark})
    store.fingerprints.add_fingerprint(case, {"pdq": mark})
    due = store.cases.dates(case).made_at + timedelta(hours=48)
    reminder = store.reminders.add_reminder(
        case, conversation, account, "telegram", due, "check_in", {"m": mark}
    )
    watch = store.watches.add_watch(
        SERVER, {"pdq": mark}, "person", case=case, conversation=conversation, state="active"
    )
    store.shares.agree(case, conversation, "partner", {"pdq": mark, "bank": "ADULTS"})
    thread = THREAD + account
    store.threads.open_thread(case, conversation, SERVER, thread, alias, {"note": mark})
    return Full(conversation, case, store.codes.new_code(case), watch, reminder)


def all_bytes(path: Path) -> bytes:
    """Read the database, its log and its index, as a thief would."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))
