"""The commands, as Discord lists them: for the person, for the moderators, and a message menu."""

from __future__ import annotations

import discord
from discord import app_commands

from bots.discord.checklist import steps
from bots.discord.desk import Desk
from bots.discord.log_export import export_log
from bots.discord.never import KINDS, never_picture
from bots.discord.person import help_me, hide_now, picture
from bots.discord.report_privately import report_privately
from bots.discord.setup import check_now, set_up
from bots.discord.watching import entries, off_the_list, show_list

Interaction = discord.Interaction
FORMS = ("csv", "json")


def add_commands(tree: app_commands.CommandTree[discord.Client], desk: Desk) -> None:
    """Put every command on the tree."""
    _for_the_person(tree, desk)
    _for_moderators(tree, desk)


def _said(desk: Desk, name: str) -> str:
    return desk.text(f"discord.command.{name}")[:100]


def _for_the_person(tree: app_commands.CommandTree[discord.Client], desk: Desk) -> None:
    @tree.command(name="help-me", description=_said(desk, "help_me"))
    async def help_me_command(interaction: Interaction) -> None:
        await help_me(desk, interaction)

    @tree.command(name="hide", description=_said(desk, "hide"))
    async def hide_command(interaction: Interaction) -> None:
        await hide_now(desk, interaction)

    @tree.command(name="picture", description=_said(desk, "picture"))
    @app_commands.describe(file=_said(desk, "picture_file"))
    async def picture_command(interaction: Interaction, file: discord.Attachment) -> None:
        await picture(desk, interaction, file)

    @tree.context_menu(name=_said(desk, "report_privately"))
    @app_commands.guild_only()
    async def report_command(interaction: Interaction, message: discord.Message) -> None:
        await report_privately(desk, interaction, message)


def _for_moderators(tree: app_commands.CommandTree[discord.Client], desk: Desk) -> None:
    group = app_commands.Group(
        name="fingerpost",
        description=_said(desk, "fingerpost"),
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    @group.command(name="setup", description=_said(desk, "setup"))
    async def setup_command(interaction: Interaction) -> None:
        await set_up(desk, interaction)

    @group.command(name="check", description=_said(desk, "check"))
    async def check_command(interaction: Interaction) -> None:
        await check_now(desk, interaction)

    @group.command(name="steps", description=_said(desk, "steps"))
    async def steps_command(interaction: Interaction) -> None:
        await steps(desk, interaction)

    _with_options(group, desk)
    tree.add_command(group)


def _with_options(group: app_commands.Group, desk: Desk) -> None:
    @group.command(name="log", description=_said(desk, "log"))
    @app_commands.describe(form=_said(desk, "log_form"), days=_said(desk, "log_days"))
    @app_commands.choices(form=[app_commands.Choice(name=form.upper(), value=form) for form in FORMS])
    async def log_command(
        interaction: Interaction, form: str = "csv", days: app_commands.Range[int, 1, 180] = 30
    ) -> None:
        await export_log(desk, interaction, form, days)

    _for_the_list(group, desk)


def _for_the_list(group: app_commands.Group, desk: Desk) -> None:
    @group.command(name="watch", description=_said(desk, "watch"))
    async def watch_command(interaction: Interaction) -> None:
        await show_list(desk, interaction)

    @group.command(name="unwatch", description=_said(desk, "unwatch"))
    @app_commands.describe(entry=_said(desk, "unwatch_entry"))
    async def unwatch_command(interaction: Interaction, entry: str) -> None:
        await off_the_list(desk, interaction, entry, "dropped")

    @group.command(name="never-entry", description=_said(desk, "never_entry"))
    @app_commands.describe(entry=_said(desk, "unwatch_entry"))
    async def never_entry_command(interaction: Interaction, entry: str) -> None:
        await off_the_list(desk, interaction, entry, "never")

    @unwatch_command.autocomplete("entry")
    @never_entry_command.autocomplete("entry")
    async def entry_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=name, value=name) for name in await entries(desk, interaction, typed)
        ]

    kinds = [app_commands.Choice(name=_said(desk, f"never_{kind}"), value=kind) for kind in KINDS]

    @group.command(name="never-picture", description=_said(desk, "never_picture"))
    @app_commands.describe(file=_said(desk, "never_file"), kind=_said(desk, "never_kind"))
    @app_commands.choices(kind=kinds)
    async def never_picture_command(interaction: Interaction, file: discord.Attachment, kind: str) -> None:
        await never_picture(desk, interaction, file, kind)
