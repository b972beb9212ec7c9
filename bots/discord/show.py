"""Show replies as Discord messages: texts split at 2,000 letters, buttons, and lists where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bots.discord.custom_ids import custom_id, own
from nlu.dialogue import Button, Reply

MOST_LETTERS = 2000
MOST_LABEL = 80
MOST_OPTION = 100
MOST_OPTIONS = 25
# A wall of buttons is hard to read on a phone; more than this become a list to choose from.
MOST_BUTTONS = 10
NO_MENTIONS = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Page:
    """One message to send."""

    text: str
    view: discord.ui.View | None = None


def split(text: str, most: int = MOST_LETTERS) -> list[str]:
    """Split a text at a paragraph, else a line, else a word; no piece is too long, nothing is lost."""
    pieces = []
    rest = text.strip()
    while len(rest) > most:
        cut = next((at for mark in ("\n\n", "\n", " ") if (at := rest.rfind(mark, 1, most + 1)) > 0), most)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [piece for piece in (*pieces, rest) if piece]


def pages(replies: Sequence[Reply], server: int | None, choose: str) -> list[Page]:
    """Return the messages for the replies of one turn; the buttons go with a reply's last piece."""
    made: list[Page] = []
    for reply in replies:
        pieces = split(reply.text)
        made += [Page(piece) for piece in pieces[:-1]]
        made += [Page(piece, view_of(reply.buttons, server, choose)) for piece in pieces[-1:]]
    return made


def view_of(buttons: Sequence[Button], server: int | None, choose: str) -> discord.ui.View | None:
    """Return buttons as components, or None where there are none."""
    view = discord.ui.View(timeout=None)
    for item in _items(buttons, server, choose):
        view.add_item(item)
    return still(view) if view.children else None


def still(view: discord.ui.View) -> discord.ui.View:
    """Keep the library from remembering a view: presses are read from the custom id, also after a restart."""
    view.stop()
    return view


def _items(buttons: Sequence[Button], server: int | None, choose: str) -> Iterator[discord.ui.Item[Any]]:
    links = [button for button in buttons if button.link]
    presses = [button for button in buttons if not button.link]
    if len(presses) > MOST_BUTTONS:
        yield from _selects(presses[: MOST_OPTIONS * 3], server, choose)
    else:
        yield from (_press(button, server, number) for number, button in enumerate(presses))
    yield from (discord.ui.Button(label=link.label[:MOST_LABEL], url=link.link) for link in links[:5])


def _press(button: Button, server: int | None, number: int) -> discord.ui.Button[Any]:
    return discord.ui.Button(
        label=button.label[:MOST_LABEL],
        style=discord.ButtonStyle.secondary,
        custom_id=custom_id(button.payload, server, number),
    )


def _selects(buttons: Sequence[Button], server: int | None, choose: str) -> Iterator[discord.ui.Select[Any]]:
    for number in range(0, len(buttons), MOST_OPTIONS):
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=custom_id(own("choose"), server, number // MOST_OPTIONS), placeholder=choose[:150]
        )
        known: set[str] = set()
        for button in buttons[number : number + MOST_OPTIONS]:
            if button.payload not in known:
                select.add_option(label=button.label[:MOST_OPTION], value=button.payload)
                known.add(button.payload)
        yield select
