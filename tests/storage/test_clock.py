"""Reminders: claimed once, sent once, stopped at once, and back again after a sender dies."""

import threading
from collections.abc import Callable
from datetime import timedelta

from storage import Reminder, Store
from tests.storage.conftest import StillClock
from tests.storage.full import ACCOUNT, fill


def test_a_reminder_is_due_at_its_moment_and_not_before(store: Store, clock: StillClock) -> None:
    full = fill(store)
    assert store.reminders.next_due() == clock.time + timedelta(hours=48)
    clock.pass_by(hours=48, seconds=-1)
    assert store.reminders.due_reminders() == []
    assert store.reminders.take(full.reminder) is None
    clock.pass_by(seconds=1)
    [due] = store.reminders.due_reminders()
    assert (due.id, due.address, due.kind, due.channel) == (full.reminder, ACCOUNT, "check_in", "telegram")


def test_an_address_is_not_shown_when_a_reminder_is_printed(store: Store, clock: StillClock) -> None:
    fill(store)
    clock.pass_by(hours=48)
    assert ACCOUNT not in repr(store.reminders.due_reminders())


def test_of_many_senders_one_takes_a_reminder(store: Store, clock: StillClock) -> None:
    full = fill(store)
    clock.pass_by(hours=48)
    taken: list[Reminder | None] = []
    senders = [
        threading.Thread(target=lambda: taken.append(store.reminders.take(full.reminder))) for _ in range(8)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len([reminder for reminder in taken if reminder]) == 1
    assert store.reminders.due_reminders() == []


def test_a_sent_reminder_is_gone_for_good(reopen: Callable[[], Store], clock: StillClock) -> None:
    store = reopen()
    full = fill(store)
    clock.pass_by(hours=48)
    assert store.reminders.take(full.reminder)
    assert store.reminders.mark_sent(full.reminder)
    assert not store.reminders.mark_sent(full.reminder)
    clock.pass_by(hours=1)
    assert reopen().reminders.due_reminders() == []


def test_a_reminder_whose_sender_died_comes_back_counted(
    reopen: Callable[[], Store], clock: StillClock
) -> None:
    store = reopen()
    full = fill(store)
    clock.pass_by(hours=48)
    assert store.reminders.take(full.reminder, timedelta(minutes=5))
    store = reopen()
    assert store.reminders.due_reminders() == []
    clock.pass_by(minutes=5)
    again = store.reminders.take(full.reminder)
    assert again is not None
    assert again.attempts == 2


def test_a_reminder_can_wait_for_the_morning(store: Store, clock: StillClock) -> None:
    full = fill(store)
    clock.pass_by(hours=48)
    store.reminders.take(full.reminder)
    assert store.reminders.put_off(full.reminder, clock.time + timedelta(hours=8))
    clock.pass_by(hours=7)
    assert store.reminders.due_reminders() == []
    clock.pass_by(hours=1)
    assert len(store.reminders.due_reminders()) == 1


def test_stopping_takes_every_reminder_of_the_person_and_nobody_elses(
    store: Store, clock: StillClock
) -> None:
    full = fill(store)
    other = fill(store, account="2", alias="Wren 7")
    assert store.reminders.stop_reminders(full.conversation) == 1
    clock.pass_by(hours=48)
    assert [reminder.id for reminder in store.reminders.due_reminders()] == [other.reminder]


def test_a_damaged_reminder_does_not_silence_the_others(store: Store, clock: StillClock) -> None:
    full = fill(store)
    other = fill(store, account="2", alias="Wren 7")
    store._ground.database.run("UPDATE reminders SET sealed = x'0102' WHERE id = ?", full.reminder)
    clock.pass_by(hours=48)
    assert [reminder.id for reminder in store.reminders.due_reminders()] == [other.reminder]


def test_a_reminder_that_could_never_be_sent_goes_after_a_week(store: Store, clock: StillClock) -> None:
    fill(store)
    clock.pass_by(hours=48, days=7)
    assert store.sweep().gone["reminders"] == 1
