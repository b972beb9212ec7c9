"""The watch list, the person's side: ask for it with two answers, and stop it everywhere at once."""

from __future__ import annotations

import asyncio
import secrets

import discord

from bots.discord.answering import ASKS, heard, send
from bots.discord.custom_ids import Pressed, own
from bots.discord.desk import Desk
from bots.discord.line_posting import wait_a_while
from bots.discord.notices import to_moderators
from bots.discord.presses import press
from bots.discord.servers import Server
from nlu.dialogue import Button, Reply

ASKED = "watch asked"


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
    if count and batch not in _asked_before(desk, server):
        settings = desk.servers.get(server) or Server()
        if await to_moderators(desk, client, server, asked(desk, settings, batch, count)):
            desk.store.moderator_log.append(str(server), "guard", ASKED, {"batch": batch, "count": count})


def _asked_before(desk: Desk, server: int) -> set[str]:
    rows = desk.store.moderator_log.rows(str(server))
    return {str(row.facts.get("batch")) for row in rows if row.did == ASKED}


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


async def ask_again_after_restart(desk: Desk, client: discord.Client) -> None:
    """Ask the moderators what they were not asked yet when the bot was killed."""
    for server in await asyncio.to_thread(desk.servers.ids):
        batches = {str(watch.facts.get("batch", "")) for watch in desk.guard.waiting(str(server))}
        for batch in sorted(batches - _asked_before(desk, server) if batches else ()):
            desk.later(_ask_moderators(desk, client, server, batch))
