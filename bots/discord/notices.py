"""What the hash guard says: to the moderators in their own channel, and to a person who asked to be told.

To the person in words that say nothing to whoever else looks at their screen.
"""

from __future__ import annotations

import discord

from bots.discord.answering import write_to
from bots.discord.custom_ids import own
from bots.discord.desk import CHANNEL, Desk, post
from bots.discord.servers import Server
from bots.discord.show import pages
from bots.log import Event, note
from nlu.dialogue import Button, Reply


async def to_moderators(desk: Desk, client: discord.Client, server: int, reply: Reply) -> bool:
    """Write into the moderators' channel, only while it is private."""
    guild, settings = client.get_guild(server), desk.servers.get(server)
    channel = guild.get_channel(settings.channel) if guild and settings else None
    if guild is None or not isinstance(channel, discord.TextChannel):
        return False
    if channel.permissions_for(guild.default_role).view_channel:
        return False
    try:
        for page in pages([reply], server, ""):
            await post(channel, page)
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        return False
    return True


async def tell_person(desk: Desk, client: discord.Client, server: int, account: str, key: str) -> None:
    """Tell a person who asked to be told what became of their wish, without a link to where it was."""
    if not account:
        return
    guild = client.get_guild(server)
    name = guild.name if guild else desk.text("discord.server_default")
    text = desk.text(key, server=name, when=discord.utils.format_dt(discord.utils.utcnow()))
    try:
        user = await client.fetch_user(int(account))
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        return
    await write_to(desk, user, [Reply(text)], server)


async def say_suspended(desk: Desk, client: discord.Client, server: int, entry: str) -> None:
    """Report that an entry was paused, to the moderators, and to the person if they asked to be told."""
    note(Event.GUARD_SUSPENDED, channel=CHANNEL)
    settings = desk.servers.get(server) or Server()
    desk.store.moderator_log.append(str(server), "guard", "entry paused", {"entry": entry})
    acts = (("resume", "w_resume"), ("drop", "w_drop"), ("never_it", "w_never"))
    language = settings.language
    buttons = tuple(Button(desk.text(f"guard.{name}", language), own(act, entry)) for name, act in acts)
    await to_moderators(desk, client, server, Reply(desk.text("guard.suspended", language), buttons))
    await tell_person(desk, client, server, desk.guard.teller(entry), "guard.told_suspended")


async def say_too_big(
    desk: Desk, client: discord.Client, server: int, channel: int, message: int, link: str
) -> None:
    """Note that a file was too large to compare, and say so, a few times an hour at the most."""
    facts = {"channel": str(channel), "message": str(message)}
    desk.store.moderator_log.append(str(server), "guard", "too large to compare", facts)
    if desk.pace.allows("too_big", server):
        language = (desk.servers.get(server) or Server()).language
        text = desk.text("guard.too_big", language, channel=f"<#{channel}>", link=link)
        await to_moderators(desk, client, server, Reply(text))
