"""A clock, a phone and a check-in that was asked for: what the tests of check-ins share."""

from datetime import UTC, datetime

from nlu.dialogue import Reply
from storage import CaseId, CodeLimits, OperatorKey, Store

KEY = OperatorKey(bytes(range(32)))
QUICK = CodeLimits(work=2)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Watch:
    """A clock that moves when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Phone:
    """What arrived, and how the next message fares."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, list[Reply], bool]] = []
        self.blocked = False
        self.failures = 0

    async def send(self, address: str, replies: list[Reply], silent: bool) -> bool:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        if not self.blocked:
            self.arrived.append((address, replies, silent))
        return not self.blocked


def ask_for(store: Store, due: datetime, account: str = "4711", silent: bool = False) -> CaseId:
    conversation = store.conversation_id("telegram", account)
    case = store.cases.open_case(conversation)
    facts = {"site": "x", "silent": silent}
    store.reminders.add_reminder(case, conversation, account, "telegram", due, "check_in", facts)
    return case
