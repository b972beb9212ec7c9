"""Find what somebody put up in a message: attachments, forwards, and the pictures of embeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import discord

from bots.discord.fetching import TOO_BIG, Fetch, fetch_of, is_discords
from bots.pictures import Refused

PICTURES = ("image/", "video/")


@dataclass(frozen=True, slots=True)
class Upload:
    """One thing to look at: a name that tells it apart, and what fetches it."""

    name: str
    fetch: Fetch
    is_too_big: bool = False


def uploads(message: discord.Message, client: discord.Client) -> Iterator[Upload]:
    """Give everything in a message that can hold a picture, forwards included."""
    for attachments, embeds in _parts(message):
        for attachment in attachments:
            kind = attachment.content_type
            if kind is None or kind.startswith(PICTURES):
                yield Upload(str(attachment.id), fetch_of(attachment), attachment.size > TOO_BIG)
        for url in _urls(embeds):
            yield Upload(url, _from_discord(client, url))


def _parts(
    message: discord.Message,
) -> Iterator[tuple[Iterable[discord.Attachment], Iterable[discord.Embed]]]:
    yield message.attachments, message.embeds
    for snapshot in message.message_snapshots:
        yield snapshot.attachments, snapshot.embeds


def _urls(embeds: Iterable[discord.Embed]) -> Iterator[str]:
    """Give the addresses of Discord's own copies; never the address that somebody wrote."""
    for embed in embeds:
        for part in (embed.thumbnail, embed.image):
            if part.proxy_url and is_discords(part.proxy_url):
                yield part.proxy_url


def _from_discord(client: discord.Client, url: str) -> Fetch:
    async def fetch() -> bytes | Refused:
        try:
            found = await client.http.get_from_cdn(url)
        except discord.HTTPException:
            return Refused("empty")
        return found if len(found) <= TOO_BIG else Refused("too_big")

    return fetch


def avatar(member: discord.Member) -> Upload | None:
    """Return the profile picture of somebody who joined, if they have one of their own."""
    own = member.guild_avatar or member.avatar
    if own is None:
        return None

    async def fetch() -> bytes | Refused:
        try:
            return await own.with_size(512).read()
        except (discord.HTTPException, discord.DiscordException):
            return Refused("empty")

    return Upload(own.key, fetch)
