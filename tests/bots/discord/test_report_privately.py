"""The message menu "Report privately": nobody sees who used it, and only ids and a link are kept."""

from __future__ import annotations

from nlu.dialogue import Button, Heard, Reply
from tests.bots.discord.conftest import World, holding, labels, said, shown

MENU = "Report privately"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


async def test_nobody_sees_who_reports_and_only_ids_and_the_link_are_kept(world: World) -> None:
    message = await world.mo.send(world.general, "look at this", attachments=[("ada.png", PNG)])
    result = await world.ada.context_menu(world.general, MENU, message)
    assert all(one.ephemeral for one in shown(result))
    assert world.general.history(viewer=world.mo)[0].content == "look at this"
    case = world.house.store.cases.case_of(world.conversation())
    assert case is not None
    (entry,) = world.house.store.ledger.entries(case)
    assert entry.facts["link"] == message.jump_url
    assert set(entry.facts) == {"server", "channel", "message", "account", "link", "posted"}
    assert not [one for one in world.env.http_requests if "cdn" in one.path]


async def test_it_asks_whether_it_is_about_the_person_and_goes_on_with_help(world: World) -> None:
    world.script.replies["a:for_whom=self"] = (
        Reply("What happened?", (Button("A threat", "a:incident=threat"),)),
    )
    message = await world.mo.send(world.general, "look at this")
    result = await world.ada.context_menu(world.general, MENU, message)
    result = await world.ada.click(holding(result, "Yes, it's about me"), label="Yes, it's about me")
    assert world.script.heard[-2:] == [Heard("button", "a:site=discord"), Heard("button", "a:for_whom=self")]
    assert "What happened?" in said(result)
    assert "Which fruit?" not in said(result)


async def test_under_18_goes_to_the_gate_at_once(world: World) -> None:
    message = await world.mo.send(world.general, "look at this")
    result = await world.ada.context_menu(world.general, MENU, message)
    await world.ada.click(
        holding(result, "Someone in it may be under 18"), label="Someone in it may be under 18"
    )
    assert world.script.heard[-1] == Heard("button", "do:under_18")


async def test_the_same_message_is_kept_once(world: World) -> None:
    message = await world.mo.send(world.general, "look at this")
    await world.ada.context_menu(world.general, MENU, message)
    result = await world.ada.context_menu(world.general, MENU, message)
    assert "already told me" in said(result)
    case = world.house.store.cases.case_of(world.conversation())
    assert case is not None
    assert len(world.house.store.ledger.entries(case)) == 1


async def test_the_line_to_the_moderators_is_offered_where_there_is_one(world: World) -> None:
    message = await world.mo.send(world.general, "look at this")
    offer = "Tell the moderators, without my name"
    result = await world.ada.context_menu(world.general, MENU, message)
    assert offer not in labels(shown(result)[0])
    world.set_up()
    result = await world.ada.context_menu(world.general, MENU, message)
    await world.ada.click(holding(result, offer), label=offer)
    assert world.script.heard[-1] == Heard("button", "do:tell_moderators")
