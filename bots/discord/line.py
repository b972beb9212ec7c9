"""The anonymous line, the person's side: see exactly what the moderators would see, then send it, or not.

Nothing of the account goes along: not a name, a number, a reply, a mention, a file or its name. Words wait in
memory only, and everything waits a while, so that its time does not tell who it was.
"""

from __future__ import annotations

import secrets

import discord

from bots.discord.answering import ASKS, heard, send, tell
from bots.discord.boxes import open_box, written
from bots.discord.custom_ids import Pressed, custom_id, own
from bots.discord.desk import Desk, remember
from bots.discord.line_posting import post_line, post_words
from bots.discord.line_text import told
from bots.discord.presses import chosen, press
from bots.discord.show import still
from bots.discord.unnamed import new_alias, without_names
from nlu.dialogue import Button, Reply
from storage import Thread

NOBODY = "0"
NO_WORDS = "0"


async def offer(
    desk: Desk,
    interaction: discord.Interaction | None,
    user: discord.User | discord.Member,
    server: int | None,
) -> list[Reply]:
    """Show what the moderators would see, once the person has said yes to the first question."""
    return [preview(desk, user, server, NOBODY, NO_WORDS)]


ASKS["tell_moderators"] = offer


def refusal(desk: Desk, user: discord.User | discord.Member, server: int | None) -> str | None:
    """Name the words that say why the line is not open, or None."""
    if server is None:
        return "discord.line.which_server"
    settings = desk.servers.get(server)
    if settings is None or not settings.channel:
        return "discord.line.not_set_up"
    if any(line.facts.get("blocked") for line in lines_of(desk, user.id, server)):
        return "discord.line.blocked"
    return None


def lines_of(desk: Desk, account: int, server: int | None = None) -> list[Thread]:
    """Return a person's lines, in one server or in all."""
    case = desk.store.cases.case_of(desk.conversation(account))
    known = desk.store.threads.threads_of(case) if case else []
    return [line for line in known if server is None or line.server == str(server)]


def preview(
    desk: Desk, user: discord.User | discord.Member, server: int | None, without: str, draft: str
) -> Reply:
    """Write the preview with its choices, or say why there is none."""
    if key := refusal(desk, user, server):
        return Reply(desk.text(key))
    case = desk.store.cases.case_of(desk.conversation(user.id))
    text = told(desk, case, server, desk.drafts.get(draft, ""))
    if not text:
        return Reply(desk.text("discord.line.nothing_yet"))
    buttons = (
        Button(desk.text("discord.line.send_dm"), own("line_send", "dm", without, draft)),
        Button(desk.text("discord.line.send_here"), own("line_send", "here", without, draft)),
        Button(desk.text("discord.line.add_words"), own("line_words", without)),
        Button(desk.text("discord.line.leave_out"), own("line_leave", draft)),
        Button(desk.text("discord.line.do_not_send"), own("line_no")),
    )
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    return Reply(desk.text("discord.line.preview", text=quoted), buttons)


