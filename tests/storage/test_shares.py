"""What was given to others: one dated consent each, gone at once, and asked back from wherever it went."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage import CaseId, Store
from tests.storage.conftest import StillClock
from tests.storage.full import all_bytes

PDQ = "c0ffee" * 10 + "beef"


@pytest.fixture
def conversation(store: Store) -> str:
    return store.conversation_id("telegram", "7")


@pytest.fixture
def case(store: Store, conversation: str) -> CaseId:
    return store.cases.open_case(conversation)


def _agree(store: Store, case: CaseId, conversation: str, destination: str = "partner") -> str:
    return store.shares.agree(case, conversation, destination, {"bank": "ADULTS", "pdq": PDQ})


def test_a_consent_has_its_destination_and_its_date(
    store: Store, case: CaseId, conversation: str, clock: StillClock
) -> None:
    _agree(store, case, conversation)
    (share,) = store.shares.shares_of(conversation)
    assert (share.destination, share.agreed_at, share.state) == ("partner", clock.time, "waiting")
    assert store.export(case)["shares"] == [
        {"with": "partner", "agreed": clock.time.isoformat(), "state": "waiting"}
    ]


def test_what_never_left_is_gone_with_the_consent(store: Store, case: CaseId, conversation: str) -> None:
    _agree(store, case, conversation)
    assert store.shares.withdraw(conversation, "partner") == 1
    assert store.shares.take() is None
    assert store.shares.takebacks() == []


def test_one_consent_is_withdrawn_without_the_other(store: Store, case: CaseId, conversation: str) -> None:
    _agree(store, case, conversation)
    _agree(store, case, conversation, "person")
    store.shares.withdraw(conversation, "partner")
    assert [share.destination for share in store.shares.shares_of(conversation)] == ["person"]


@pytest.mark.parametrize("how", ["withdraw", "forget", "under 18", "overdue"])
def test_what_went_out_is_asked_back_by_its_number_alone(
    store: Store, case: CaseId, conversation: str, clock: StillClock, how: str
) -> None:
    name = _agree(store, case, conversation)
    assert store.shares.take() is not None
    assert store.shares.gone_out(name, "ADULTS", 17)
    if how == "withdraw":
        store.shares.withdraw(conversation, "partner")
    elif how == "forget":
        assert store.forget(conversation).destroyed["takebacks"] == 1
    elif how == "under 18":
        store.fingerprints.destroy_fingerprints(case)
    else:
        clock.pass_by(days=366)
        assert store.sweep().gone["shares"] == 1
    assert store.shares.shares_of(conversation) == []
    (back,) = store.shares.takebacks()
    assert back.facts == {"share": name, "bank": "ADULTS", "content": 17}
    assert store.shares.taken_back(back.id)
    assert store.shares.takebacks() == []


def test_forgetting_leaves_no_trace_of_the_value_and_none_of_the_person(
    store: Store, case: CaseId, conversation: str, path: Path
) -> None:
    name = _agree(store, case, conversation)
    store.shares.gone_out(name, "ADULTS", 17)
    store.forget(conversation)
    assert conversation.encode() not in all_bytes(path)
    assert case.encode() not in all_bytes(path)
    assert [row["owner"] for row in store._ground.database.rows("SELECT owner FROM keys")] == [
        f"takeback:{store.shares.takebacks()[0].id}"
    ]


def test_what_was_being_sent_when_the_person_forgot_is_taken_back_too(
    store: Store, case: CaseId, conversation: str
) -> None:
    name = _agree(store, case, conversation)
    assert store.shares.take() is not None
    store.forget(conversation)
    assert not store.shares.gone_out(name, "ADULTS", 18)
    assert [back.facts["content"] for back in store.shares.takebacks()] == [18]


def test_two_senders_never_hold_the_same_share_and_a_dead_one_lets_it_go(
    store: Store, case: CaseId, conversation: str, clock: StillClock
) -> None:
    _agree(store, case, conversation)
    assert store.shares.take() is not None
    assert store.shares.take() is None
    clock.pass_by(minutes=6)
    again = store.shares.take()
    assert again is not None
    assert (again.state, again.attempts) == ("sending", 1)


def test_what_surely_did_not_arrive_need_not_be_taken_back(
    store: Store, case: CaseId, conversation: str
) -> None:
    name = _agree(store, case, conversation)
    store.shares.take()
    store.shares.put_off(name, timedelta(minutes=1), unsent=True)
    store.forget(conversation)
    assert store.shares.takebacks() == []


def test_a_number_brought_back_by_hand_is_kept_even_after_forgetting(
    store: Store, case: CaseId, conversation: str
) -> None:
    name = _agree(store, case, conversation)
    store.shares.gone_out(name, "ADULTS", None)
    store.forget(conversation)
    assert store.shares.learned(name, 21)
    assert store.shares.takebacks()[0].facts["content"] == 21
    assert not store.shares.learned("0" * 32, 22)
