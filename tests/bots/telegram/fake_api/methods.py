"""The methods of the Bot API that we call, each with Telegram's own checks and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.bots.telegram.fake_api.chats import BOT, check_keyboard, check_text
from tests.bots.telegram.fake_api.faults import bad

if TYPE_CHECKING:
    from tests.bots.telegram.fake_api.server import FakeTelegram

Given = dict[str, Any]
MOST_FILE = 20_000_000


def get_me(telegram: FakeTelegram, given: Given) -> Any:
    """Say who the bot is."""
    return BOT | {"can_join_groups": True, "can_read_all_group_messages": False}


def send_message(telegram: FakeTelegram, given: Given) -> Any:
    """Send a text."""
    chat = int(given["chat_id"])
    telegram.chats.may_write(chat)
    text, keyboard = check_text(given["text"]), check_keyboard(given.get("reply_markup"))
    extra: Given = {"reply_markup": keyboard} if keyboard and "inline_keyboard" in keyboard else {}
    if given.get("protect_content") == "true":
        extra["has_protected_content"] = True
    message = telegram.chats.put(chat, BOT, text=text.strip(), **extra)
    telegram.chats.history[-1] |= {"_sent_with": {**given, "reply_markup": keyboard}}
    return message


def send_document(telegram: FakeTelegram, given: Given) -> Any:
    """Send a file."""
    chat, file = int(given["chat_id"]), given["document"]
    telegram.chats.may_write(chat)
    content = file.file.read()
    telegram.documents.append((file.filename, content))
    kept = telegram.keep_file(content)
    return telegram.chats.put(chat, BOT, document=kept | {"file_name": file.filename})


def edit_text(telegram: FakeTelegram, given: Given) -> Any:
    """Change a text of ours."""
    message = telegram.chats.ours(int(given["chat_id"]), int(given["message_id"]))
    text, keyboard = check_text(given["text"]), check_keyboard(given.get("reply_markup"))
    if message.get("text") == text and message.get("reply_markup") == keyboard:
        raise bad("message is not modified: specified new message content is the same")
    message["text"] = text
    return _with(message, keyboard)


def edit_keyboard(telegram: FakeTelegram, given: Given) -> Any:
    """Change a keyboard of ours."""
    message = telegram.chats.ours(int(given["chat_id"]), int(given["message_id"]))
    keyboard = check_keyboard(given.get("reply_markup"))
    if message.get("reply_markup") == keyboard:
        raise bad("message is not modified: specified new message content and reply markup are the same")
    return _with(message, keyboard)


def _with(message: Given, keyboard: Given | None) -> Given:
    message.pop("reply_markup", None)
    if keyboard:
        message["reply_markup"] = keyboard
    return message


def delete_message(telegram: FakeTelegram, given: Given) -> Any:
    """Delete one message."""
    if not telegram.chats.delete(int(given["chat_id"]), int(given["message_id"])):
        raise bad("message to delete not found")
    return True


def delete_messages(telegram: FakeTelegram, given: Given) -> Any:
    """Delete up to 100 messages; those that are not there are skipped."""
    numbers = json.loads(given["message_ids"])
    if not 1 <= len(numbers) <= 100:
        raise bad("too many message identifiers specified")
    for number in numbers:
        telegram.chats.delete(int(given["chat_id"]), number)
    return True


def chat_action(telegram: FakeTelegram, given: Given) -> Any:
    """Show that the bot is typing."""
    telegram.chats.may_write(int(given["chat_id"]))
    return True


def answer_press(telegram: FakeTelegram, given: Given) -> Any:
    """End the waiting sign of a pressed button."""
    if len(given.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    return True


def get_file(telegram: FakeTelegram, given: Given) -> Any:
    """Say where a file can be fetched."""
    name = given["file_id"]
    if name not in telegram.files:
        raise bad("invalid file_id")
    if len(telegram.files[name]) > MOST_FILE:
        raise bad("file is too big")
    return {"file_id": name, "file_unique_id": name[:8], "file_path": f"photos/{name}"}


def set_webhook(telegram: FakeTelegram, given: Given) -> Any:
    """Deliver to an address."""
    telegram.set_webhook(given["url"], given.get("secret_token", ""))
    return True


def delete_webhook(telegram: FakeTelegram, given: Given) -> Any:
    """Deliver to getUpdates again."""
    telegram.set_webhook("", "")
    return True


def webhook_info(telegram: FakeTelegram, given: Given) -> Any:
    """Say where updates go, and how many wait."""
    waiting = len(telegram.updates.waiting)
    url = telegram.webhook.get("url", "")
    return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}


def _setting(name: str, most: int, wrap: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def get(telegram: FakeTelegram, given: Given) -> Any:
        found = telegram.profile.get((name, given.get("language_code", "")), "")
        return {wrap: found} if wrap else json.loads(found or "[]")

    def put(telegram: FakeTelegram, given: Given) -> Any:
        value = given.get(wrap or name, "")
        if wrap and len(value) > most:
            raise bad(f"{wrap} is too long")
        if not wrap and any(not 1 <= len(one["description"]) <= 256 for one in json.loads(value)):
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        telegram.profile[name, given.get("language_code", "")] = value
        return True

    return get, put


METHODS: dict[str, Callable[[Any, Given], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "editMessageText": edit_text,
    "editMessageReplyMarkup": edit_keyboard,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "sendChatAction": chat_action,
    "answerCallbackQuery": answer_press,
    "getFile": get_file,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
}
for _name, _most, _wrap in (
    ("commands", 0, ""),
    ("description", 512, "description"),
    ("short_description", 120, "short_description"),
    ("name", 64, "name"),
):
    _title = "".join(part.title() for part in _name.split("_"))
    METHODS[f"getMy{_title}"], METHODS[f"setMy{_title}"] = _setting(_name, _most, _wrap)
