"""What moderators decide about a match: remove it, leave it, or say that it was a mistake."""

from __future__ import annotations

from typing import Any

import discord

from bots.discord.answering import tell, write_to
from bots.discord.custom_ids import Pressed
from bots.discord.desk import Desk
from bots.discord.guarding import remove
from bots.discord.notices import say_suspended
from bots.discord.presses import press
from bots.discord.servers import Server, is_moderator
from bots.discord.show import NO_MENTIONS
from nlu.dialogue import Reply


async def may_decide(desk: Desk, interaction: discord.Interaction) -> Server | None:
    """Say that we heard, and return the settings for one of the server's moderators; None for others."""
    await interaction.response.defer()
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings):
        await interaction.followup.send(
            desk.text("discord.moderators.not_you", settings.language), ephemeral=True
        )
        return None
    if not desk.pace.allows("moderator", interaction.user.id):
        await interaction.followup.send(
            desk.text("discord.moderators.too_fast", settings.language), ephemeral=True
        )
        return None
    return settings


async def decided(interaction: discord.Interaction, text: str) -> None:
    """Write the decision under the alert and take its buttons away, so that it is made once."""
    before = interaction.message.content if interaction.message else ""
    await interaction.edit_original_response(
        content=f"{before}\n{text}"[:2000], view=None, allowed_mentions=NO_MENTIONS
    )


def note_decision(desk: Desk, interaction: discord.Interaction, did: str, **facts: Any) -> None:
    """Write a decision into the server's log."""
    desk.store.moderator_log.append(str(interaction.guild_id), str(interaction.user.id), did, facts)


@press("al_remove")
async def remove_it(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Remove a message that was held."""
    settings = await may_decide(desk, interaction)
    if settings is None:
        return
    channel, message = int(pressed.parts[0]), int(pressed.parts[1])
    trouble = await remove(interaction.client, channel, message)
    if trouble in {"guard.no_permission", "guard.cannot_see"}:
        await tell(interaction, desk.text(trouble, settings.language, channel=f"<#{channel}>"))
        return
    note_decision(desk, interaction, "removed by a moderator", channel=str(channel), message=str(message))
    key = trouble or "guard.decided_removed"
    await decided(interaction, desk.text(key, settings.language, who=interaction.user.mention))


@press("al_leave")
async def leave_it(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Leave a message that was held."""
    settings = await may_decide(desk, interaction)
    if settings is not None:
        note_decision(desk, interaction, "left by a moderator", alert=pressed.parts[0])
        await decided(
            interaction, desk.text("guard.decided_left", settings.language, who=interaction.user.mention)
        )


@press("al_mistake")
async def mistake(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Undo a false match as far as it can be: pause the entry, and say sorry in vetted words."""
    settings = await may_decide(desk, interaction)
    if settings is None or interaction.guild is None:
        return
    author, alert, held = pressed.parts[0], pressed.parts[1], "held" in pressed.parts
    entry = desk.guard.pause_for_mistake(str(interaction.guild.id), alert)
    if entry is not None:
        await say_suspended(desk, interaction.client, interaction.guild.id, entry)
    key = "guard.apology_held" if held else "guard.apology"
    words = desk.text(key, server=interaction.guild.name)
    told = await _apologise(desk, interaction.client, int(author), words)
    note_decision(desk, interaction, "mistake", account=author, alert=alert)
    done = "guard.decided_mistake" if told else "guard.decided_mistake_untold"
    await decided(interaction, desk.text(done, settings.language, who=interaction.user.mention, words=words))


async def _apologise(desk: Desk, client: discord.Client, account: int, words: str) -> bool:
    try:
        user = await client.fetch_user(account)
    except discord.HTTPException:
        return False
    return await write_to(desk, user, [Reply(words)], None)
