"""The whole case as the person's own: everything that is kept about it, opened, as plain data."""

from dataclasses import dataclass
from typing import Any

from storage.cases import CaseId, Cases
from storage.codes import Codes
from storage.fingerprints import Fingerprints
from storage.ledger import Ledger
from storage.reminders import Reminders
from storage.threads import Threads
from storage.watches import Watch, Watches


@dataclass(frozen=True)
class Exporting:
    """Write a case out for the person it belongs to."""

    cases: Cases
    ledger: Ledger
    fingerprints: Fingerprints
    codes: Codes
    reminders: Reminders
    threads: Threads
    watches: Watches

    def export(self, case: CaseId) -> dict[str, Any]:
        """Open everything kept about a case, as data that can be written as JSON."""
        dates = self.cases.dates(case)
        return {
            "made": dates.made_at.isoformat(),
            "last_message": dates.last_at.isoformat(),
            "goes": dates.goes_at.isoformat(),
            "answers": self.cases.answers(case),
            "ledger": [entry.as_facts() for entry in self.ledger.entries(case)],
            "fingerprints": self.fingerprints.fingerprints(case),
            "has_code": self.codes.has_code(case),
            "reminders": [
                {
                    "due": reminder.due_at.isoformat(),
                    "channel": reminder.channel,
                    "address": reminder.address,
                    "kind": reminder.kind,
                    "facts": reminder.facts,
                }
                for reminder in self.reminders.of_case(case)
            ],
            "threads": [
                {"alias": thread.alias, "server": thread.server, "facts": thread.facts}
                for thread in self.threads.threads_of(case)
            ],
            "watches": [_watch(watch) for watch in self._watches(case)],
        }

    def _watches(self, case: CaseId) -> list[Watch]:
        found = {
            watch.id: watch
            for conversation in self.cases.conversations(case)
            for watch in self.watches.watches_of(conversation)
        }
        return list(found.values())


def _watch(watch: Watch) -> dict[str, Any]:
    return {
        "id": watch.id,
        "server": watch.server,
        "state": watch.state,
        "origin": watch.origin,
        "added": watch.added_at.isoformat(),
        "ends": watch.expires_at.isoformat(),
        "fingerprint": watch.fingerprint,
    }
