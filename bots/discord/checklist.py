"""The right order of steps for moderators, one at a time. Where it stands is in the buttons themselves."""

from __future__ import annotations

import discord

from bots.discord.answering import heard, tell
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import Desk
from bots.discord.presses import press
from bots.discord.servers import Server, is_moderator
from bots.discord.show import view_of
from nlu.dialogue import Button

STEPS = 6
KINDS = ("adult", "child")
ROUTE = "discord"


async def steps(desk: Desk, interaction: discord.Interaction) -> None:
    """Begin with the one question that decides which steps are right."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings):
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    buttons = (
        Button(desk.text("discord.steps.child_yes", settings.language), own("step", "child", 1)),
        Button(desk.text("discord.steps.child_no", settings.language), own("step", "adult", 1)),
    )
    view = view_of(buttons, interaction.guild_id, "")
    await tell(interaction, desk.text("discord.steps.child_ask", settings.language), view)


@press("mod_steps")
async def begin(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Begin the steps from a button."""
    await steps(desk, interaction)


@press("step")
async def step(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Show one step. Going on notes that the one before was done; nothing of its content is noted."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    kind, number = pressed.parts[0], pressed.parts[1]
    if kind not in KINDS or not number.isdigit() or not is_moderator(interaction, settings):
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    at = int(number)
    if at > 1 and "back" not in pressed.parts:
        facts = {"step": at - 1, "of": kind}
        desk.store.moderator_log.append(
            str(interaction.guild_id), str(interaction.user.id), "step done", facts
        )
    if at > STEPS:
        await tell(interaction, desk.text("discord.done", settings.language))
        return
    view = view_of(_buttons(desk, settings, kind, at), interaction.guild_id, "")
    await tell(interaction, step_text(desk, settings.language, kind, at), view)


def step_text(desk: Desk, language: str, kind: str, at: int) -> str:
    """Write one step, with Discord's own form where it belongs."""
    route = desk.content.facts.routes.get(ROUTE)
    link = route.shown("link") if route else None
    of = desk.text("discord.steps.of", language, number=at, count=STEPS)
    text = desk.text(f"discord.steps.{kind}.{at}", language, link=f"<{link}>" if link else "discord.com")
    return f"{of}\n{text}"


def _buttons(desk: Desk, settings: Server, kind: str, at: int) -> tuple[Button, ...]:
    on = Button(desk.text("discord.steps.next", settings.language), own("step", kind, at + 1))
    if at == 1:
        return (on,)
    return (on, Button(desk.text("discord.steps.back", settings.language), own("step", kind, at - 1, "back")))
