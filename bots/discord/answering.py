"""Answer an interaction or a direct message: say at once that we heard, take the turn, send the answer.

Discord waits three seconds for the first sign. So it is given before anything else is asked, and a slow or
dead core costs the person a wait, never an error.
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Sequence

import discord

from bots.discord.custom_ids import own
from bots.discord.desk import CHANNEL, Desk, post
from bots.discord.show import NO_MENTIONS, Page, pages
from bots.log import Event, note
from bots.turn import Answer, Fetch
from nlu.dialogue import Button, Heard, Reply

MOST_DELETED = 100
# What the channel does after a turn, by the name the core asks with: filled in by the parts that do it.
Ask = Callable[
    [Desk, discord.Interaction | None, discord.User | discord.Member, int | None], Awaitable[list[Reply]]
]
ASKS: dict[str, Ask] = {}


async def heard(interaction: discord.Interaction, *, hidden: bool = True) -> bool:
    """Tell Discord that we heard; False when it is too late, or somebody has answered already."""
    try:
        await interaction.response.defer(ephemeral=hidden and interaction.guild_id is not None, thinking=True)
    except discord.NotFound as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        return False
    except (discord.HTTPException, discord.InteractionResponded) as error:
        note(Event.UPDATE_IGNORED, channel=CHANNEL, error=error)
        return False
    return True


async def take(
    desk: Desk, interaction: discord.Interaction, what: Heard, server: int | None, fetch: Fetch | None = None
) -> None:
    """Take a turn for an interaction that was heard, and answer where only the person sees it."""
    desk.remember_server(interaction.user.id, server)
    answer = await turn(desk, interaction.user, what, fetch, f"i{interaction.id}")
    replies = await done(desk, answer, interaction, interaction.user, server)
    replies += offer_watch(desk, interaction.user.id, server) if fetch is not None else []
    await send(desk, interaction, replies, server, answer)


async def turn(
    desk: Desk,
    user: discord.User | discord.Member,
    what: Heard,
    fetch: Fetch | None = None,
    update: str | None = None,
) -> Answer:
    """Take one turn of one person, at most once for each update of Discord's."""
    account = str(user.id)
    return await desk.turns.take(CHANNEL, account, what, fetch, update, address=account)


async def done(
    desk: Desk,
    answer: Answer,
    interaction: discord.Interaction | None,
    user: discord.User | discord.Member,
    server: int | None,
) -> list[Reply]:
    """Do what the core asks the channel for, and return all there is to say."""
    replies = list(answer.replies)
    if "forget" in answer.asks:
        desk.began_in.pop(user.id, None)
    for name in sorted(answer.asks & ASKS.keys()):
        replies += await ASKS[name](desk, interaction, user, server)
    return replies


def offer_watch(desk: Desk, account: int, server: int | None) -> list[Reply]:
    """Offer, after a picture, that the server looks out for it, where that is switched on."""
    settings = desk.servers.get(server or 0)
    case = desk.store.cases.case_of(desk.conversation(account))
    if settings is None or settings.guard == "off" or not case or not desk.store.fingerprints.count(case):
        return []
    press = Button(desk.text("guard.watch_offer"), "do:watch_for_picture")
    return [Reply(desk.text("guard.watch_may"), (press,))]


async def send(
    desk: Desk,
    interaction: discord.Interaction,
    replies: Sequence[Reply],
    server: int | None,
    answer: Answer | None = None,
) -> None:
    """Send replies to an interaction; in a server they are ephemeral, with a way to write."""
    hidden = interaction.guild_id is not None
    shown = list(replies) or [Reply(desk.text("discord.done"))]
    if hidden and shown:
        write = Button(desk.text("discord.write"), own("write"))
        last = shown[-1]
        shown[-1] = Reply(last.text, (*last.buttons, write))
    try:
        for page in pages(shown, server, desk.text("discord.choose")):
            await follow_up(interaction, page, hidden=hidden)
        for name, content in answer.documents if answer else ():
            await interaction.followup.send(file=file_of(name, content), ephemeral=hidden)
        was_sent(desk, interaction.user.id)
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)


async def follow_up(interaction: discord.Interaction, page: Page, *, hidden: bool = True) -> None:
    """Send one message after the first sign was given."""
    if page.view is None:
        await interaction.followup.send(page.text, ephemeral=hidden, allowed_mentions=NO_MENTIONS, wait=True)
        return
    await interaction.followup.send(
        page.text, view=page.view, ephemeral=hidden, allowed_mentions=NO_MENTIONS, wait=True
    )


async def tell(interaction: discord.Interaction, text: str, view: discord.ui.View | None = None) -> None:
    """Say one thing that only the person who asked sees."""
    await follow_up(interaction, Page(text, view), hidden=interaction.guild_id is not None)


async def write_to(
    desk: Desk,
    user: discord.User | discord.Member,
    replies: Sequence[Reply],
    server: int | None,
    answer: Answer | None = None,
) -> bool:
    """Send replies in a direct message; False when Discord does not let us."""
    try:
        for page in pages(replies, server, desk.text("discord.choose")):
            await post(user, page)
        for name, content in answer.documents if answer else ():
            await user.send(file=file_of(name, content))
        if answer is not None:
            was_sent(desk, user.id)
    except discord.Forbidden:
        return False
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        return False
    return True


def was_sent(desk: Desk, account: int) -> None:
    """Let go of the words that waited in case we were killed before they were sent."""
    conversation = desk.conversation(account)
    kept = desk.store.sent.load_sent(conversation)
    rest = {name: kept[name] for name in kept if name != "waiting"}
    if rest:
        desk.store.sent.save_sent(conversation, rest)
    elif kept:
        desk.store.sent.forget_sent(conversation)


def file_of(name: str, content: bytes) -> discord.File:
    """Wrap a document that was made for the person; it is never written anywhere."""
    return discord.File(io.BytesIO(content), filename=name)


async def hide(
    desk: Desk,
    interaction: discord.Interaction | None,
    user: discord.User | discord.Member,
    server: int | None,
) -> list[Reply]:
    """Hide what can be hidden, and show how to hide what a bot can't reach."""
    if interaction is not None and interaction.guild_id is not None:
        return [Reply(desk.text("discord.hide_here"))]
    await delete_ours(user, interaction.id if interaction is not None else None)
    return [Reply(desk.text("discord.hide_dm"))]


async def delete_ours(user: discord.User | discord.Member, before: int | None) -> None:
    """Delete our own messages of a direct message; a bot cannot delete the person's.

    What answers the wish itself is spared: it begins as a message of ours that says we are thinking.
    """
    edge = discord.Object(before) if before is not None else None
    try:
        channel = user.dm_channel or await user.create_dm()
        async for message in channel.history(limit=MOST_DELETED, before=edge):
            if message.author == channel.me:
                await message.delete()
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)


ASKS["hide"] = hide
