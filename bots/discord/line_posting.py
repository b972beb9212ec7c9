"""Put what a person sends before the moderators: in a thread of the bot's own, after a wait of chance length.

Known leaks, each held against: no command is seen (ephemeral), nobody is shown as typing, the thread's name
and time say nothing of the account, nothing is a reply or a mention, no file goes along, the audit log names
the bot, and the log has neither ids nor words.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Mapping
from typing import Any, Literal

import discord

from bots.discord.answering import write_to
from bots.discord.custom_ids import own
from bots.discord.desk import CHANNEL, Desk, post
from bots.discord.line_text import told
from bots.discord.servers import Server
from bots.discord.show import pages
from bots.log import Event, note
from nlu.dialogue import Button, Reply
from storage import Thread

LONG: Literal[4320] = 4320  # minutes without a word before Discord folds a thread away


async def wait_a_while(desk: Desk) -> None:
    """Wait for a time of chance length, or until the bot is being stopped."""
    if desk.wait[1] > 0:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(how_long(desk.wait)):
                await desk.hurry.wait()


def how_long(wait: tuple[float, float]) -> float:
    """Draw how long something waits: for privacy, so that its time says little of who it was."""
    return random.uniform(*wait)  # noqa: S311 - no key hangs on it


def line_now(desk: Desk, line: Thread) -> Thread | None:
    """Find a line as it stands now; None when it was taken back or forgotten meanwhile."""
    known = desk.store.threads.threads_of(line.case)
    return next((one for one in known if (one.server, one.alias) == (line.server, line.alias)), None)


async def post_line(desk: Desk, client: discord.Client, line: Thread, words: str) -> None:
    """Open the moderators' thread for a line that waits."""
    await wait_a_while(desk)
    now = line_now(desk, line)
    if now is None:
        return
    settings = desk.servers.get(int(now.server))
    text = told(desk, now.case, int(now.server), words)
    try:
        thread = await _open(desk, client, now, settings, text)
    except (discord.HTTPException, LookupError) as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        await _failed(desk, client, now)
        return
    facts = {name: value for name, value in now.facts.items() if name not in {"waits", "words"}}
    with desk.store.transaction():
        desk.store.threads.close_thread(now.thread)
        desk.store.threads.open_thread(
            now.case, now.conversation, now.server, str(thread.id), now.alias, facts
        )
    log(desk, now.server, "line opened", now)


def log(desk: Desk, server: str, did: str, line: Thread, by: str = "person") -> None:
    """Write into the moderators' log: what, by whom, and the line's name, which leads to nobody."""
    facts: dict[str, Any] = {"line": line.alias}
    if line.facts.get("without"):
        facts["without"] = line.facts["without"]
    desk.store.moderator_log.append(server, by, did, facts)


async def _open(
    desk: Desk, client: discord.Client, line: Thread, settings: Server | None, text: str
) -> discord.Thread:
    guild = client.get_guild(int(line.server))
    channel = guild.get_channel(settings.channel) if guild and settings else None
    if guild is None or settings is None or not isinstance(channel, discord.TextChannel):
        raise LookupError
    if channel.permissions_for(guild.default_role).view_channel:
        raise LookupError  # everybody could read it by now
    without = int(line.facts.get("without", 0))
    kind = discord.ChannelType.private_thread if without else discord.ChannelType.public_thread
    thread = await channel.create_thread(
        name=line.alias, type=kind, auto_archive_duration=LONG, invitable=not without
    )
    for page in pages([head(desk, settings, line, text)], guild.id, ""):
        await post(thread, page)
    for member in settings.moderators if without else ():
        if member != without:
            await thread.add_user(discord.Object(member))
    return thread


def head(desk: Desk, settings: Server, line: Thread, text: str) -> Reply:
    """Write a line's first message, with what moderators can do."""
    names = ("answer", "block", "steps")
    buttons = tuple(
        Button(desk.text(f"discord.moderators.{name}", settings.language), own(f"mod_{name}"))
        for name in names
    )
    return Reply(desk.text("discord.line.head", settings.language, alias=line.alias, text=text), buttons)


def answer_button(desk: Desk, settings: Server) -> Button:
    """Return the button to answer with; it stands under each message, so that nobody has to look for it."""
    return Button(desk.text("discord.moderators.answer", settings.language), own("mod_answer"))


async def post_words(desk: Desk, client: discord.Client, line: Thread, words: str) -> None:
    """Write a person's words into their thread."""
    await wait_a_while(desk)
    now = line_now(desk, line)
    if now is None or now.facts.get("blocked"):
        return
    settings = desk.servers.get(int(now.server)) or Server()
    text = desk.text("discord.line.wrote", settings.language, alias=now.alias, text=words)
    reply = Reply(text, (answer_button(desk, settings),))
    try:
        for page in pages([reply], int(now.server), ""):
            await post(client.get_partial_messageable(int(now.thread)), page)
    except (discord.HTTPException, ValueError) as error:
        note(Event.CHANNEL_TROUBLE, channel=CHANNEL, error=error)
        await _failed(desk, client, now)
        return
    now = line_now(desk, line) or now
    _keep(desk, now, {"waits_words": max(0, int(now.facts.get("waits_words", 0)) - 1)})


def _keep(desk: Desk, line: Thread, facts: Mapping[str, Any]) -> None:
    desk.store.threads.save_facts(line.thread, {**line.facts, **facts})


async def _failed(desk: Desk, client: discord.Client, line: Thread) -> None:
    """Tell the person that the moderators could not be reached, and cut the tie."""
    guild = client.get_guild(int(line.server))
    name = guild.name if guild else desk.text("discord.server_default")
    if line.facts.get("waits"):
        desk.store.threads.close_thread(line.thread)
    await to_person(desk, client, line, [Reply(desk.text("discord.line.failed", server=name))])


async def to_person(desk: Desk, client: discord.Client, line: Thread, replies: list[Reply]) -> bool:
    """Write to the person behind a line, if they agreed to be written to; False when that did not work."""
    way = str(line.facts.get("way", ""))
    if not way:
        return False
    try:
        user = await client.fetch_user(int(way))
    except discord.HTTPException:
        return False
    return await write_to(desk, user, replies, int(line.server))
