"""What stands in each chat, and what was ever sent there."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.bots.telegram.fake_api.faults import DEACTIVATED, FORBIDDEN, bad

BOT = {"id": 999, "is_bot": True, "first_name": "Fingerpost", "username": "fingerpost_bot"}
TWO_DAYS = 48 * 3600


class Chats:
    """Chats with their messages, numbered through one count for all private chats, as Telegram does."""

    def __init__(self) -> None:
        self.types: dict[int, str] = {}
        self.blocked: set[int] = set()
        self.deactivated: set[int] = set()
        # Every message ever, as it was first; and those that stand there now.
        self.history: list[dict[str, Any]] = []
        self.standing: dict[tuple[int, int], dict[str, Any]] = {}
        self._number = 40

    def chat(self, number: int) -> dict[str, Any]:
        """Describe a chat; Telegram does not know one that never wrote."""
        if number not in self.types:
            raise bad("chat not found")
        kind = self.types[number]
        return {"id": number, "type": kind, **({"first_name": "P"} if kind == "private" else {"title": "G"})}

    def put(self, chat: int, sender: dict[str, Any], **content: Any) -> dict[str, Any]:
        """Put a message into a chat."""
        self._number += 1
        message = {"message_id": self._number, "date": int(time.time()), "chat": self.chat(chat)}
        message |= {"from": sender, **content}
        self.standing[chat, self._number] = message
        self.history.append(dict(message))
        return message

    def may_write(self, chat: int) -> None:
        """Refuse the bot where the person blocked it or is gone."""
        self.chat(chat)
        if chat in self.blocked:
            raise FORBIDDEN
        if chat in self.deactivated:
            raise DEACTIVATED

    def ours(self, chat: int, number: int) -> dict[str, Any]:
        """Find a message of the bot that is to be edited."""
        self.may_write(chat)
        message = self.standing.get((chat, number))
        if message is None:
            raise bad("message to edit not found")
        if message["from"]["id"] != BOT["id"]:
            raise bad("message can't be edited")
        return message

    def delete(self, chat: int, number: int) -> bool:
        """Delete a message; True when it stood there. Old ones can't be deleted."""
        self.may_write(chat)
        message = self.standing.get((chat, number))
        if message is None:
            return False
        if time.time() - message["date"] > TWO_DAYS:
            raise bad("message can't be deleted for everyone")
        del self.standing[chat, number]
        return True

    def of(self, chat: int) -> list[dict[str, Any]]:
        """Return what stands in a chat now, in order."""
        return [message for (place, _), message in sorted(self.standing.items()) if place == chat]


def check_text(text: str) -> str:
    """Hold a text to Telegram's length."""
    units = len(text.encode("utf-16-le")) // 2
    if not text.strip():
        raise bad("message text is empty")
    if units > 4096:
        raise bad("message is too long")
    return text


def check_keyboard(markup: str | None) -> dict[str, Any] | None:
    """Hold a keyboard to Telegram's rules."""
    if not markup:
        return None
    keyboard: dict[str, Any] = json.loads(markup)
    for row in keyboard.get("inline_keyboard", ()):
        if not 1 <= len(row) <= 8:
            raise bad("inline keyboard row is too long")
        for button in row:
            _check_button(button)
    if sum(len(row) for row in keyboard.get("inline_keyboard", ())) > 100:
        raise bad("reply markup is too long")
    return keyboard


def _check_button(button: dict[str, Any]) -> None:
    kinds = [kind for kind in ("callback_data", "url", "web_app", "copy_text") if kind in button]
    if len(kinds) != 1 or not button.get("text"):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not button["url"].startswith(("https://", "http://", "tg://")):
        raise bad("inline keyboard button URL is invalid: Wrong HTTP URL")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
