"""Real walks through the real core by button: everybody is asked in the right words and gets steps."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bots.dialogue_client import DialogueClient
from nlu.dialogue import Heard
from responses.reader import load
from tests.conftest import RunningWorker

pytestmark = pytest.mark.rasa

NOW = "2026-11-25T14:30:00+00:00"
CONTENT = load()
WORDS = CONTENT.words["en"]
MOST = 12
INCIDENTS = next(flow for flow in CONTENT.flows if flow.id == "report").questions[2].options


class Walk(NamedTuple):
    """What was asked on one way, everything that was said, and the state at its end."""

    asked: list[str]
    said: str
    state: str


async def walk(worker: RunningWorker, first: str, **chosen: str) -> Walk:
    """Press the chosen option of each question, or its first one, until nothing more is asked."""
    client = DialogueClient(worker.token, url=worker.url, now=lambda: NOW)
    turn = await client.turn(Heard("button", first), None)
    asked: list[str] = []
    said = [reply.text for reply in turn.replies]
    try:
        while True:
            payloads = [button.payload for reply in turn.replies for button in reply.buttons]
            options = [payload[2:].split("=") for payload in payloads if payload.startswith("a:")]
            if not options or len(asked) > MOST:
                return Walk(asked, "\n".join(said), turn.state)
            name = options[0][0]
            option = chosen.get(name, options[0][1])
            asked.append(name)
            turn = await client.turn(Heard("button", f"a:{name}={option}"), turn.state)
            said += [reply.text for reply in turn.replies]
    finally:
        await client.close()


async def test_a_parent_is_asked_about_the_child_and_told_not_to_look(worker: RunningWorker) -> None:
    found = await walk(
        worker,
        "do:for_someone_else",
        for_whom="child",
        incident="image_shared",
        age="under_18",
        nation="wales",
    )
    assert "Is the young person 18 or over?" in found.said
    assert "Please do not look at the picture, copy it or pass it on" in found.said
    assert "StopNCII" not in found.said
    assert len(found.asked) <= MOST


async def test_a_moderator_gets_the_order_of_steps(worker: RunningWorker) -> None:
    found = await walk(worker, "do:i_am_a_moderator", incident="image_shared", age="adult", nation="scotland")
    assert WORDS.text("moderator.moderator_steps") in found.said
    assert found.asked == ["safe_now", "incident", "age", "site", "nation", "reported"]


async def test_a_moderator_who_is_unsure_of_the_age_is_told_what_is_right_for_a_child(
    worker: RunningWorker,
) -> None:
    found = await walk(worker, "do:i_am_a_moderator", incident="image_shared", age="unsure", nation="england")
    assert "StopNCII" not in found.said
    assert "Please don't look at the picture again" in found.said


async def test_someone_who_did_it_is_met_calmly_and_asked_nothing_about_it(worker: RunningWorker) -> None:
    found = await walk(
        worker, "do:i_did_it", age="adult", age_in_picture="under_18", nation="northern_ireland"
    )
    assert found.asked == ["safe_now", "age", "age_in_picture", "nation"]
    assert WORDS.text("did_it.did_it_steps") in found.said
    assert "Stop It Now" in found.said


async def test_a_teenager_who_is_blackmailed_is_asked_simply_and_shown_tools_for_children(
    worker: RunningWorker,
) -> None:
    found = await walk(
        worker,
        "do:report_start",
        incident="sextortion",
        age="under_18",
        by="unknown",
        nation="england",
        money="paid",
    )
    assert WORDS.text("report.money.ask_under_18") in found.said
    assert WORDS.text("report.by.ask_under_18") in found.said
    assert "StopNCII" not in found.said
    assert len(found.asked) <= MOST


@pytest.mark.parametrize("incident", INCIDENTS)
async def test_every_incident_of_an_adult_ends_in_first_steps(incident: str, worker: RunningWorker) -> None:
    found = await walk(
        worker, "do:report_start", incident=incident, age="adult", age_in_picture="adult", nation="wales"
    )
    assert WORDS.text("report.next_steps") in found.said
    assert len(found.asked) <= MOST


@pytest.mark.parametrize("incident", INCIDENTS)
async def test_no_incident_of_a_child_ends_at_a_tool_for_adults(incident: str, worker: RunningWorker) -> None:
    found = await walk(
        worker, "do:report_start", incident=incident, age="under_18", age_years="13_to_15", nation="scotland"
    )
    assert WORDS.text("report.next_steps") in found.said
    assert "stopncii.org" not in found.said.lower()
    assert "0345 6000 459" not in found.said
    assert "0800 1111" in found.said
    assert len(found.asked) <= MOST


async def test_a_picture_is_never_fetched_from_someone_who_did_it(worker: RunningWorker) -> None:
    found = await walk(worker, "do:i_did_it", age="adult", age_in_picture="adult", nation="england")
    client = DialogueClient(worker.token, url=worker.url, now=lambda: NOW)
    try:
        turn = await client.turn(Heard("picture"), found.state)
    finally:
        await client.close()
    assert "fetch_picture" not in [effect.kind for effect in turn.effects]
