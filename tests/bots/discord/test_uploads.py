"""What the guard fetches, from where, and what it never opens."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
from PIL import Image

from bots.discord.uploads import smaller, uploads
from bots.pictures import Fingerprint, Refused, fingerprint_now
from tests.bots.discord.conftest import World
from tests.bots.discord.watched import did, left, upload, watch
from tests.pictures.samples import picture, saved


async def test_forwards_are_looked_at_too(world: World, eve: Any) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    source = await eve.send(elsewhere, "", attachments=[("a.jpg", saved(picture()))])
    await watch(world)
    await eve.forward(source, world.general)
    assert left(world) == []


async def test_a_picture_that_comes_with_an_edit_is_looked_at(world: World, eve: Any) -> None:
    await watch(world)
    message = await eve.send(world.general, "soon")
    url = "https://images-ext-1.discordapp.net/external/abc/a.jpg"
    world.env.backend.cdn._blobs[url] = saved(picture())
    embed = {"type": "image", "thumbnail": {"url": "https://example.org/a.jpg", "proxy_url": url}}
    world.env.backend.edit_message(world.general.id, message.id, {"embeds": [embed]})
    await world.env.settle()
    assert left(world) == []


async def test_an_embeds_own_address_is_never_opened(world: World, eve: Any) -> None:
    await watch(world)
    message = await eve.send(world.general, "soon")
    embed = {"type": "image", "thumbnail": {"url": "https://x.org/a", "proxy_url": "https://evil.org/a"}}
    world.env.backend.edit_message(world.general.id, message.id, {"embeds": [embed]})
    await world.env.settle()
    assert world.opened == []


async def test_nothing_is_fetched_in_a_server_where_the_guard_is_off(world: World, eve: Any) -> None:
    await watch(world, guard="off")
    await upload(world, eve)
    assert world.opened == []
    assert left(world) == ["look"]


async def test_nothing_is_fetched_where_nothing_is_looked_out_for(world: World, eve: Any) -> None:
    world.set_up(guard="remove")
    await upload(world, eve)
    assert world.opened == []


async def test_a_profile_picture_is_looked_at_on_joining_only_where_that_is_on(world: World) -> None:
    await watch(world, avatars=True)
    url = "https://cdn.discordapp.com/avatars"

    async def avatar(asked: str) -> bytes:
        assert asked.startswith(url)
        return saved(picture().resize((512, 512)))

    world.bot.http.get_from_cdn = avatar  # type: ignore[method-assign]
    world.guild.add_member(world.env.create_user("new", avatar="a" * 32))
    await world.env.settle()
    assert "a profile picture" in world.texts(world.private)[-1]
    world.set_up(guard="remove", avatars=False)
    count = len(world.texts(world.private))
    world.guild.add_member(world.env.create_user("newer", avatar="b" * 32))
    await world.env.settle()
    assert len(world.texts(world.private)) == count


async def test_files_that_are_no_pictures_are_left_alone(world: World, eve: Any) -> None:
    await watch(world)
    await eve.send(world.general, "text", attachments=[("a.txt", b"words")])
    await eve.send(world.general, "false", attachments=[("a.jpg", b"words")])
    assert len(left(world)) == 2
    assert world.texts(world.private) == []


async def test_what_the_network_kept_from_us_is_fetched_once_more(world: World, eve: Any) -> None:
    await watch(world)
    opening = world.bot.watching.opening
    read, failures = opening.read, [Refused("not_now")]

    async def failing(url: str) -> bytes | Refused:
        return failures.pop() if failures else await read(url)

    opening.read = failing  # type: ignore[method-assign]
    await upload(world, eve)
    await world.env.advance_time(2)
    assert left(world) == []


async def test_a_file_that_is_too_large_is_not_fetched_and_said_so_a_few_times_an_hour(
    world: World, eve: Any
) -> None:
    await watch(world)
    for _ in range(5):
        await eve.send(world.general, "large", attachments=[("b.jpg", bytes(25_000_001))])
    assert len(left(world)) == 5
    assert world.opened == []
    said = world.texts(world.private)
    assert len(said) == 3
    assert "too large to compare" in said[0]
    assert did(world).count("too large to compare") == 5


def attachment(world: World, **changes: Any) -> discord.Attachment:
    """Return an attachment as Discord describes one."""
    url = "https://cdn.discordapp.com/attachments/1/2/a.jpg?ex=1&hm=2&"
    proxy = url.replace("cdn.discordapp.com", "media.discordapp.net")
    data = {"id": "5", "filename": "a.jpg", "size": 4_000_000, "url": url, "proxy_url": proxy,
            "width": 4000, "height": 3000, "content_type": "image/jpeg", **changes}  # fmt: skip
    return discord.Attachment(data=data, state=world.bot._connection)  # type: ignore[arg-type]


async def test_of_a_large_picture_discords_smaller_copy_is_asked_for(world: World) -> None:
    small = smaller(attachment(world))
    assert small == "https://media.discordapp.net/attachments/1/2/a.jpg?ex=1&hm=2&width=853&height=640"


async def test_of_everything_else_the_file_itself_is_fetched(world: World) -> None:
    assert smaller(attachment(world, width=640, height=480)) is None
    assert smaller(attachment(world, content_type="image/gif")) is None
    assert smaller(attachment(world, content_type="image/webp")) is None
    assert smaller(attachment(world, content_type="video/mp4")) is None
    assert smaller(attachment(world, content_type="image/png", size=1_000_000)) is None
    assert smaller(attachment(world, width=None, height=None)) is None


async def test_where_there_is_no_smaller_copy_the_file_itself_is_opened(world: World) -> None:
    small, file = smaller(attachment(world)), attachment(world)
    message = SimpleNamespace(attachments=[file], embeds=[], message_snapshots=[])
    (found,) = uploads(message, world.bot.watching.opening)  # type: ignore[arg-type]
    world.env.backend.cdn._blobs[file.url] = b"the file"
    assert await found.fetch() == b"the file"
    assert world.opened == [small, file.url]


async def test_a_smaller_copy_is_as_good_as_the_file(world: World) -> None:
    small = picture(1200, 900).resize((853, 640), Image.Resampling.LANCZOS)
    entry, query = fingerprint_now(saved(picture(1200, 900))), fingerprint_now(saved(small, quality=75))
    assert isinstance(entry, Fingerprint)
    assert isinstance(query, Fingerprint)
    assert (int(entry.pdq, 16) ^ int(query.pdq, 16)).bit_count() <= 8
