"""Pictures that never match: a meme, a logo, a default picture, before they cause an alarm."""

from __future__ import annotations

import discord

from bots.discord.alerts import note_decision
from bots.discord.answering import heard, tell
from bots.discord.desk import Desk
from bots.discord.fetching import fetch_of
from bots.discord.servers import Server, is_moderator
from bots.pictures import Refused, fingerprint

# What a moderator says that the picture is. Nothing else may be shown to the bot by a moderator.
KINDS = ("meme", "logo", "default")


async def never_picture(
    desk: Desk, interaction: discord.Interaction, file: discord.Attachment, kind: str
) -> None:
    """Answer /fingerpost never-picture. The file is an option of an unseen command."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings) or kind not in KINDS:
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    if not desk.pace.allows("command", interaction.user.id):
        await tell(interaction, desk.text("discord.moderators.too_fast", settings.language))
        return
    key = await _added(desk, interaction, file)
    if key == "guard.never_added":
        note_decision(desk, interaction, "never-match picture added", kind=kind)
    await tell(interaction, desk.text(key, settings.language))


async def _added(desk: Desk, interaction: discord.Interaction, file: discord.Attachment) -> str:
    """Put the fingerprint on the never-match list, and name the words for what came of it."""
    picture = await fetch_of(file)()
    made = picture if isinstance(picture, Refused) else await fingerprint(picture)
    if isinstance(made, Refused):
        return f"pictures.{made.reason}"
    did = await desk.guard.add_never(str(interaction.guild_id), made, str(interaction.user.id))
    return {"added": "guard.never_added", "watched": "guard.never_watched"}.get(did, "pictures.too_plain")
