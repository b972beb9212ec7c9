"""What Telegram shows about the bot: its name, its commands and its description, in English and Welsh.

Each is asked for first and changed only where it differs: Telegram limits changes to a few a day.
"""

from __future__ import annotations

from telegram import BotCommand
from telegram.error import TelegramError

from bots.log import Event, note
from bots.telegram.bot import Bot
from responses.reader import Content
from responses.words import Words

COMMANDS = ("start", "menu", "help", "hide", "held", "forget", "code", "status", "pack", "stop")
# English is what everybody else sees too.
LANGUAGES = {"en": "", "cy": "cy"}


async def show_profile(bot: Bot, content: Content) -> None:
    """Bring everything up to date. Telegram may refuse; the bot works without it."""
    for language, code in LANGUAGES.items():
        words = content.in_language(language)
        for show in (_commands, _description, _short_description, _name):
            try:
                await show(bot, words, code)
            except TelegramError as error:
                note(Event.CHANNEL_TROUBLE, channel="telegram", error=error)


async def _commands(bot: Bot, words: Words, code: str) -> None:
    wanted = [BotCommand(name, words.text(f"telegram.commands.{name}")) for name in COMMANDS]
    if list(await bot.get_my_commands(language_code=code)) != wanted:
        await bot.set_my_commands(wanted, language_code=code)


async def _description(bot: Bot, words: Words, code: str) -> None:
    wanted = words.text("telegram.description")
    if (await bot.get_my_description(code)).description != wanted:
        await bot.set_my_description(wanted, code)


async def _short_description(bot: Bot, words: Words, code: str) -> None:
    wanted = words.text("telegram.short_description")
    if (await bot.get_my_short_description(code)).short_description != wanted:
        await bot.set_my_short_description(wanted, code)


async def _name(bot: Bot, words: Words, code: str) -> None:
    wanted = words.text("telegram.name")
    if (await bot.get_my_name(code)).name != wanted:
        await bot.set_my_name(wanted, code)
