"""A person who has told what happened, and the line between them and the moderators."""

from __future__ import annotations

from typing import Any

from tests.bots.discord.conftest import World, holding

TELL = "Show me"
CANARY = "zweihundert-gruene-kanarienvoegel"


async def preview(world: World) -> Any:
    result = await world.ada.slash(world.general, "help-me")
    return await world.ada.click(holding(result, TELL), label=TELL)


async def sent(world: World, way: str = "Send, and answer me by direct message") -> Any:
    result = await preview(world)
    return await world.ada.click(holding(result, way), label=way)


def thread(world: World) -> Any:
    return world.private.threads[-1]


async def answer(world: World, text: str, who: Any = None) -> Any:
    mo = who or world.mo
    box = await mo.click(world.last(thread(world)), label="Answer")
    return await mo.submit_modal(box, {"words": text}) if box.modal else box
