"""The anonymous line, what comes back: the moderators' answers, read when the person looks."""

from __future__ import annotations

import discord

from bots.discord.answering import heard, send
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import CHANNEL, Desk, post
from bots.discord.line_posting import log
from bots.discord.presses import press
from bots.discord.servers import Server
from bots.discord.show import Page
from bots.log import Event, note
from nlu.dialogue import Button, Reply
from storage import Thread


async def unread(desk: Desk, client: discord.Client, user: discord.User | discord.Member) -> list[Reply]:
    """Return what the moderators answered since the person last looked. It is read from the thread."""
    case = desk.store.cases.case_of(desk.conversation(user.id))
    found: list[Reply] = []
    for line in desk.store.threads.threads_of(case) if case else ():
        found += [await _read(desk, client, line, int(name)) for name in line.facts.get("unread", ())]
        found += [Reply(desk.text("discord.line.words_lost"))] if line.facts.get("notice") else []
        if line.facts.get("is_over"):
            desk.store.threads.close_thread(line.thread)  # the lost words were all there was
        elif line.facts.get("unread") or line.facts.get("notice"):
            desk.store.threads.save_facts(line.thread, {**line.facts, "unread": [], "notice": ""})
    return found


async def _read(desk: Desk, client: discord.Client, line: Thread, message: int) -> Reply:
    try:
        kept = await client.get_partial_messageable(int(line.thread)).fetch_message(message)
    except discord.HTTPException:
        return Reply(desk.text("discord.line.gone"))
    return answer(desk, client, line, kept.content.split("\n\n", 1)[-1])


def answer(desk: Desk, client: discord.Client, line: Thread, text: str) -> Reply:
    """Write a moderators' answer as the person sees it."""
    guild = client.get_guild(int(line.server))
    name = guild.name if guild else desk.text("discord.server_default")
    buttons = (
        Button(desk.text("discord.line.reply"), own("line_reply", line.alias)),
        Button(desk.text("discord.line.end"), own("line_end", line.alias)),
    )
    return Reply(desk.text("discord.line.answer", server=name, alias=line.alias, text=text), buttons)


@press("line_end")
async def take_back(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take a line back: cut the tie first, then remove the thread as far as Discord lets us."""
    if not await heard(interaction):
        return
    case = desk.store.cases.case_of(desk.conversation(interaction.user.id))
    lines = desk.store.threads.threads_of(case) if case else []
    found = next(
        (one for one in lines if (one.server, one.alias) == (str(pressed.server), pressed.parts[0])), None
    )
    if found is None:
        await send(desk, interaction, [Reply(desk.text("discord.line.gone"))], pressed.server)
        return
    desk.store.threads.close_thread(found.thread)
    log(desk, found.server, "line taken back", found)
    desk.later(_remove(desk, interaction.client, found))
    await send(desk, interaction, [Reply(desk.text("discord.line.ended"))], pressed.server)


async def _remove(desk: Desk, client: discord.Client, line: Thread) -> None:
    """Delete the thread; where we may not, say in it that it was taken back."""
    if not line.thread.isdigit():
        return
    settings = desk.servers.get(int(line.server)) or Server()
    try:
        await client.http.delete_channel(int(line.thread))
    except discord.HTTPException as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        text = desk.text("discord.line.taken_back", settings.language, alias=line.alias)
        await post(client.get_partial_messageable(int(line.thread)), Page(text))
