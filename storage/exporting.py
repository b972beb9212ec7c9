"""The whole case as the person's own: everything that is kept about it, opened, as plain data."""

from dataclasses import dataclass
from typing import Any

from storage.cases import CaseId, Cases
from storage.codes import Codes
from storage.fingerprints import Fingerprints
from storage.ledger import Ledger
from storage.reminders import Reminders
from storage.shares import Share, Shares
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
    shares: Shares

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
            "shares": [_share(share) for share in self._shares(case)],
            "watches": [_watch(watch) for watch in self._watches(case)],
        }

    def _shares(self, case: CaseId) -> list[Share]:
        doors = self.cases.conversations(case)
        found = {share.id: share for door in doors for share in self.shares.shares_of(door)}
        return list(found.values())

    def _watches(self, case: CaseId) -> list[Watch]:
        found = {
            watch.id: watch
            for conversation in self.cases.conversations(case)
            for watch in self.watches.watches_of(conversation)
        }
        return list(found.values())


def _share(share: Share) -> dict[str, Any]:
    return {"with": share.destination, "agreed": share.agreed_at.isoformat(), "state": share.state}


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
