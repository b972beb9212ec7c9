"""Boxes to write in: Discord's modals, read from the raw press, so one from before a restart still works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import discord

from bots.discord.custom_ids import custom_id

MOST_TITLE = 45
MOST_WRITTEN = 1800
FIELD = "words"


async def open_box(
    interaction: discord.Interaction, payload: str, server: int | None, title: str, label: str
) -> None:
    """Open a box with one field. It must be the first sign we give, so nothing may be asked before."""
    box = discord.ui.Modal(title=title[:MOST_TITLE], custom_id=custom_id(payload, server))
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=FIELD, style=discord.TextStyle.paragraph, max_length=MOST_WRITTEN
    )
    box.add_item(discord.ui.Label(text=label[:MOST_TITLE], component=field))
    box.stop()
    await interaction.response.send_modal(box)


def written(interaction: discord.Interaction) -> str:
    """Return what was written in a box."""
    data: Mapping[str, Any] = interaction.data or {}
    return next(_values(data.get("components", ())), "").strip()


def _values(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        if "value" in component:
            yield str(component["value"])
        inner = component.get("component")
        yield from _values([inner] if inner else component.get("components", ()))
