"""The anonymous line against each way such lines are known to have given somebody away, one test for each."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bots.discord import line_posting
from bots.discord.desk import WAIT, Desk
from bots.discord.log_export import as_csv, as_json, seen_by
from tests.bots.discord.conftest import World, holding, labels, said, shown
from tests.bots.discord.lined import CANARY, answer, preview, sent, thread
from tests.pictures.samples import picture, saved

FILE = "ada-lovelace-holiday.png"


async def talk(told: World) -> list[Any]:
    """Let both sides write to each other; return every request that touches what moderators can see."""
    before = len(told.env.http_requests)
    report = await told.mo.send(told.general, "look at this", attachments=[("mo.png", b"x")])
    await told.ada.context_menu(told.general, "Report privately", report)
    await told.ada.slash(told.general, "picture", file=(FILE, saved(picture())))
    await sent(told)
    await answer(told, "Which link?")
    ada = told.ada.user
    box = await ada.click(told.last(ada.dm_channel), label="Answer them")
    await ada.submit_modal(box, {"words": f"the second one, {CANARY}"})
    names = [str(told.private.id), *(str(one.id) for one in told.private.threads)]
    asked = told.env.http_requests[before:]
    found = [one for one in asked if any(f"/channels/{name}" in one.path for name in names)]
    assert len(found) >= 4
    return found


def body(payload: Any) -> dict[str, Any]:
    return payload.json if isinstance(payload.json, dict) else {}


def everything(payloads: list[Any]) -> str:
    """Return all that was sent to the moderators' side, as one text."""
    return json.dumps([[p.path, p.json, p.params, p.reason] for p in payloads], default=str).lower()


async def test_who_it_is_stands_in_no_payload(told: World) -> None:
    text = everything(await talk(told))
    member = told.bot.get_guild(told.guild.id).get_member(told.ada.id)  # type: ignore[union-attr]
    dm = str(told.ada.user.dm_channel.id)
    for name in (str(told.ada.id), "ada.lovelace", "adders", "ada l", dm, told.conversation()):
        assert name.lower() not in text
    assert member is None or member.name not in text


async def test_command_echo_every_answer_to_a_command_is_unseen_and_no_channel_shows_it(told: World) -> None:
    result = await sent(told)
    assert all(message.ephemeral for message in shown(result))
    assert told.general.history(viewer=told.mo) == []
    assert not [m for m in told.private.history() if m.interaction_metadata is not None]
    assert not [m for m in thread(told).history() if m.interaction_metadata is not None]


async def test_typing_indicator_nobody_is_ever_shown_as_typing(told: World) -> None:
    await talk(told)
    assert not [one for one in told.env.http_requests if one.path.endswith("/typing")]


async def test_join_time_neither_dates_nor_age_nor_nation_of_the_person_are_passed_on(told: World) -> None:
    payloads = await talk(told)
    case = told.house.store.cases.case_of(told.conversation())
    assert case is not None
    told.house.store.cases.save_answers(case, {"nation": "wales", "age_years": 31, "incident": "threat"})
    payloads += await talk(told)
    text = everything(payloads)
    member = told.env.backend.get_member(told.guild.id, told.ada.id)
    assert str(member.joined_at)[:10] not in text
    assert not [word for word in ("wales", "31 ", "<t:", "adult", "joined") if word in text]


async def test_the_name_of_a_thread_is_drawn_by_chance_and_not_counted_up(told: World) -> None:
    names = set()
    for _ in range(3):
        result = await sent(told)
        names.add(thread(told).name)
        await told.ada.click(holding(result, "Take it back"), label="Take it back")
    assert len(names) == 3
    numbers = sorted(int(name.split()[1]) for name in names)
    assert numbers != list(range(numbers[0], numbers[0] + 3))


async def test_reply_quoting_nothing_is_a_reply_or_a_forward(told: World) -> None:
    assert not [one for one in await talk(told) if "message_reference" in body(one)]


async def test_mentions_none_is_sent_and_none_would_ring(told: World) -> None:
    for payload in await talk(told):
        if "content" in body(payload):
            assert body(payload)["allowed_mentions"] == {"parse": []}
            assert f"<@{told.ada.id}>" not in body(payload)["content"]