@press("line_words")
async def ask_words(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Open a box for words that go along."""
    words = desk.text("discord.line.words_title"), desk.text("discord.line.words_label")
    await open_box(interaction, own("line_worded", *pressed.parts), pressed.server, *words)


@press("line_worded")
async def show_with_words(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Show the preview again, with the words in it and the person's own names taken out."""
    if not await heard(interaction):
        return
    text, changed = without_names(written(interaction), interaction.user)
    draft = secrets.token_hex(4)
    remember(desk.drafts, draft, text)
    replies = [Reply(desk.text("discord.line.sent_words_changed"))] if changed else []
    replies.append(preview(desk, interaction.user, pressed.server, pressed.parts[0], draft))
    await send(desk, interaction, replies, pressed.server)


@press("line_leave")
async def ask_whom(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Let the person choose a moderator to leave out."""
    if not await heard(interaction):
        return
    view = discord.ui.View(timeout=None)
    mark = custom_id(own("line_left", *pressed.parts), pressed.server)
    view.add_item(discord.ui.UserSelect(custom_id=mark, placeholder=desk.text("discord.line.leave_out")))
    await tell(interaction, desk.text("discord.line.leave_out"), still(view))


@press("line_left")
async def leave_out(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Leave that moderator out, where this can be kept; else say that it cannot."""
    if not await heard(interaction):
        return
    who = chosen(interaction)[:1]
    if not who or not await can_leave_out(desk, interaction.client, pressed.server, int(who[0])):
        await send(desk, interaction, [Reply(desk.text("discord.line.cannot_leave_out"))], pressed.server)
        return
    left = Reply(desk.text("discord.line.left_out", name=f"<@{who[0]}>"))
    shown = preview(desk, interaction.user, pressed.server, who[0], pressed.parts[0])
    await send(desk, interaction, [left, shown], pressed.server)


async def can_leave_out(desk: Desk, client: discord.Client, server: int | None, who: int) -> bool:
    """Tell whether a private thread would really be hidden from somebody."""
    settings = desk.servers.get(server or 0)
    guild = client.get_guild(server or 0)
    channel = guild.get_channel(settings.channel) if guild and settings else None
    if settings is None or guild is None or channel is None or not set(settings.moderators) - {who}:
        return False
    try:
        member = guild.get_member(who) or await guild.fetch_member(who)
    except discord.HTTPException:
        return False
    may = channel.permissions_for(member)
    return not (may.manage_threads or may.administrator)


@press("line_no")
async def do_not_send(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Send nothing."""
    if await heard(interaction):
        carry_on = Button(desk.text("talk.carry_on"), "do:report_start")
        await send(
            desk, interaction, [Reply(desk.text("discord.line.not_sent"), (carry_on,))], pressed.server
        )


@press("line_send")
async def send_line(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take the last yes: open the line, and let it go out after a while."""
    if await heard(interaction):
        await send(desk, interaction, [_sent(desk, interaction, pressed)], pressed.server)


def _sent(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> Reply:
    way, without, draft = pressed.parts
    user, server = interaction.user, pressed.server
    words = desk.drafts.get(draft, "")
    case = desk.store.cases.case_of(desk.conversation(user.id))
    if key := refusal(desk, user, server):
        return Reply(desk.text(key))
    if draft != NO_WORDS and not words:
        return Reply(desk.text("discord.line.words_gone"))
    if case is None or not told(desk, case, server, words):
        return Reply(desk.text("discord.line.nothing_yet"))
    if not desk.pace.allows("line", desk.conversation(user.id)):
        return Reply(desk.text("discord.line.too_many"))
    facts = {
        "way": str(user.id) if way == "dm" else "",
        "without": int(without),
        "waits": True,
        "words": bool(words),
    }
    opened = None
    while opened is None:
        alias = new_alias(desk.text("discord.alias_names"), lambda name: _taken(desk, server, name))
        waiting = f"waits:{secrets.token_hex(8)}"
        opened = desk.store.threads.open_thread(
            case, desk.conversation(user.id), str(server), waiting, alias, facts
        )
    desk.drafts.pop(draft, None)
    desk.later(post_line(desk, interaction.client, opened, words))
    text = f"{desk.text('discord.line.sent', alias=alias)}\n{desk.text(f'discord.line.answers_{way}')}"
    return Reply(text, (end_button(desk, alias),))


def _taken(desk: Desk, server: int | None, alias: str) -> bool:
    return desk.store.threads.alias_taken(str(server), alias)


def end_button(desk: Desk, alias: str) -> Button:
    """Return the button that takes a line back."""
    return Button(desk.text("discord.line.end"), own("line_end", alias))


def own_line(desk: Desk, account: int, pressed: Pressed) -> Thread | None:
    """Find one of the person's own lines by its name; nobody else's can be reached."""
    return next(
        (line for line in lines_of(desk, account, pressed.server) if line.alias == pressed.parts[0]), None
    )


@press("line_reply")
async def ask_reply(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Open a box for the person's answer."""
    words = desk.text("discord.line.reply_title"), desk.text("discord.line.reply_label")
    await open_box(interaction, own("line_replied", *pressed.parts), pressed.server, *words)


@press("line_replied")
async def pass_reply_on(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Pass the person's answer on to the moderators, after a while."""
    if not await heard(interaction):
        return
    line = own_line(desk, interaction.user.id, pressed)
    if line is None or line.facts.get("blocked"):
        key = "discord.line.gone" if line is None else "discord.line.blocked"
        await send(desk, interaction, [Reply(desk.text(key))], pressed.server)
        return
    if not desk.pace.allows("words", line.conversation):
        await send(desk, interaction, [Reply(desk.text("discord.line.too_many"))], pressed.server)
        return
    text, changed = without_names(written(interaction), interaction.user)
    waiting = int(line.facts.get("waits_words", 0)) + 1
    desk.store.threads.save_facts(line.thread, line.facts | {"waits_words": waiting})
    desk.later(post_words(desk, interaction.client, line, text))
    replies = [Reply(desk.text("discord.line.passed_on", alias=line.alias))]
    replies += [Reply(desk.text("discord.line.sent_words_changed"))] if changed else []
    await send(desk, interaction, replies, pressed.server)
