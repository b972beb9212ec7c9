"""The check-in: sent once, never at night, and gone when stopped or blocked."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bots.reminders import RETRY, Reminding, Senders
from responses.reader import Content
from storage import CaseId, Store, open_store
from tests.bots.reminding import KEY, NOON, QUICK, Phone, Watch, ask_for


async def test_a_check_in_is_sent_when_it_is_due_and_not_before(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    ask_for(store, NOON + timedelta(hours=1))
    assert await reminding.send_due() == 0
    clock.now += timedelta(hours=1)
    assert await reminding.send_due() == 1
    assert await reminding.send_due() == 0
    assert [address for address, _, _ in phone.arrived] == ["4711"]


async def test_it_says_nothing_that_a_locked_phone_could_betray(
    store: Store, reminding: Reminding, phone: Phone
) -> None:
    ask_for(store, NOON)
    await reminding.send_due()
    [(_, [reply], _)] = phone.arrived
    assert reply.text == "You asked me to check in."
    assert [(button.label, button.payload) for button in reply.buttons] == [
        ("Go on", "k:check:x"),
        ("Stop check-ins", "do:stop_reminders"),
    ]


def warn(store: Store, due: datetime, language: str = "en") -> CaseId:
    conversation = store.conversation_id("telegram", "4711")
    case = store.cases.open_case(conversation)
    facts = {"silent": False, "language": language}
    store.reminders.add_reminder(case, conversation, "4711", "telegram", due, "going", facts)
    return case


async def test_the_warning_before_a_case_goes_moves_on_while_its_person_comes_back(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    case = warn(store, NOON + timedelta(days=27))
    clock.now += timedelta(days=20)
    store.cases.touch(case)
    clock.now += timedelta(days=7)
    assert await reminding.send_due() == 0
    clock.now += timedelta(days=20)
    assert await reminding.send_due() == 1
    [(_, [reply], _)] = phone.arrived
    assert (reply.text, reply.buttons[0].payload) == ("You asked me to check in.", "do:status")
    assert store.cases.dates(case).goes_at - clock.now == timedelta(days=3)


async def test_it_makes_no_sound_where_that_was_asked_for(
    store: Store, reminding: Reminding, phone: Phone
) -> None:
    ask_for(store, NOON, "one", silent=True)
    ask_for(store, NOON, "two")
    await reminding.send_due()
    assert {address: silent for address, _, silent in phone.arrived} == {"one": True, "two": False}


async def test_whoever_blocked_us_is_never_written_to_again(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    case = ask_for(store, NOON)
    phone.blocked = True
    assert await reminding.send_due() == 0
    assert store.reminders.of_case(case) == []
    phone.blocked = False
    clock.now += timedelta(days=2)
    assert await reminding.send_due() == 0
    assert phone.arrived == []


async def test_a_lost_network_is_tried_again_and_then_let_be(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    case = ask_for(store, NOON)
    phone.failures = 2
    assert await reminding.send_due() == 0
    assert await reminding.send_due() == 0
    for wait in RETRY[:2]:
        clock.now += wait
        sent = await reminding.send_due()
    assert sent == 1
    assert store.reminders.of_case(case) == []
    case = ask_for(store, clock.now)
    phone.failures = 100
    for _ in range(20):
        clock.now += timedelta(hours=24)
        await reminding.send_due()
    assert store.reminders.of_case(case) == []
    assert phone.failures == 100 - len(RETRY) - 1


async def test_at_night_it_waits_for_the_morning(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    clock.now = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)  # the clocks go back in this night
    ask_for(store, clock.now)
    assert await reminding.send_due() == 0
    clock.now = datetime(2026, 10, 25, 8, 59, tzinfo=UTC)
    assert await reminding.send_due() == 0
    clock.now = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
    assert await reminding.send_due() == 1
    assert len(phone.arrived) == 1


async def test_a_stopped_or_forgotten_check_in_never_comes(
    store: Store, reminding: Reminding, phone: Phone, clock: Watch
) -> None:
    ask_for(store, NOON + timedelta(hours=1), "stops")
    ask_for(store, NOON + timedelta(hours=1), "forgets")
    store.reminders.stop_reminders(store.conversation_id("telegram", "stops"))
    store.forget(store.conversation_id("telegram", "forgets"))
    clock.now += timedelta(hours=2)
    assert await reminding.send_due() == 0
    assert phone.arrived == []


async def test_a_channel_that_is_away_loses_nothing(
    store: Store, content: Content, clock: Watch, phone: Phone
) -> None:
    senders = Senders()
    reminding = Reminding(store, content, senders, clock)
    ask_for(store, NOON)
    assert await reminding.send_due() == 0
    senders.register("telegram", phone.send)
    clock.now += RETRY[0]
    assert await reminding.send_due() == 1


async def test_two_senders_never_send_the_same_one(
    path: Path, store: Store, content: Content, clock: Watch, phone: Phone
) -> None:
    other = open_store(path, KEY, clock, code_limits=QUICK)
    senders = Senders()
    senders.register("telegram", phone.send)
    for number in range(20):
        ask_for(store, NOON, str(number))
    await asyncio.gather(*(Reminding(one, content, senders, clock).send_due() for one in (store, other)))
    other.close()
    assert sorted(int(address) for address, _, _ in phone.arrived) == list(range(20))


async def test_the_clock_runs_until_it_is_told_to_stop(
    store: Store, reminding: Reminding, phone: Phone
) -> None:
    ask_for(store, NOON)
    told = asyncio.Event()
    running = asyncio.create_task(reminding.run(told))
    while not phone.arrived:
        await asyncio.sleep(0)
    told.set()
    await asyncio.wait_for(running, 5)
