"""Telegram's bot, with what comes and goes most often kept plain: no object is built that nobody reads."""

from __future__ import annotations

import os
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.ext import ExtBot

# Without this the library warns about its own future whenever Telegram asks us to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
# The most updates that Telegram gives at once.
MOST_UPDATES = 100
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


class Bot(ExtBot[None]):
    """Telegram's bot. Its errors and limits are the library's."""

    __slots__ = ()

    async def raw_updates(
        self, offset: int | None, timeout: int, limit: int = MOST_UPDATES
    ) -> list[dict[str, Any]]:
        """Ask for updates as they came, so that one that cannot be read does not stop the others."""
        data = {"offset": offset, "timeout": timeout, "limit": limit, "allowed_updates": KINDS}
        found: list[dict[str, Any]] = await self._post("getUpdates", data, read_timeout=timeout + 10.0)
        return found

    async def send_text(
        self, chat: int, text: str, keyboard: Keyboard = None, *, protect: bool = False, silent: bool = False
    ) -> int:
        """Send a text without previews of its links; return the message's number."""
        data = {
            "chat_id": chat,
            "text": text,
            "reply_markup": keyboard,
            "link_preview_options": NO_PREVIEW,
            # What is not said is off.
            "protect_content": protect or None,
            "disable_notification": silent or None,
        }
        sent: dict[str, Any] = await self._post("sendMessage", data)
        return int(sent["message_id"])

    async def put_keyboard(self, chat: int, message: int, keyboard: InlineKeyboardMarkup | None) -> None:
        """Put a keyboard below a message of ours, or take it away."""
        data = {"chat_id": chat, "message_id": message, "reply_markup": keyboard}
        await self._post("editMessageReplyMarkup", data)

    def __repr__(self) -> str:
        # The library's own shows the token.
        return "Bot()"
