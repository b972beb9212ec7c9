"""Turn replies into Telegram's messages: split at paragraphs, keyboards below the last part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from nlu.dialogue import Button, Reply

MOST = int(MessageLimit.MAX_TEXT_LENGTH)
MOST_PAYLOAD = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
# Two labels of this length stand side by side on a small phone.
SHORT = 14
# Where a text may be cut, the best place first.
CUTS = ("\n\n", "\n", ". ", " ")
# The carry-on code opens the whole report; it begins like a phone number that nobody has.
_CODE = re.compile(r"\b06(?:[ \u00a0]?\d){14}\b")
# What tells something about this one person: their code, and their answers read back to them.
_OWN = ("c:",)
_OFFERS = "s:"
TICK = "✓ "
# The payload of a ticked button: it has been pressed, and pressing it again changes nothing.
PRESSED = "x"


@dataclass(frozen=True, slots=True)
class Part:
    """One message to send."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    protect: bool = False

    @property
    def is_question(self) -> bool:
        """Tell whether its buttons are choices of this moment, to be taken off when the talk goes on."""
        if self.keyboard is None:
            return False
        payloads = [one.callback_data for row in self.keyboard.inline_keyboard for one in row]
        return all(isinstance(payload, str) and not payload.startswith(_OFFERS) for payload in payloads)


def parts_of(reply: Reply, copy_label: str) -> list[Part]:
    """Return the messages of a reply. The last one has the keyboard."""
    code = _CODE.search(reply.text)
    buttons = [[InlineKeyboardButton(copy_label, copy_text=CopyTextButton(code[0]))]] if code else []
    keyboard = [*buttons, *rows(reply.buttons)]
    protect = code is not None or any(button.payload.startswith(_OWN) for button in reply.buttons)
    *first, last = split(reply.text)
    markup = InlineKeyboardMarkup(keyboard) if keyboard else None
    return [*(Part(text, protect=protect) for text in first), Part(last, markup, protect)]


def rows(buttons: Sequence[Button]) -> list[list[InlineKeyboardButton]]:
    """Lay buttons out: short ones in pairs, long ones alone."""
    laid: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        made = _made(button)
        if laid and len(laid[-1]) == 1 and all(len(one.text) <= SHORT for one in (*laid[-1], made)):
            laid[-1].append(made)
        else:
            laid.append([made])
    return laid


def _made(button: Button) -> InlineKeyboardButton:
    if button.link:
        return InlineKeyboardButton(button.label, url=button.link)
    return InlineKeyboardButton(button.label, callback_data=button.payload)


def after_press(keyboard: InlineKeyboardMarkup | None, payload: str) -> InlineKeyboardMarkup | None:
    """Return what is left of a keyboard when one of its buttons was pressed.

    A list of offers keeps the others. A question is closed: only the ticked answer and links stay.
    """
    if keyboard is None:
        return None
    if any(str(one.callback_data).startswith(_OFFERS) for row in keyboard.inline_keyboard for one in row):
        left = [[one for one in row if one.callback_data != payload] for row in keyboard.inline_keyboard]
    else:
        left = [list(_closed(row, payload)) for row in keyboard.inline_keyboard]
    left = [row for row in left if row]
    return InlineKeyboardMarkup(left) if left else None


def _closed(row: Sequence[InlineKeyboardButton], payload: str) -> Iterator[InlineKeyboardButton]:
    for one in row:
        if one.callback_data is None:
            yield one
        elif one.callback_data == payload:
            yield InlineKeyboardButton(TICK + one.text, callback_data=PRESSED)


def split(text: str, most: int = MOST) -> list[str]:
    """Split a text at the best places so that every part fits, and lose no word."""
    parts: list[str] = []
    rest = text.strip() or "…"
    while length(rest) > most:
        cut = _cut(rest, most)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, most: int) -> int:
    fits = _fits(text, most)
    for mark in CUTS:
        place = text.rfind(mark, 0, fits)
        if place > 0 and text[:place].strip():
            return place + len(mark)
    return fits


def _fits(text: str, most: int) -> int:
    """Return how many characters fit. Telegram counts in units of UTF-16."""
    counted = 0
    for place, letter in enumerate(text):
        counted += 2 if ord(letter) > 0xFFFF else 1
        if counted > most:
            return place
    return len(text)


def length(text: str) -> int:
    """Tell how long a text is for Telegram."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)
