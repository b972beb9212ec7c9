"""The anonymous line after a restart: what waited goes out, and words that were lost are asked for again.

Words wait in memory only, because what a person types is never written to disk, not even sealed. A stop lets
them go out first; only a kill within those few minutes loses them, and then the person is told.
"""

from __future__ import annotations

import asyncio

import discord

from bots.discord.desk import Desk
from bots.discord.line_posting import post_line, to_person
from bots.discord.line_text import told
from nlu.dialogue import Reply
from storage import Thread


async def go_on_after_restart(desk: Desk, client: discord.Client) -> None:
    """Send what waited when the bot was killed, and say so where words are missing."""
    for line in await asyncio.to_thread(desk.store.threads.every):
        if line.facts.get("words") or line.facts.get("waits_words"):
            line = await _say_lost(desk, client, line)
        if line.facts.get("waits"):
            _go_on(desk, client, line)


async def _say_lost(desk: Desk, client: discord.Client, line: Thread) -> Thread:
    """Ask for the words again: now, or, of somebody we may not write to, when they next look."""
    told_now = await to_person(desk, client, line, [Reply(desk.text("discord.line.words_lost"))])
    facts = {**line.facts, "words": False, "waits_words": False, "notice": "" if told_now else "words_lost"}
    desk.store.threads.save_facts(line.thread, facts)
    return Thread(line.case, line.conversation, line.server, line.thread, line.alias, facts)


def _go_on(desk: Desk, client: discord.Client, line: Thread) -> None:
    """Let a line go out, unless the words were all there was: moderators get no empty thread.

    Such a line stays, unsent, only while its person has still to be told.
    """
    if told(desk, line.case, int(line.server), ""):
        desk.later(post_line(desk, client, line, ""))
    elif line.facts.get("notice"):
        desk.store.threads.save_facts(line.thread, {**line.facts, "waits": False, "is_over": True})
    else:
        desk.store.threads.close_thread(line.thread)
