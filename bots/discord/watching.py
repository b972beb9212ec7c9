"""A server's watch list: asked for by the person, confirmed without a picture, undone in one command."""

from __future__ import annotations

import secrets

import discord

from bots.discord.alerts import decided, may_decide, note_decision
from bots.discord.answering import ASKS, heard, send, tell
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import Desk
from bots.discord.guarding import to_moderators
from bots.discord.line_posting import wait_a_while
from bots.discord.presses import press
from bots.discord.servers import Server, is_moderator
from bots.discord.show import view_of
from bots.guard import Confirmed
from nlu.dialogue import Button, Reply

MOST_LISTED = 20


async def offer(
    desk: Desk,
    interaction: discord.Interaction | None,
    user: discord.User | discord.Member,
    server: int | None,
) -> list[Reply]:
    """Ask the second question: whether to tell the person of a match, for which their account is kept."""
    if server is None:
        return [Reply(desk.text("guard.no_server"))]
    settings = desk.servers.get(server)
    if settings is None or settings.guard == "off":
        return [Reply(desk.text("guard.not_set_up"))]
    case = desk.store.cases.case_of(desk.conversation(user.id))
    if case is None or not desk.store.fingerprints.count(case):
        return [Reply(desk.text("guard.no_fingerprint"))]
    buttons = tuple(Button(desk.text(f"guard.tell_{name}"), own("watch_go", name)) for name in ("dm", "no"))
    return [Reply(desk.text("guard.tell_ask"), buttons)]


ASKS["watch_for_picture"] = offer


