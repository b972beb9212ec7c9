"""The two consents that belong to a server, with the real core: asked first, and only behind the age gate."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bots.turn import Answer, Turns
from bots.workers import Workers
from nlu.dialogue import Heard
from storage import OperatorKey, open_store
from tests.bots.channel_contract import content

pytestmark = pytest.mark.rasa


@pytest.fixture
async def turns(worker: Any, tmp_path: Path) -> AsyncIterator[Turns]:
    workers = Workers(urls=[worker.url], token=worker.token)
    store = open_store(tmp_path / "fingerpost.db", OperatorKey(bytes(range(32))))
    await workers.start()
    yield Turns(store, workers, content())
    await workers.stop()
    store.close()


async def press(turns: Turns, *payloads: str, channel: str = "discord") -> Answer:
    for payload in payloads:
        answer = await turns.take(channel, "ada", Heard("button", payload))
        assert not answer.is_holding
    return answer


def payloads(answer: Answer) -> set[str]:
    return {button.payload for reply in answer.replies for button in reply.buttons}


ADULT = ("a:for_whom=self", "a:age=adult", "a:age_in_picture=adult")


async def test_the_moderators_are_told_only_after_a_second_yes(turns: Turns) -> None:
    asked = await press(turns, *ADULT, "do:tell_moderators")
    assert "tell_moderators" not in asked.asks
    assert "do:tell_moderators_yes" in payloads(asked)
    assert "tell_moderators" in (await press(turns, "do:tell_moderators_yes")).asks


async def test_a_picture_is_looked_out_for_only_after_its_own_yes(turns: Turns) -> None:
    asked = await press(turns, *ADULT, "do:watch_for_picture")
    assert "watch_for_picture" not in asked.asks
    assert "do:watch_for_picture_yes" in payloads(asked)
    assert "watch_for_picture" in (await press(turns, "do:watch_for_picture_yes")).asks


async def test_a_forged_yes_gets_no_further_than_the_age_gate(turns: Turns) -> None:
    answer = await press(turns, "a:for_whom=self", "a:age=under_18", "do:watch_for_picture_yes")
    assert answer.asks == set()
    assert "18 or over" in answer.replies[0].text


async def test_a_no_goes_on_with_the_report(turns: Turns) -> None:
    await press(turns, *ADULT, "do:tell_moderators")
    answer = await press(turns, "do:report_start")
    assert answer.asks == set()
    assert payloads(answer)


async def test_on_another_channel_it_is_said_that_only_discord_can(turns: Turns) -> None:
    answer = await press(turns, *ADULT, "do:tell_moderators_yes", channel="terminal")
    assert answer.asks == set()
    assert "only do that on Discord" in answer.replies[-1].text
