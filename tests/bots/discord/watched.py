"""A server that looks out for one picture of Ada's, and somebody who puts pictures up."""

from __future__ import annotations

from typing import Any

from bots.pictures import Fingerprint, fingerprint_now
from tests.bots.discord.conftest import World
from tests.pictures.samples import picture, saved


def made() -> Fingerprint:
    found = fingerprint_now(saved(picture()))
    assert isinstance(found, Fingerprint)
    return found


async def watch(world: World, tell: str = "", **settings: Any) -> str:
    """Let the server look out for one picture of Ada's; return the entry."""
    world.set_up(**{"guard": "remove", **settings})
    case = world.house.store.cases.open_case(world.conversation())
    world.house.store.fingerprints.add_fingerprint(case, made().as_dict())
    world.house.store.cases.save_answers(case, {"age": "adult", "age_in_picture": "adult"})
    world.desk.guard.propose(str(world.guild.id), world.conversation(), case, "batch", tell)
    assert (await world.desk.guard.confirm(str(world.guild.id), "batch")).added == 1
    return next(iter(world.house.store.watches.states(str(world.guild.id))))


async def upload(world: World, who: Any, image: bytes | None = None) -> Any:
    return await who.send(world.general, "look", attachments=[("a.jpg", image or saved(picture()))])


def left(world: World) -> list[str]:
    return [message.content for message in world.general.history()]


def did(world: World) -> list[str]:
    """Return what was done here, as the moderators' log says."""
    return [row.did for row in world.house.store.moderator_log.rows(str(world.guild.id))]
