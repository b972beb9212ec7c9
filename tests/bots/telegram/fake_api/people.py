"""People who use Telegram: what they can do, and what they see."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bots.telegram.fake_api.server import FakeTelegram

GROUP = -5005
# What the Bot API always says about an administrator.
RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)


class Person:
    """One person with a private chat."""

    def __init__(self, telegram: FakeTelegram, number: int, language: str = "en") -> None:
        self._telegram, self.number = telegram, number
        telegram.chats.types[number] = "private"
        self._me = {"id": number, "is_bot": False, "first_name": "P", "language_code": language}

    def says(self, text: str) -> int:
        """Write a text or a command; Telegram takes blanks off both ends."""
        text = text.strip()
        entities = {}
        if text.startswith("/"):
            length = len(text.split()[0])
            entities = {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}
        return self.sends(text=text, **entities)

    def sends(self, **content: Any) -> int:
        """Send a message of any kind; return the update's number."""
        message = self._telegram.chats.put(self.number, self._me, **content)
        return self._telegram.updates.add(message=message)

    def sends_photo(self, content: bytes, **more: Any) -> int:
        """Send a photo: Telegram makes a small and a large size of it."""
        small = self._telegram.keep_file(content[:10])
        large = self._telegram.keep_file(content)
        sizes = [small | {"width": 90, "height": 60}, large | {"width": 900, "height": 600}]
        return self.sends(photo=sizes, **more)

    def sends_document(
        self, content: bytes, name: str, kind: str, size: int | None = None, **more: Any
    ) -> int:
        """Send a file."""
        file = self._telegram.keep_file(content)
        file["file_size"] = size if size is not None else len(content)
        return self.sends(document=file | {"file_name": name, "mime_type": kind}, **more)

    def presses(self, message: int, payload: str) -> int:
        """Press a button, even one that stands there no longer."""
        stands = self._telegram.chats.standing.get((self.number, message))
        gone = {"chat": self._telegram.chats.chat(self.number), "message_id": message, "date": 0}
        return self._telegram.updates.add(callback_query=self._press(stands or gone, payload))

    def _press(self, message: dict[str, Any], payload: str) -> dict[str, Any]:
        return {
            "id": secrets.token_hex(8),
            "from": self._me,
            "message": message,
            "chat_instance": "-3141592653589793",
            "data": payload,
        }

    def edits(self, message: int, text: str) -> int:
        """Edit an own message."""
        stands = self._telegram.chats.standing[self.number, message]
        stands |= {"text": text, "edit_date": stands["date"] + 1}
        return self._telegram.updates.add(edited_message=stands)

    def blocks(self) -> int:
        """Block the bot."""
        self._telegram.chats.blocked.add(self.number)
        return self._membership(self.number, "kicked")

    def says_in_group(self, text: str, kind: str = "supergroup") -> int:
        """Write in a group where the bot is."""
        self._telegram.chats.types[GROUP] = kind
        message = self._telegram.chats.put(GROUP, self._me, text=text)
        return self._telegram.updates.add(message=message)

    def adds_to_group(self, kind: str = "supergroup") -> int:
        """Add the bot to a group or a channel."""
        self._telegram.chats.types[GROUP] = kind
        return self._membership(GROUP, "administrator" if kind == "channel" else "member")

    def sends_photo_in_group(self, content: bytes) -> int:
        """Send a photo to a group where the bot is."""
        size = self._telegram.keep_file(content) | {"width": 90, "height": 60}
        message = self._telegram.chats.put(GROUP, self._me, photo=[size])
        return self._telegram.updates.add(message=message)

    def presses_in_group(self, payload: str) -> int:
        """Press a button below a message in a group, such as one that was passed on."""
        message = {"chat": self._telegram.chats.chat(GROUP), "message_id": 1, "date": 0}
        return self._telegram.updates.add(callback_query=self._press(message, payload))

    def _membership(self, chat: int, status: str) -> int:
        from tests.bots.telegram.fake_api.chats import BOT

        extra: dict[str, Any] = {"until_date": 0} if status == "kicked" else {}
        if status == "administrator":
            extra = dict.fromkeys(RIGHTS, False)
        return self._telegram.updates.add(
            my_chat_member={
                "chat": self._telegram.chats.chat(chat),
                "from": self._me,
                "date": 1,
                "old_chat_member": {"user": BOT, "status": "left"},
                "new_chat_member": {"user": BOT, "status": status, **extra},
            }
        )

    def sees(self) -> list[dict[str, Any]]:
        """Return what stands in the chat now."""
        return self._telegram.chats.of(self.number)

    def was_sent(self) -> list[dict[str, Any]]:
        """Return every message the bot ever sent here, as it was at first."""
        history = self._telegram.chats.history
        return [one for one in history if one["chat"]["id"] == self.number and one["from"]["is_bot"]]

    def texts(self) -> list[str]:
        """Return the texts that the bot ever sent here."""
        return [message["text"] for message in self.was_sent() if "text" in message]
