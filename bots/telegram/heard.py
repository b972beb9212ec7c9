"""Say what one message is to us: something heard, a picture, or a kind that we only answer kindly."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from telegram import Message, Update
from telegram.ext import filters

from bots.pictures import Fingerprint, Refused, received
from nlu.dialogue import Heard

COMMANDS = {
    "help": "do:menu",
    "menu": "do:menu",
    "forget": "do:forget_me",
    "held": "do:what_do_you_hold",
    "code": "do:carry_on",
    "hide": "do:hide",
    "status": "do:status",
    "pack": "do:pack",
    "stop": "do:stop",
}
MENU = "do:menu"
# Telegram gives a bot no file above this.
MOST_BYTES = 20_000_000
# Telegram lets a page send back no more than this.
MOST_DEVICE = 4096
_COMMAND = re.compile(r"/([a-zA-Z_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_CODE = re.compile(r"(?:\d[\s_()+-]*){16}(?:[\s_-]*[a-zA-Z]{2,30})?")
# Each has its kind sentence; the first that a message has, counts.
KINDS = {
    "sticker": "sticker",
    "voice": "voice",
    "video_note": "video_note",
    "audio": "audio",
    "location": "location",
    "contact": "contact",
    "poll": "poll",
    "dice": "dice",
    "game": "game",
    "story": "story",
    "passport_data": "passport",
    "gift": "gift",
    "unique_gift": "gift",
    "paid_media": "paid_media",
}
_PICTURE_NAMES = (".heic", ".heif", ".avif", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".mov")


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a picture waits that somebody sent. It has not been fetched."""

    file: str = field(repr=False)
    size: int
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """What came in one message, in the order in which the core should hear it."""

    heard: tuple[Heard, ...] = ()
    kind: str = ""
    picture: Sent | None = None
    from_device: Fingerprint | Refused | None = None


def came(message: Message) -> Came:
    """Read one message of a private chat. Nothing is fetched."""
    if message.web_app_data is not None:
        return Came((Heard("picture"),), from_device=read_device(message.web_app_data.data))
    if message.forward_origin is not None:
        return Came(kind="forwarded")
    if message.text is not None:
        return Came(heard_in(message.text))
    if (picture := picture_in(message)) is not None:
        # The words come first: they may say that somebody is under 18.
        words = heard_in(message.caption) if message.caption else ()
        return Came((*words, Heard("picture")), picture=picture)
    return Came(kind=kind_of(message))


def heard_in(text: str) -> tuple[Heard, ...]:
    """Read a text or a command. A start may bring a code; a campaign's name is let go."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return (Heard("text", text),)
    name, rest = match[1].lower(), (match[2] or "").strip()
    code = (Heard("text", re.sub(r"[_-]", " ", rest)),) if _CODE.fullmatch(rest) else ()
    if name == "start":
        return (Heard("start"), *code)
    if name == "code" and code:
        return code
    return (Heard("button", COMMANDS.get(name, MENU)),)


def picture_in(message: Message) -> Sent | None:
    """Return where the picture of a message waits, if it has one that may be fingerprinted."""
    album = message.media_group_id
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Sent(largest.file_id, largest.file_size or 0, album)
    if (film := message.animation or message.video) is not None:
        return Sent(film.file_id, film.file_size or 0, album)
    paper = message.document
    if paper is not None and _may_be_picture(paper.mime_type or "", paper.file_name or ""):
        return Sent(paper.file_id, paper.file_size or 0, album)
    return None


def _may_be_picture(kind: str, name: str) -> bool:
    return kind.startswith(("image/", "video/")) or name.lower().endswith(_PICTURE_NAMES)


def kind_of(message: Message) -> str:
    """Name the kind of a message that we only answer; empty for Telegram's own notices."""
    kind = next((kind for name, kind in KINDS.items() if getattr(message, name)), "")
    if kind:
        return kind
    if filters.StatusUpdate.ALL.check_update(Update(0, message=message)):
        return ""
    return "document" if message.document is not None else "other"


def read_device(data: str) -> Fingerprint | Refused:
    """Take the result of our own page on the person's phone.

    Threat: Telegram signs nothing here and names no origin, so anybody with a changed app can send anything.
    It is read like a stranger's letter: short, flat, and of exactly this shape.
    """
    if len(data) > MOST_DEVICE:
        return Refused("not_a_fingerprint")
    try:
        values = json.loads(data)
        pdq, quality, label = values["pdq"], values["quality"], values["label"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Refused("not_a_fingerprint")
    if not isinstance(pdq, str) or type(quality) is not int or not isinstance(label, str):
        return Refused("not_a_fingerprint")
    return received(pdq, quality, label)
