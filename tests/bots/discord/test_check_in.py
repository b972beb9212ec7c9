"""The check-in as a direct message: it arrives with its buttons, and who closed the door is left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.discord.reminding import CheckIns
from bots.reminders import Reminding, Senders
from nlu.dialogue import Reply
from tests.bots.discord.conftest import World, labels, parts

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def test_a_check_in_arrives_says_nothing_and_can_be_tapped(world: World) -> None:
    senders, store, account = Senders(), world.house.store, str(world.ada.id)
    senders.register("discord", CheckIns(world.desk, world.bot).send)
    case = store.cases.open_case(world.conversation())
    store.reminders.add_reminder(
        case, world.conversation(), account, "discord", NOON, "check_in", {"site": "x"}
    )
    assert await Reminding(store, world.house.content, senders, lambda: NOON).send_due() == 1
    await world.env.settle()
    assert world.texts(world.ada.user.dm_channel) == ["You asked me to check in."]
    message = world.last(world.ada.user.dm_channel)
    assert labels(message) == ["Go on", "Stop check-ins"]
    assert "k:check:x" in str(parts(message)[0])


@pytest.mark.parametrize(("status", "code"), [(403, 50007), (404, 10013)])
async def test_whoever_lets_nobody_write_is_left_alone(world: World, status: int, code: int) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    send = CheckIns(world.desk, world.bot).send
    assert await send(str(world.ada.id), [Reply("You asked me to check in.")], False) is False
