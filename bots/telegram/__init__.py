"""The Telegram channel: everything that the terminal can do, the way people on Telegram expect it."""

from bots.telegram.channel import TelegramChannel
from bots.telegram.starting import run_telegram

__all__ = ["TelegramChannel", "run_telegram"]
