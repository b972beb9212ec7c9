"""Who answers which press: the channel's own acts by name, everything else goes to the core."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from bots.discord.custom_ids import Pressed, read_custom_id
from bots.discord.desk import Desk

Act = Callable[[Desk, discord.Interaction, Pressed], Awaitable[None]]
ACTS: dict[str, Act] = {}


def press(name: str) -> Callable[[Act], Act]:
    """Name the act that answers a press of the channel's own."""

    def keep(act: Act) -> Act:
        ACTS[name] = act
        return act

    return keep


def pressed_in(interaction: discord.Interaction) -> Pressed | None:
    """Read what was pressed; of a list, what was chosen in it."""
    data: Mapping[str, Any] = interaction.data or {}
    pressed = read_custom_id(str(data.get("custom_id", "")))
    values = data.get("values") or []
    if pressed is not None and pressed.is_own and pressed.name == "choose" and values:
        return Pressed(pressed.server, str(values[0])[:72])
    return pressed


def chosen(interaction: discord.Interaction) -> list[str]:
    """Return what was chosen in a list of channels, roles, people or words."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values") or []]
