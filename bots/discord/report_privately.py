"""The message menu "Report privately": ids and a link are kept, never the picture or the words."""

from __future__ import annotations

import discord

from bots.discord.answering import heard, send, take
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import CHANNEL, Desk
from bots.discord.line_text import MESSAGE
from bots.discord.presses import press
from nlu.dialogue import Button, Heard, Reply

# What each answer presses in the core: who it happened to, or the gate of under 18.
ABOUT = {"me": "a:for_whom=self", "other": "a:for_whom=someone_else", "child": "do:under_18"}
LABELS = {"me": "about_me", "other": "about_other", "child": "child"}


async def report_privately(desk: Desk, interaction: discord.Interaction, message: discord.Message) -> None:
    """Keep where a message is, and ask whether it is about the person themselves."""
    if not await heard(interaction):
        return
    desk.remember_server(interaction.user.id, interaction.guild_id)
    new = keep(desk, interaction.user.id, interaction.guild_id, message)
    buttons = tuple(
        Button(desk.text(f"discord.report.{label}"), own("about", name)) for name, label in LABELS.items()
    )
    settings = desk.servers.get(interaction.guild_id or 0)
    if settings is not None and settings.channel:
        buttons += (Button(desk.text("discord.tell_offer"), "do:tell_moderators"),)
    text = desk.text("discord.report.kept" if new else "discord.report.kept_before")
    await send(desk, interaction, [Reply(text, buttons)], interaction.guild_id)


def keep(desk: Desk, account: int, server: int | None, message: discord.Message) -> bool:
    """Write a message's ids and link into the case's ledger, sealed; False when they are there already."""
    conversation = desk.conversation(account)
    with desk.store.transaction():
        case = desk.store.cases.case_of(conversation) or desk.store.cases.open_case(conversation)
        known = desk.store.ledger.entries(case)
        if any(one.kind == MESSAGE and one.facts.get("message") == str(message.id) for one in known):
            return False
        facts = {
            "server": str(server or ""),
            "channel": str(message.channel.id),
            "message": str(message.id),
            "account": str(message.author.id),
            "link": message.jump_url,
            "posted": message.created_at.isoformat(),
        }
        desk.store.ledger.add_entry(case, MESSAGE, facts)
    return True


@press("about")
async def about(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take whom it is about, note that it was on Discord, and go on with help."""
    payload = ABOUT.get(pressed.parts[0])
    if payload is None or not await heard(interaction):
        return
    account, server = str(interaction.user.id), pressed.server or interaction.guild_id
    case = desk.store.cases.case_of(desk.conversation(interaction.user.id))
    if case is not None and "site" not in desk.store.cases.answers(case):
        # What the core asks next after this is not shown: the press below asks it again.
        await desk.turns.take(CHANNEL, account, Heard("button", "a:site=discord"))
    await take(desk, interaction, Heard("button", payload), server)
