"""The hash guard on Discord: look at new uploads, remove or hold what matches, and say so with ids alone.

Nothing is ever said of what does not match. A moderator sees no picture, no preview and no distance.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

import discord

from bots.discord.custom_ids import own
from bots.discord.desk import CHANNEL, Desk, remember
from bots.discord.fetching import Opening
from bots.discord.notices import say_suspended, say_too_big, tell_person, to_moderators
from bots.discord.servers import Server
from bots.discord.uploads import Upload, avatar, uploads
from bots.guard import Look
from bots.log import Event, note
from bots.pictures import Refused
from nlu.dialogue import Button, Reply

TOO_LARGE = ("too_big", "too_many_pixels")
AGAIN_AFTER = 2.0
AT_ONCE = 8  # pictures in memory at the same time; the others wait their turn


@dataclass(frozen=True, slots=True)
class Found:
    """A match: where it is, who put it up, and what the guard said."""

    server: int
    channel: int
    message: int
    author: int
    look: Look

    @property
    def link(self) -> str:
        """Return the message's address."""
        return f"<https://discord.com/channels/{self.server}/{self.channel}/{self.message}>"


class Watching:
    """Look at what is put up in the servers that want it."""

    def __init__(self, desk: Desk, client: discord.Client, opening: Opening) -> None:
        self._desk, self._client, self.opening = desk, client, opening
        self._seen: OrderedDict[str, bool] = OrderedDict()
        self._room = asyncio.Semaphore(AT_ONCE)

    async def message(self, message: discord.Message) -> None:
        """Look at everything in a new or edited message. The first match decides."""
        guild, author = message.guild, message.author
        settings = self._settings(guild)
        if settings is None or guild is None or author == self._client.user:
            return
        for upload in uploads(message, self.opening):
            look = await self._look(guild.id, upload, f"{message.id}:{upload.name}", author.id)
            found = Found(guild.id, message.channel.id, message.id, author.id, look)
            if look.refused in TOO_LARGE:
                place = (found.channel, found.message, found.link)
                await say_too_big(self._desk, self._client, guild.id, *place)
            if look.tier != "none":
                await act(self._desk, self._client, settings, found)
                return

    async def joined(self, member: discord.Member) -> None:
        """Look at the profile picture of somebody who joined, where the server switched that on."""
        settings = self._settings(member.guild)
        upload = avatar(member, self.opening) if settings and settings.avatars else None
        if settings is None or upload is None:
            return
        look = await self._look(member.guild.id, upload, f"{member.id}:{upload.name}", member.id)
        if look.tier != "none":
            found = Found(member.guild.id, 0, 0, member.id, look)
            await hold(self._desk, self._client, settings, found)

    def _settings(self, guild: discord.Guild | None) -> Server | None:
        settings = self._desk.servers.get(guild.id) if guild else None
        return settings if settings and settings.guard != "off" else None

    async def _look(self, server: int, upload: Upload, name: str, author: int) -> Look:
        """Look once, however often Discord tells us of it."""
        if name in self._seen or not await self._desk.guard.is_watching(str(server)):
            return Look()
        remember(self._seen, name, True)
        async with self._room:
            picture = await _fetched(upload)
            if isinstance(picture, Refused):
                return Look(refused=picture.reason)
            look = await self._desk.guard.look(str(server), picture, str(author))
        for entry in look.suspended:
            await say_suspended(self._desk, self._client, server, entry)
        return look


async def _fetched(upload: Upload) -> bytes | Refused:
    """Fetch an upload, and once more after a moment where only the network stood in the way."""
    picture = await upload.fetch()
    if picture == Refused("not_now"):
        await asyncio.sleep(AGAIN_AFTER)
        picture = await upload.fetch()
    return picture


async def act(desk: Desk, client: discord.Client, settings: Server, found: Found) -> None:
    """Remove a sure match where the server wants it; hold everything else for a person's decision."""
    if settings.guard != "remove" or found.look.tier != "strong":
        await hold(desk, client, settings, found)
        return
    trouble = await remove(client, found.channel, found.message)
    if trouble == "guard.no_permission":
        await hold(desk, client, settings, found, trouble)
        return
    log(desk, found, "match removed")
    note(Event.GUARD_MATCH, channel=CHANNEL)
    text = desk.text("guard.removed", settings.language, **_places(found))
    text += f"\n{desk.text(trouble, settings.language)}" if trouble else ""
    mistake = Button(
        desk.text("guard.mistake", settings.language), own("al_mistake", found.author, found.look.alert)
    )
    steps = Button(desk.text("guard.steps", settings.language), own("mod_steps"))
    await to_moderators(desk, client, found.server, Reply(text, (mistake, steps)))
    await _tell(desk, client, found, "guard.told_removed")


async def hold(desk: Desk, client: discord.Client, settings: Server, found: Found, trouble: str = "") -> None:
    """Tell the moderators of a match and leave the decision to them."""
    log(desk, found, "match held")
    note(Event.GUARD_MATCH, channel=CHANNEL)
    sure = desk.text(f"guard.sure_{found.look.tier}", settings.language)
    key = "guard.held" if found.message else "guard.held_avatar"
    text = desk.text(key, settings.language, sure=sure, link=found.link, **_places(found))
    if trouble:
        text += "\n" + desk.text(trouble, settings.language, channel=f"<#{found.channel}>")
    await to_moderators(desk, client, found.server, Reply(text, _decide(desk, settings, found)))
    await _tell(desk, client, found, "guard.told_held")


async def _tell(desk: Desk, client: discord.Client, found: Found, key: str) -> None:
    for account in found.look.tell:
        await tell_person(desk, client, found.server, account, key)


def _decide(desk: Desk, settings: Server, found: Found) -> tuple[Button, ...]:
    alert = found.look.alert
    acts = [
        ("leave", own("al_leave", alert)),
        ("mistake", own("al_mistake", found.author, alert, "held")),
        ("steps", own("mod_steps")),
    ]
    if found.message:
        acts.insert(0, ("remove", own("al_remove", found.channel, found.message)))
    return tuple(Button(desk.text(f"guard.{name}", settings.language), payload) for name, payload in acts)


def _places(found: Found) -> dict[str, object]:
    when = discord.utils.format_dt(discord.utils.utcnow())
    return {"when": when, "channel": f"<#{found.channel}>", "message": found.message, "author": found.author}


async def remove(client: discord.Client, channel: int, message: int) -> str:
    """Remove a message; return the words for what stood in the way, or nothing."""
    try:
        await client.get_partial_messageable(channel).get_partial_message(message).delete()
    except discord.NotFound:
        return "guard.already_gone"
    except discord.Forbidden as error:
        # 50001: we cannot see the place at all; 50013: we see it and may not delete.
        return "guard.cannot_see" if error.code == 50001 else "guard.no_permission"
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        return "guard.no_permission"
    return ""


def log(desk: Desk, found: Found, did: str, by: str = "guard") -> None:
    """Write a match into the server's log: ids, tier and time. Never a distance, a picture or an entry."""
    facts = {
        "channel": str(found.channel),
        "message": str(found.message),
        "account": str(found.author),
        "tier": found.look.tier,
        "alert": found.look.alert,
    }
    desk.store.moderator_log.append(str(found.server), by, did, facts)
