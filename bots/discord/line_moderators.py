"""The anonymous line, the moderators' side: answer, ask or close it, without ever learning who it is."""

from __future__ import annotations

import discord

from bots.discord.answering import heard, tell
from bots.discord.boxes import open_box, written
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import Desk, post
from bots.discord.line_posting import answer_button, log, to_person
from bots.discord.line_reading import answer
from bots.discord.presses import press
from bots.discord.servers import Server, is_moderator
from bots.discord.show import Page, view_of
from storage import Thread


def why_not(desk: Desk, interaction: discord.Interaction, line: Thread | None) -> str | None:
    """Name the words that say why somebody may not act in this thread, or None."""
    settings = desk.servers.get(interaction.guild_id or 0)
    if not is_moderator(interaction, settings):
        return "discord.moderators.not_you"
    if line is None:
        return "discord.moderators.no_line"
    if line.facts.get("without") == interaction.user.id:
        return "discord.moderators.not_yours"
    if not desk.pace.allows("moderator", interaction.user.id):
        return "discord.moderators.too_fast"
    return None


def _line(desk: Desk, interaction: discord.Interaction) -> Thread | None:
    return desk.store.threads.thread(str(interaction.channel_id))


def _language(desk: Desk, interaction: discord.Interaction) -> str:
    return (desk.servers.get(interaction.guild_id or 0) or Server()).language


@press("mod_answer")
async def ask_answer(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Open a box for a moderator's answer."""
    language = _language(desk, interaction)
    if key := why_not(desk, interaction, _line(desk, interaction)):
        await interaction.response.send_message(desk.text(key, language), ephemeral=True)
        return
    words = (desk.text(f"discord.moderators.answer_{name}", language) for name in ("title", "label"))
    await open_box(interaction, own("mod_answered"), interaction.guild_id, *words)


@press("mod_answered")
async def pass_answer_on(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Write the answer into the thread and pass it on.

    What the moderators are told is the same whether the person could be reached or not: else it is a trace.
    """
    if not await heard(interaction):
        return
    language, line = _language(desk, interaction), _line(desk, interaction)
    key = why_not(desk, interaction, line)
    if key or line is None:
        await tell(interaction, desk.text(key or "discord.moderators.no_line", language))
        return
    text = written(interaction)
    client = interaction.client
    answered = desk.text("discord.moderators.answered", language, alias=line.alias, text=text)
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    view = view_of((answer_button(desk, settings),), interaction.guild_id, "")
    message = await post(client.get_partial_messageable(int(line.thread)), Page(answered[:2000], view))
    if not await to_person(desk, client, line, [answer(desk, client, line, text)]):
        unread = [*line.facts.get("unread", ()), message.id]
        desk.store.threads.save_facts(line.thread, {**line.facts, "unread": unread})
    log(desk, line.server, "answered", line, str(interaction.user.id))
    await tell(interaction, desk.text("discord.moderators.passed_on", language))


@press("mod_block")
async def block(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Close the line, or open it again; who it is stays unknown either way."""
    if not await heard(interaction):
        return
    language, line = _language(desk, interaction), _line(desk, interaction)
    key = why_not(desk, interaction, line)
    if key or line is None:
        await tell(interaction, desk.text(key or "discord.moderators.no_line", language))
        return
    blocked = not line.facts.get("blocked")
    desk.store.threads.save_facts(line.thread, {**line.facts, "blocked": blocked})
    log(desk, line.server, "line closed" if blocked else "line opened again", line, str(interaction.user.id))
    name = "blocked" if blocked else "unblocked"
    await tell(interaction, desk.text(f"discord.moderators.{name}", language, alias=line.alias))
