"""Carrying on by a code: what this conversation had told until now joins the case it opens.

Nothing told is lost: answers are added where the opened case has none, and everything else is
sealed again under the opened case's key. The case it came from is then destroyed.
"""

from dataclasses import dataclass

from storage.cases import CaseId, Cases
from storage.fingerprints import Fingerprints
from storage.forgetting import destroy_case
from storage.ground import Ground
from storage.ledger import Ledger
from storage.reminders import Reminders
from storage.threads import Threads


@dataclass(frozen=True)
class Merging:
    """Join the case of a conversation to the one that its code opens."""

    ground: Ground
    cases: Cases
    ledger: Ledger
    fingerprints: Fingerprints
    reminders: Reminders
    threads: Threads

    def carry_on(self, conversation: str, case: CaseId) -> None:
        """Let a conversation lead to a case, and bring along what it had told."""
        with self.ground.database.transaction():
            own = self.cases.case_of(conversation)
            self.cases.link(conversation, case)
            if own is not None and own != case and not self.cases.conversations(own):
                self._join(own, case)
            self.cases.touch(case)

    def _join(self, own: CaseId, case: CaseId) -> None:
        self.cases.save_answers(case, self.cases.answers(own) | self.cases.answers(case))
        self.ledger.move(own, case)
        self.fingerprints.move(own, case)
        self.reminders.move(own, case)
        self.threads.move(own, case)
        self.ground.database.run("UPDATE watches SET case_id = ? WHERE case_id = ?", case, own)
        self.ground.database.run("UPDATE shares SET case_id = ? WHERE case_id = ?", case, own)
        destroy_case(self.ground, own)