async def test_file_names_no_file_and_no_name_of_one_goes_along(told: World) -> None:
    payloads = await talk(told)
    assert FILE not in everything(payloads)
    assert not [one for one in payloads if body(one).get("attachments") or getattr(one, "files", None)]


async def test_audit_log_it_names_the_bot_alone_and_no_reason(told: World) -> None:
    payloads = await talk(told)
    assert not [one for one in payloads if one.reason]
    audit = repr(told.guild.audit_log)
    assert str(told.ada.id) not in audit
    assert CANARY not in audit


async def test_the_moderators_own_log_and_its_export_lead_to_nobody(told: World) -> None:
    await talk(told)
    rows = seen_by(told.house.store.moderator_log.rows(str(told.guild.id)), told.mo.id)
    content = (as_csv(rows) + as_json(rows)).decode()
    assert thread(told).name in content
    assert not [w for w in (str(told.ada.id), "lovelace", CANARY, told.conversation()) if w in content]


@pytest.fixture
def waiting(told: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The real wait of chance length, on the simulated clock."""
    real: Callable[[Desk], Awaitable[None]] = line_posting.wait_a_while

    async def wait(desk: Desk) -> None:
        await told.env.external_wait(real(desk), reason="a wait of chance length")

    monkeypatch.setattr(line_posting, "wait_a_while", wait)
    told.desk.wait = WAIT
    return told


async def test_timing_nothing_reaches_the_moderators_in_the_first_minute_and_all_within_five(
    waiting: World,
) -> None:
    await sent(waiting)
    await waiting.env.advance_time(59)
    assert waiting.private.threads == []
    await waiting.env.advance_time(242)
    assert len(waiting.private.threads) == 1
    box = await waiting.ada.user.click(await answered(waiting), label="Answer them")
    await waiting.ada.user.submit_modal(box, {"words": "the second one"})
    await waiting.env.advance_time(59)
    assert "the second one" not in waiting.texts(thread(waiting))[-1]
    await waiting.env.advance_time(242)
    assert "the second one" in waiting.texts(thread(waiting))[-1]


async def answered(world: World) -> Any:
    await answer(world, "Which link?")
    return world.last(world.ada.user.dm_channel)


async def test_timing_the_wait_is_by_chance() -> None:
    drawn = {round(line_posting.how_long(WAIT)) for _ in range(50)}
    assert len(drawn) > 10
    assert min(drawn) >= 60
    assert max(drawn) <= 300


async def test_log_files_hold_no_word_no_number_and_no_name_of_it(
    told: World, caplog: Any, capfd: Any
) -> None:
    caplog.set_level(logging.INFO, "fingerpost")
    await talk(told)
    await answer(told, CANARY)
    out, err = capfd.readouterr()
    ours = [record.getMessage() for record in caplog.records if record.name == "fingerpost"]
    logged = out + err + "".join(ours)
    assert ours
    assert not [w for w in (CANARY, str(told.ada.id), thread(told).name, str(thread(told).id)) if w in logged]


async def test_the_disk_holds_no_word_of_the_person_while_it_waits_or_after(
    waiting: World, tmp_path: Path
) -> None:
    result = await preview(waiting)
    box = await waiting.ada.click(holding(result, "Add words"), label="Add words")
    result = await waiting.ada.submit_modal(box, {"words": CANARY})
    way = "Send, I will look here for answers"
    await waiting.ada.click(holding(result, way), label=way)
    before = await asyncio.to_thread(_on_disk, tmp_path)
    await waiting.env.advance_time(301)
    assert CANARY in "".join(waiting.texts(thread(waiting)))
    for kept in (before, await asyncio.to_thread(_on_disk, tmp_path)):
        assert CANARY.encode() not in kept
        assert str(waiting.ada.id).encode() not in kept
    exported = waiting.house.store.export(_case(waiting))
    assert CANARY not in json.dumps(exported)


def _on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _case(world: World) -> Any:
    return world.house.store.cases.case_of(world.conversation())


async def test_whether_the_person_could_be_reached_looks_the_same(told: World) -> None:
    await sent(told)
    open_ = said(await answer(told, "We are on it."))
    dm = told.ada.user.dm_channel.id
    told.env.inject_error("POST", f"/channels/{dm}/messages", status=403, code=50007)
    assert said(await answer(told, "We are on it.")) == open_
    assert labels(told.last(told.ada.user.dm_channel)) == ["Answer them", "Take it back"]
