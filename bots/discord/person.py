"""The person's half: /help-me, /picture, direct messages, buttons, lists and boxes. All goes to the core."""

from __future__ import annotations

from collections import Counter

import discord

from bots.discord.answering import delete_ours, done, heard, offer_watch, send, take, turn, write_to
from bots.discord.boxes import open_box, written
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import Desk
from bots.discord.fetching import fetch_of
from bots.discord.line_reading import unread
from bots.discord.presses import press
from bots.discord.show import view_of
from bots.turn import Fetch
from nlu.dialogue import Button, Heard, Reply
from storage import State

START = Heard("start")
WATCHED: dict[State, str] = {
    "active": "guard.watching", "waiting": "guard.watching_waiting", "suspended": "guard.watching_paused",
}  # fmt: skip
MOST_PICTURES = 10


async def help_me(desk: Desk, interaction: discord.Interaction) -> None:
    """Answer /help-me where only the person sees it, and offer a direct message."""
    if not await heard(interaction):
        return
    server = interaction.guild_id
    desk.remember_server(interaction.user.id, server)
    answer = await turn(desk, interaction.user, START, update=f"i{interaction.id}")
    replies = await done(desk, answer, interaction, interaction.user, server)
    replies += await unread(desk, interaction.client, interaction.user)
    replies += watching(desk, interaction.user.id)
    if server is not None:
        replies.append(where(desk))
    await send(desk, interaction, replies, server, answer)


def where(desk: Desk) -> Reply:
    """Say that nobody else sees this, and offer to go on in a direct message."""
    go_dm = Button(desk.text("discord.go_dm"), own("dm"))
    return Reply(desk.text("discord.where"), (go_dm, Button(desk.text("discord.go_here"), own("here"))))


def watching(desk: Desk, account: int) -> list[Reply]:
    """Say that we look out for this person's pictures, with a way to stop, if we do."""
    states = Counter(watch.state for watch in desk.store.watches.watches_of(desk.conversation(account)))
    lines = [desk.text(key, count=states[state]) for state, key in WATCHED.items() if states[state]]
    stop = Button(desk.text("guard.stop"), own("watch_stop"))
    return [Reply("\n".join(lines), (stop,))] if lines else []


async def hide_now(desk: Desk, interaction: discord.Interaction) -> None:
    """Answer /hide without asking the core, so that it works when nothing else does."""
    if not await heard(interaction):
        return
    if interaction.guild_id is None:
        await delete_ours(interaction.user, interaction.id)
    key = "discord.hide_here" if interaction.guild_id is not None else "discord.hide_dm"
    await send(desk, interaction, [Reply(desk.text(key))], interaction.guild_id)


async def picture(desk: Desk, interaction: discord.Interaction, file: discord.Attachment) -> None:
    """Take the news of a picture. The core decides whether it may ever be fetched."""
    if await heard(interaction):
        await take(desk, interaction, Heard("picture"), interaction.guild_id, fetch_of(file))


async def direct_message(desk: Desk, message: discord.Message) -> None:
    """Take what a person wrote or sent in a direct message."""
    files = [
        *message.attachments,
        *(one for snapshot in message.message_snapshots for one in snapshot.attachments),
    ]
    told: list[tuple[Heard, Fetch | None]] = []
    if message.content.strip():
        told.append((Heard("text", message.content.strip()), None))
    told += [(Heard("picture"), fetch_of(file)) for file in files[:MOST_PICTURES]]
    if not told:
        await write_to(desk, message.author, [Reply(desk.text("discord.nothing_sent"))], None)
    for number, (what, fetch) in enumerate(told):
        await _answer(desk, message.author, what, fetch, f"{message.id}:{number}")


async def _answer(
    desk: Desk, user: discord.User | discord.Member, what: Heard, fetch: Fetch | None, update: str
) -> None:
    server = desk.began_in.get(user.id)
    answer = await turn(desk, user, what, fetch, update)
    if answer.is_repeat and not answer.replies:
        return
    replies = await done(desk, answer, None, user, server)
    replies += offer_watch(desk, user.id, server) if fetch is not None else []
    await write_to(desk, user, replies, server, answer)


async def pressed_for_core(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take a button of the core's."""
    if await heard(interaction):
        await take(
            desk, interaction, Heard("button", pressed.payload), pressed.server or interaction.guild_id
        )


@press("write")
async def open_writing(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Open a box for the person's own words."""
    words = desk.text("discord.write_title"), desk.text("discord.write_label")
    await open_box(interaction, own("wrote"), pressed.server or interaction.guild_id, *words)


@press("wrote")
async def take_writing(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take what the person wrote in the box."""
    if await heard(interaction):
        await take(desk, interaction, Heard("text", written(interaction)), pressed.server)


@press("here")
async def stay_here(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Stay in the server, unseen."""
    if await heard(interaction):
        await send(desk, interaction, [Reply(desk.text("discord.stay"))], pressed.server)


@press("dm")
async def go_to_dm(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Go on in a direct message, or say why that does not work."""
    if not await heard(interaction):
        return
    user, server = interaction.user, pressed.server
    desk.remember_server(user.id, server)
    answer = await turn(desk, user, START, update=f"i{interaction.id}")
    if not await write_to(desk, user, answer.replies, server, answer):
        await send(desk, interaction, [Reply(desk.text("discord.dm_closed"))], server)
        return
    channel = user.dm_channel
    link = (Button(desk.text("discord.dm_open"), link=channel.jump_url),) if channel else ()
    text = desk.text("discord.dm_opened")
    view = view_of(link, server, "")
    if view is None:
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.followup.send(text, view=view, ephemeral=True)