@press("watch_go")
async def propose(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Put the fingerprints before the moderators, with both answers given."""
    if await heard(interaction):
        await send(desk, interaction, _proposed(desk, interaction, pressed), pressed.server)


def _proposed(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> list[Reply]:
    user, server = interaction.user, pressed.server
    settings = desk.servers.get(server or 0)
    conversation = desk.conversation(user.id)
    case = desk.store.cases.case_of(conversation)
    if settings is None or settings.guard == "off" or case is None:
        return [Reply(desk.text("guard.not_set_up"))]
    answers = desk.store.cases.answers(case)
    if (answers.get("age"), answers.get("age_in_picture")) != ("adult", "adult"):
        return [Reply(desk.text("guard.not_adult"))]
    if not desk.pace.allows("watch", conversation):
        return [Reply(desk.text("pictures.too_many"))]
    tell_to = str(user.id) if pressed.parts[0] == "dm" else ""
    made = desk.guard.propose(str(server), conversation, case, secrets.token_hex(8), tell_to)
    replies = [Reply(desk.text("guard.plain"))] if made.plain else []
    if not made.waiting:
        return [*replies, Reply(desk.text("guard.proposed_none"))]
    desk.later(_ask_moderators(desk, interaction.client, int(server or 0), made.batch))
    stop = Button(desk.text("guard.stop"), own("watch_stop"))
    return [*replies, Reply(desk.text("guard.proposed", count=made.waiting), (stop,))]


async def _ask_moderators(desk: Desk, client: discord.Client, server: int, batch: str) -> None:
    """Ask the moderators after a while; by then the person may have taken it back."""
    await wait_a_while(desk)
    count = len(desk.guard.waiting(str(server), batch))
    if count:
        settings = desk.servers.get(server) or Server()
        await to_moderators(desk, client, server, asked(desk, settings, batch, count))


def asked(desk: Desk, settings: Server, batch: str, count: int) -> Reply:
    """Write what moderators are asked to confirm."""
    acts = (("confirm", own("w_yes", batch)), ("decline", own("w_no", batch)))
    buttons = tuple(Button(desk.text(f"guard.{name}", settings.language), payload) for name, payload in acts)
    return Reply(desk.text("guard.asked", settings.language, count=count), buttons)


@press("watch_stop")
async def stop(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Stop looking out for a person's pictures, everywhere and at once."""
    if await heard(interaction):
        count = desk.store.watches.withdraw_all(desk.conversation(interaction.user.id))
        text = desk.text("guard.stopped", count=count) if count else desk.text("guard.stopped_none")
        await send(desk, interaction, [Reply(text)], pressed.server)


@press("w_yes")
async def confirm(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take a moderator's yes."""
    settings = await may_decide(desk, interaction)
    if settings is not None:
        made = await desk.guard.confirm(str(interaction.guild_id), pressed.parts[0])
        note_decision(desk, interaction, "watch confirmed", count=made.added)
        await decided(interaction, _confirmed(desk, settings, made))


def _confirmed(desk: Desk, settings: Server, made: Confirmed) -> str:
    if not made.added and not made.refused:
        return desk.text("guard.nothing_waiting", settings.language)
    until = discord.utils.format_dt(made.until, "D") if made.until else ""
    lines = (
        [desk.text("guard.confirmed", settings.language, count=made.added, until=until)] if made.added else []
    )
    for reason in made.refused:
        why = desk.text(f"pictures.{reason}", settings.language)
        lines.append(desk.text("guard.refused_line", settings.language, reason=why))
    return "\n".join(lines)


@press("w_no")
async def decline(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take a moderator's no."""
    settings = await may_decide(desk, interaction)
    if settings is not None:
        count = desk.guard.decline(str(interaction.guild_id), pressed.parts[0])
        note_decision(desk, interaction, "watch declined", count=count)
        key = "guard.declined" if count else "guard.nothing_waiting"
        await decided(interaction, desk.text(key, settings.language))


@press("w_resume")
async def resume(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Let a paused entry count again."""
    await _decide(desk, interaction, pressed, desk.guard.resume, "resumed")


@press("w_drop")
async def drop(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take an entry off the list."""
    await _decide(desk, interaction, pressed, desk.guard.withdraw, "dropped")


async def _decide(
    desk: Desk, interaction: discord.Interaction, pressed: Pressed, act: object, did: str
) -> None:
    settings = await may_decide(desk, interaction)
    if settings is None or not callable(act):
        return
    done = act(str(interaction.guild_id), pressed.parts[0])
    if done:
        note_decision(desk, interaction, f"entry {did}", entry=pressed.parts[0])
    await decided(interaction, desk.text(f"guard.{did}" if done else "guard.no_entry", settings.language))


@press("w_renew")
async def renew(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Renew what would soon end."""
    settings = await may_decide(desk, interaction)
    if settings is not None:
        count = desk.guard.renew(str(interaction.guild_id))
        note_decision(desk, interaction, "watch renewed", count=count)
        await decided(interaction, desk.text("guard.renewed", settings.language, count=count))


async def show_list(desk: Desk, interaction: discord.Interaction) -> None:
    """Answer /fingerpost watch: what is on the list by number and date, and what waits for a decision."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings):
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    server = str(interaction.guild_id)
    await tell(interaction, _listed(desk, settings, server), _list_view(desk, settings, server))
    for batch in sorted({str(watch.facts.get("batch")) for watch in desk.guard.waiting(server)})[:5]:
        reply = asked(desk, settings, batch, len(desk.guard.waiting(server, batch)))
        await tell(interaction, reply.text, view_of(reply.buttons, interaction.guild_id, ""))


def _listed(desk: Desk, settings: Server, server: str) -> str:
    watches = list(desk.store.watches.watches(server, "active", "waiting", "suspended"))
    if not watches:
        return desk.text("guard.list_none", settings.language)
    lines = [desk.text("guard.list_head", settings.language, count=len(watches))]
    for watch in watches[:MOST_LISTED]:
        state = desk.text(f"guard.state.{watch.state}", settings.language)
        added, ends = watch.added_at.date(), desk.guard.until(watch).date()
        lines.append(
            desk.text(
                "guard.list_line", settings.language, entry=watch.id, state=state, added=added, ends=ends
            )
        )
    if len(watches) > MOST_LISTED:
        lines.append(desk.text("guard.list_more", settings.language, count=len(watches) - MOST_LISTED))
    return "\n".join(lines)[:2000]


def _list_view(desk: Desk, settings: Server, server: str) -> discord.ui.View | None:
    if not desk.guard.ending(server):
        return None
    return view_of((Button(desk.text("guard.renew", settings.language), own("w_renew")),), int(server), "")


async def unwatch(desk: Desk, interaction: discord.Interaction, entry: str) -> None:
    """Answer /fingerpost unwatch: one entry off the list, at once."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings):
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    done = desk.guard.withdraw(str(interaction.guild_id), entry.strip())
    if done:
        note_decision(desk, interaction, "entry dropped", entry=entry.strip())
    await tell(interaction, desk.text("guard.dropped" if done else "guard.no_entry", settings.language))


async def entries(desk: Desk, interaction: discord.Interaction, typed: str) -> list[str]:
    """Return the numbers of entries that begin as typed, for the command's list."""
    if not is_moderator(interaction, desk.servers.get(interaction.guild_id or 0)):
        return []
    names = desk.store.watches.states(str(interaction.guild_id))
    return [name for name in names if name.startswith(typed.strip())][:25]
