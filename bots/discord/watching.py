"""A server's watch list, the moderators' side: decided without a picture, undone in one command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import discord

from bots.discord.alerts import decided, may_decide, note_decision
from bots.discord.answering import heard, tell
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import Desk
from bots.discord.notices import tell_person
from bots.discord.presses import press
from bots.discord.proposing import asked
from bots.discord.servers import Server, is_moderator
from bots.discord.show import view_of
from bots.guard import Confirmed
from nlu.dialogue import Button

MOST_LISTED = 20
Did = Literal["resumed", "dropped", "never"]
Act = Callable[[str, str], bool]
TOLD = {"resumed": "guard.told_resumed", "dropped": "guard.told_dropped", "never": "guard.told_dropped"}


@press("w_yes")
async def confirm(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take a moderator's yes."""
    settings = await may_decide(desk, interaction)
    if settings is not None:
        waiting = _tellers(desk, str(interaction.guild_id), pressed.parts[0])
        made = await desk.guard.confirm(str(interaction.guild_id), pressed.parts[0])
        note_decision(desk, interaction, "watch confirmed", count=made.added)
        await decided(interaction, _confirmed(desk, settings, made))
        key = "guard.told_started" if made.added else "guard.told_declined"
        await _tell_all(desk, interaction, waiting, key)


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
        waiting = _tellers(desk, str(interaction.guild_id), pressed.parts[0])
        count = desk.guard.decline(str(interaction.guild_id), pressed.parts[0])
        note_decision(desk, interaction, "watch declined", count=count)
        key = "guard.declined" if count else "guard.nothing_waiting"
        await decided(interaction, desk.text(key, settings.language))
        await _tell_all(desk, interaction, waiting, "guard.told_declined")


def _tellers(desk: Desk, server: str, batch: str) -> set[str]:
    return {desk.guard.teller(watch.id) for watch in desk.guard.waiting(server, batch)}


async def _tell_all(desk: Desk, interaction: discord.Interaction, accounts: Iterable[str], key: str) -> None:
    for account in accounts:
        await tell_person(desk, interaction.client, interaction.guild_id or 0, account, key)


@press("w_resume")
async def resume(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Let a paused entry count again."""
    await _decide(desk, interaction, pressed, desk.guard.resume, "resumed")


@press("w_drop")
async def drop(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Take an entry off the list."""
    await _decide(desk, interaction, pressed, desk.guard.withdraw, "dropped")


@press("w_never")
async def never(desk: Desk, interaction: discord.Interaction, pressed: Pressed) -> None:
    """Let a paused entry never match: it is a picture that everybody has."""
    await _decide(desk, interaction, pressed, desk.guard.never, "never")


async def _decide(desk: Desk, interaction: discord.Interaction, pressed: Pressed, act: Act, did: Did) -> None:
    settings = await may_decide(desk, interaction)
    if settings is not None:
        done = await decide_entry(desk, interaction, pressed.parts[0], act, did)
        await decided(interaction, desk.text(f"guard.{did}" if done else "guard.no_entry", settings.language))


async def decide_entry(desk: Desk, interaction: discord.Interaction, entry: str, act: Act, did: Did) -> bool:
    """Decide about one entry, note who did, and tell its person if they asked to be told."""
    teller = desk.guard.teller(entry)
    if not act(str(interaction.guild_id), entry):
        return False
    note_decision(desk, interaction, f"entry {did}", entry=entry)
    await _tell_all(desk, interaction, (teller,), TOLD[did])
    return True


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
    watches = list(desk.store.watches.watches(server, "active", "waiting", "suspended", "never"))
    if not watches:
        return desk.text("guard.list_none", settings.language)
    lines = [desk.text("guard.list_head", settings.language, count=len(watches))]
    for watch in watches[:MOST_LISTED]:
        state = desk.text(f"guard.state.{watch.state}", settings.language)
        added, ends = watch.added_at.date(), desk.guard.until(watch).date()
        lines.append(
            desk.text(
                "guard.list_line", settings.language, entry=watch.id, state=state, added=added, until=ends
            )
        )
    if len(watches) > MOST_LISTED:
        lines.append(desk.text("guard.list_more", settings.language, count=len(watches) - MOST_LISTED))
    return "\n".join(lines)[:2000]


def _list_view(desk: Desk, settings: Server, server: str) -> discord.ui.View | None:
    if not desk.guard.ending(server):
        return None
    return view_of((Button(desk.text("guard.renew", settings.language), own("w_renew")),), int(server), "")


async def off_the_list(
    desk: Desk, interaction: discord.Interaction, entry: str, did: Literal["dropped", "never"]
) -> None:
    """Answer /fingerpost unwatch and /fingerpost never-entry: one entry, at once."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings):
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    act = desk.guard.withdraw if did == "dropped" else desk.guard.never
    done = await decide_entry(desk, interaction, entry.strip(), act, did)
    await tell(interaction, desk.text(f"guard.{did}" if done else "guard.no_entry", settings.language))


async def entries(desk: Desk, interaction: discord.Interaction, typed: str) -> list[str]:
    """Return the numbers of entries that begin as typed, for the command's list."""
    if not is_moderator(interaction, desk.servers.get(interaction.guild_id or 0)):
        return []
    names = desk.store.watches.states(str(interaction.guild_id))
    return [name for name in names if name.startswith(typed.strip())][:25]
