"""Conversation states: what the core needs to carry on, sealed, for a day after the last message."""

from storage.cases import Cases
from storage.errors import UnknownCase
from storage.ground import Ground


class States:
    """Keep one state a conversation, under the conversation's own key."""

    def __init__(self, ground: Ground, cases: Cases) -> None:
        self._ground = ground
        self._cases = cases

    def load_state(self, conversation: str) -> str | None:
        """Open the state of a conversation, if one is kept."""
        row = self._ground.database.row("SELECT sealed FROM states WHERE conversation = ?", conversation)
        if row is None:
            return None
        try:
            box = self._ground.vault.box(owner(conversation))
        except UnknownCase:
            return None
        return box.open(row["sealed"], _what(conversation)).decode("utf-8", "surrogatepass")

    def save_state(self, conversation: str, state: str) -> None:
        """Seal and keep the state of a conversation; its time, and its case's, starts again."""
        database = self._ground.database
        with database.transaction():
            box = self._ground.vault.box_or_new(owner(conversation))
            sealed = box.seal(state.encode("utf-8", "surrogatepass"), _what(conversation))
            database.run(
                "INSERT OR REPLACE INTO states VALUES (?, ?, ?)", conversation, sealed, self._ground.now()
            )
            case = self._cases.case_of(conversation)
            if case is not None:
                self._cases.touch(case)

    def forget_state(self, conversation: str) -> int:
        """Destroy the state of a conversation and its key."""
        with self._ground.database.transaction():
            self._ground.vault.destroy([owner(conversation)])
            return self._ground.database.run("DELETE FROM states WHERE conversation = ?", conversation)


def owner(conversation: str) -> str:
    """Name whose key it is."""
    return f"conversation:{conversation}"


def _what(conversation: str) -> str:
    return f"state|{conversation}"
