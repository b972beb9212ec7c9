"""Giving a fingerprint to others: a yes of its own, one value and nothing else, and all of it back again.

The bank is a real server on a socket that speaks the endpoints of Meta's Hasher-Matcher-Actioner.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.carrying import Carrying
from bots.effects import carry_out, forget
from bots.outbox import Outbox
from bots.passing_on import export, learn, standing
from bots.pictures.bank import Bank
from bots.pictures.sharing import Partner
from nlu.dialogue import Effect
from responses.reader import load
from storage import CodeLimits, OperatorKey, Store, open_store
from tests.bots.hma_server import HMA, served
from tests.pictures.test_matching import a_pdq, made

PARTNER = Partner("Example Trust", "ADULTS")
CONTENT = load()


@pytest.fixture
async def hma() -> AsyncIterator[HMA]:
    async with served() as bank:
        yield bank


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reopen(tmp_path: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def again() -> Store:
        for store in opened:
            store.close()
        key = OperatorKey(bytes(range(32)))
        opened[:] = [open_store(tmp_path / "f.db", key, clock, code_limits=CodeLimits(work=2))]
        return opened[0]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Callable[[], Store]) -> Store:
    return reopen()


def person(store: Store, partner: Partner | None = PARTNER, quality: int = 90, pictures: int = 1) -> str:
    conversation = store.conversation_id("telegram", "7")
    case = store.cases.case_of(conversation) or store.cases.open_case(conversation)
    for number in range(pictures):
        store.fingerprints.add_fingerprint(case, made(a_pdq(number), quality).as_dict())
    return conversation


def does(store: Store, step: str, partner: Partner | None = PARTNER) -> Carrying:
    carrying = Carrying(store, CONTENT, "telegram", store.conversation_id("telegram", "7"), [])
    carrying.partner = partner
    carry_out(carrying, Effect("share_picture", {"step": step}))
    return carrying


def texts(carrying: Carrying) -> str:
    return "\n".join(reply.text for reply in carrying.replies)


def pressed(carrying: Carrying) -> set[str]:
    return {button.payload for reply in carrying.replies for button in reply.buttons}


async def test_nothing_leaves_before_the_yes_and_then_one_value_and_nothing_else(
    store: Store, hma: HMA
) -> None:
    person(store)
    for step in ("menu", "partner", "value"):
        does(store, step)
    assert (await Outbox(store, Bank(hma.url)).send_due()).given == 0
    assert hma.asked == []
    does(store, "partner_yes")
    assert (await Outbox(store, Bank(hma.url)).send_due()).given == 1
    assert hma.asked == [("POST", "/c/bank/ADULTS/signal", {"pdq": a_pdq(0)})]


def test_the_yes_is_kept_with_its_destination_and_its_day(store: Store) -> None:
    conversation = person(store)
    does(store, "value_yes")
    does(store, "partner_yes")
    agreed = [(share.destination, share.agreed_at) for share in store.shares.shares_of(conversation)]
    assert sorted(agreed) == [("partner", Clock().time), ("person", Clock().time)]
    said = does(store, "stop")
    assert texts(said).count("22 November 2026") == 2
    assert {"l:share:stop_person", "l:share:stop_partner"} <= pressed(said)


def test_without_a_partner_nobody_is_offered_one_and_a_forged_button_keeps_nothing(store: Store) -> None:
    conversation = person(store, None)
    assert "l:share:partner" not in pressed(does(store, "menu", None))
    does(store, "partner_yes", None)
    assert store.shares.shares_of(conversation) == []


def test_the_value_is_shown_to_the_person_and_waits_nowhere(store: Store) -> None:
    person(store, pictures=2)
    said = does(store, "value_yes")
    assert a_pdq(0) in texts(said)
    assert a_pdq(1) in texts(said)
    assert said.fleeting == said.replies
    assert "StopNCII" in texts(said)


def test_a_plain_picture_is_not_given_to_anybody(store: Store) -> None:
    conversation = person(store, quality=49)
    does(store, "partner_yes")
    does(store, "value_yes")
    assert store.shares.shares_of(conversation) == []


def test_the_same_value_is_given_once(store: Store) -> None:
    conversation = person(store)
    does(store, "partner_yes")
    does(store, "partner_yes")
    assert len(store.shares.shares_of(conversation)) == 1


@pytest.mark.parametrize("how", ["withdraw", "forget", "under 18"])
async def test_what_was_passed_on_is_deleted_there_when_it_is_taken_back(
    store: Store, hma: HMA, how: str, reopen: Callable[[], Store]
) -> None:
    person(store, pictures=2)
    does(store, "partner_yes")
    await Outbox(store, Bank(hma.url)).send_due()
    assert len(hma.held) == 2
    if how == "withdraw":
        does(store, "stop_partner")
    elif how == "forget":
        carrying = does(store, "menu")
        forget(carrying)
        assert "I ask them to delete each: 2" in texts(carrying)
        assert "until they are deleted there" in texts(carrying)
    else:
        carry_out(does(store, "menu"), Effect("destroy_pictures"))
    again = reopen()  # a restart in between loses nothing
    assert (await Outbox(again, Bank(hma.url)).send_due()).taken_back == 2
    assert hma.held == {}
    assert standing(again) == {"waiting": 0, "out": 0, "to_take_back": 0, "to_take_back_by_hand": 0}


async def test_what_is_taken_back_before_it_left_never_leaves(store: Store, hma: HMA) -> None:
    person(store)
    does(store, "partner_yes")
    does(store, "stop_partner")
    await Outbox(store, Bank(hma.url)).send_due()
    assert hma.asked == []


@pytest.mark.parametrize("status", [404, 403, 500, 503, 302])
async def test_a_bank_that_fails_is_asked_again_later_until_it_has_it(
    store: Store, hma: HMA, clock: Clock, status: int
) -> None:
    person(store)
    does(store, "partner_yes")
    outbox, hma.broken = Outbox(store, Bank(hma.url)), status
    assert (await outbox.send_due()).put_off == 1
    assert (await outbox.send_due()).put_off == 0  # not at once again
    clock.time += timedelta(hours=1)
    hma.broken = 0
    assert (await outbox.send_due()).given == 1
    assert len(hma.held) == 1


@pytest.mark.parametrize("status", [400, 500, 503])
async def test_a_deletion_that_fails_is_asked_for_again_until_it_is_done(
    store: Store, hma: HMA, clock: Clock, status: int
) -> None:
    person(store)
    does(store, "partner_yes")
    outbox = Outbox(store, Bank(hma.url))
    await outbox.send_due()
    does(store, "stop_partner")
    hma.broken = status
    for _ in range(8):
        assert (await outbox.send_due()).taken_back == 0
        clock.time += timedelta(days=1)
    hma.broken = 0
    assert (await outbox.send_due()).taken_back == 1
    assert hma.held == {}


async def test_a_bank_that_cannot_be_reached_has_nothing_to_give_back(store: Store, clock: Clock) -> None:
    person(store)
    does(store, "partner_yes")
    assert (await Outbox(store, Bank("http://127.0.0.1:9")).send_due()).put_off == 1
    does(store, "stop_partner")
    assert store.shares.takebacks() == []


async def test_what_was_being_sent_at_a_crash_is_sent_again_and_marked_for_the_operator(
    store: Store, hma: HMA, clock: Clock, reopen: Callable[[], Store]
) -> None:
    person(store)
    does(store, "partner_yes")
    assert store.shares.take() is not None  # and here the process dies
    again = reopen()
    clock.time += timedelta(minutes=6)
    assert (await Outbox(again, Bank(hma.url)).send_due()).given == 1
    assert standing(again)["to_take_back_by_hand"] == 1


@pytest.mark.parametrize("answer", ["[]", '{"id": true}', '{"id": "7"}', "[" * 9000, "", '{"id": null}'])
async def test_an_answer_that_is_no_number_is_not_believed(store: Store, answer: str) -> None:
    from bots.pictures.bank import _number

    assert _number(answer.encode()) is None


def test_an_operator_can_do_it_all_by_file(store: Store, tmp_path: Path) -> None:
    conversation = person(store)
    does(store, "partner_yes")
    first, second, answers = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "answers.jsonl"
    assert export(store, first) == 1
    assert first.stat().st_mode & 0o777 == 0o600
    line = json.loads(first.read_text())
    assert (line["method"], line["path"]) == ("POST", "/c/bank/ADULTS/signal")
    assert line["body"] == {"pdq": a_pdq(0)}
    assert set(line) == {"share", "method", "path", "body"}
    assert standing(store)["out"] == 1
    answers.write_text(json.dumps({"share": line["share"], "id": 17}))
    assert learn(store, answers) == 1
    store.forget(conversation)
    assert export(store, second) == 1
    back = json.loads(second.read_text())
    assert (back["method"], back["path"]) == ("DELETE", "/c/bank/ADULTS/content/17")
    answers.write_text(json.dumps({"share": line["share"], "deleted": 1}))
    assert learn(store, answers) == 1
    assert standing(store)["to_take_back"] == 0


def test_what_was_exported_without_a_number_is_still_listed_for_deletion(
    store: Store, tmp_path: Path
) -> None:
    conversation = person(store)
    does(store, "partner_yes")
    export(store, tmp_path / "1.jsonl")
    store.forget(conversation)
    assert standing(store)["to_take_back_by_hand"] == 1
    export(store, tmp_path / "2.jsonl")
    assert json.loads((tmp_path / "2.jsonl").read_text())["number"] == "not known"


async def test_the_command_sends_only_where_an_address_is_set(tmp_path: Path) -> None:
    from bots.commands import CannotDo
    from bots.passing_on import shared
    from bots.settings import Settings

    settings = Settings(data=tmp_path, _env_file=None)
    with pytest.raises(CannotDo):
        await shared(settings, Namespace(export=None, answers=None, send=True))
