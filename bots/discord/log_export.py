"""The moderators' log as a file: what was done, by whom and when. There is no content in it to leave out."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta, timezone

import discord

from bots.discord.answering import file_of, heard, tell
from bots.discord.desk import Desk
from bots.discord.servers import Server, is_moderator
from storage import Done

LONGEST = 180
# Spreadsheets take a text that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def export_log(desk: Desk, interaction: discord.Interaction, form: str, days: int) -> None:
    """Answer /fingerpost log with a file that only the moderator who asked sees."""
    if not await heard(interaction):
        return
    settings = desk.servers.get(interaction.guild_id or 0) or Server()
    if not is_moderator(interaction, settings) or interaction.guild_id is None:
        await tell(interaction, desk.text("discord.moderators.not_you", settings.language))
        return
    if not desk.pace.allows("command", interaction.user.id):
        await tell(interaction, desk.text("discord.moderators.too_fast", settings.language))
        return
    days = max(1, min(days, LONGEST))
    since = datetime.now(timezone.utc) - timedelta(days=days)
    rows = seen_by(desk.store.moderator_log.rows(str(interaction.guild_id), since), interaction.user.id)
    if not rows:
        await tell(interaction, desk.text("discord.log.empty", settings.language))
        return
    content = as_json(rows) if form == "json" else as_csv(rows)
    text = desk.text("discord.log.here", settings.language, days=days)
    file = file_of(f"fingerpost-log.{'json' if form == 'json' else 'csv'}", content)
    await interaction.followup.send(text, file=file, ephemeral=True)
    desk.store.moderator_log.append(str(interaction.guild_id), str(interaction.user.id), "log exported")


def seen_by(rows: list[Done], moderator: int) -> list[Done]:
    """Leave out the cases that this moderator was left out of, and who was left out of the others."""
    mine = [row for row in rows if row.facts.get("without") != moderator]
    return [
        Done(row.at, row.by, row.did, {k: v for k, v in row.facts.items() if k != "without"}) for row in mine
    ]


def as_json(rows: list[Done]) -> bytes:
    """Write the log as JSON."""
    made = [{"at": row.at.isoformat(), "by": row.by, "did": row.did, **row.facts} for row in rows]
    return json.dumps(made, indent=1, ensure_ascii=False).encode()


def as_csv(rows: list[Done]) -> bytes:
    """Write the log as CSV, with no cell that a spreadsheet would run."""
    names = sorted({name for row in rows for name in row.facts})
    target = io.StringIO()
    table = csv.writer(target)
    table.writerow(["at", "by", "did", *names])
    for row in rows:
        cells = [row.at.isoformat(), row.by, row.did, *(str(row.facts.get(name, "")) for name in names)]
        table.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return target.getvalue().encode()
