"""How long each thing is kept: the one list. The sweep follows it, and SECURITY.md repeats it."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True)
class Retention:
    """Set how long each thing is kept; a deployment may shorten or lengthen each."""

    state: timedelta = timedelta(hours=24)
    case: timedelta = timedelta(days=30)
    reminder: timedelta = timedelta(days=7)
    watch: timedelta = timedelta(days=90)
    share: timedelta = timedelta(days=365)
    takeback: timedelta = timedelta(days=365)
    moderator_log: timedelta = timedelta(days=180)
    update: timedelta = timedelta(days=3)
    sent: timedelta = timedelta(hours=48)
    code_try: timedelta = timedelta(days=1)
    counts: timedelta = timedelta(days=3 * 365)
    gone: timedelta = timedelta(days=180)
    warning: timedelta = timedelta(days=3)


@dataclass(frozen=True)
class Kept:
    """Say of one kind of thing what it is, why it is kept, and from which date its time runs."""

    table: str
    what: str
    why: str
    setting: str = field(metadata={"means": "the field of Retention that says how long"})
    column: str = field(metadata={"means": "the date from which the time runs"})


KEPT = (
    Kept("states", "conversation state (no typed text)", "to carry on", "state", "last_at"),
    Kept("cases", "case: answers, ledger, fingerprints, code, threads", "the report", "case", "last_at"),
    Kept(
        "reminders", "reminder with an address, once due and not sent", "the check-in", "reminder", "due_at"
    ),
    Kept("watches", "watch entry of a Discord server", "to catch re-uploads", "watch", "renewed_at"),
    Kept(
        "shares",
        "a fingerprint given to others, by consent",
        "to be able to take it back",
        "share",
        "agreed_at",
    ),
    Kept("takebacks", "the number of what must be deleted elsewhere", "to delete it", "takeback", "since"),
    Kept("moderator_log", "what moderators did, without content", "to answer for it", "moderator_log", "at"),
    Kept("sent", "numbers of our messages, and words not yet sent", "to take them back", "sent", "last_at"),
    Kept("updates", "keyed hash of an update's id", "to answer it once", "update", "at"),
    Kept("tries", "that a code was tried", "to slow down guessing", "code_try", "at"),
    Kept("counts", "counts without a person", "to show what works", "counts", "counted_at"),
    Kept("gone", "that a key was destroyed", "so that no backup brings it back", "gone", "at"),
)


def kept_for(limits: Retention, kind: Kept) -> timedelta:
    """Tell how long one kind of thing is kept."""
    length: timedelta = getattr(limits, kind.setting)
    return length
