"""Find what somebody put up in a message: attachments, forwards, and the pictures of embeds.

Of a large still picture Discord's own smaller copy is fetched: it is what people see in the channel, it is
enough for the canonical form of 512 by 512, and it costs a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import discord

from bots.discord.fetching import TOO_BIG, Fetch, Opening, is_discords
from bots.pictures import Refused

PICTURES = ("image/", "video/")
# The shorter side of the copy we ask for: over 512, so that nothing has to be made up.
SHORTER = 640
# A JPEG has one frame. A PNG may hide others, so only a large one is taken as Discord shows it.
LEAST_BYTES = {"image/jpeg": 0, "image/png": 2_000_000}


@dataclass(frozen=True, slots=True)
class Upload:
    """One thing to look at: a name that tells it apart, and what fetches it."""

    name: str
    fetch: Fetch


def uploads(message: discord.Message, opening: Opening) -> Iterator[Upload]:
    """Give everything in a message that can hold a picture, forwards included."""
    for attachments, embeds in _parts(message):
        for attachment in attachments:
            kind = attachment.content_type
            if kind is None or kind.startswith(PICTURES):
                yield Upload(str(attachment.id), _fetch(opening, attachment.url, attachment))
        for url in _urls(embeds):
            yield Upload(url, _fetch(opening, url))


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


def _fetch(opening: Opening, url: str, attachment: discord.Attachment | None = None) -> Fetch:
    small = smaller(attachment) if attachment is not None else None

    async def fetch() -> bytes | Refused:
        if small is not None and isinstance(found := await opening.read(small), bytes):
            return found
        if attachment is not None and attachment.size > TOO_BIG:
            return Refused("too_big")
        return await opening.read(url)

    return fetch


def smaller(attachment: discord.Attachment) -> str | None:
    """Return the address of Discord's smaller copy, or None where the file itself is as good."""
    least = LEAST_BYTES.get((attachment.content_type or "").partition(";")[0])
    side = min(attachment.width or 0, attachment.height or 0)
    if least is None or attachment.size < least or side <= SHORTER or not attachment.proxy_url:
        return None
    found = urlsplit(attachment.proxy_url)
    sizes = [("width", attachment.width), ("height", attachment.height)]
    wanted = [(name, round(size * SHORTER / side)) for name, size in sizes if size]
    query = urlencode([*parse_qsl(found.query), *wanted])
    return urlunsplit((*found[:3], query, ""))


def avatar(member: discord.Member, opening: Opening) -> Upload | None:
    """Return the profile picture of somebody who joined, if they have one of their own."""
    own = member.guild_avatar or member.avatar
    return None if own is None else Upload(own.key, _fetch(opening, own.with_size(512).url))
