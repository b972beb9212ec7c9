"""Names for the anonymous line, and taking a person's own name out of what they wrote.

Threat: people sign what they write without thinking, or mention themselves. What we know them by is taken
out; what only they know cannot be, so the box asks them to leave names out.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

import discord

GONE = "…"
SHORTEST = 3


def new_alias(names: str, taken: Callable[[str], bool]) -> str:
    """Draw a name like "Heron 41" that the server does not have yet; nothing of the person is in it."""
    known = names.split()
    while True:
        alias = f"{secrets.choice(known)} {10 + secrets.randbelow(990)}"
        if not taken(alias):
            return alias


def without_names(text: str, user: discord.User | discord.Member) -> tuple[str, bool]:
    """Take the person's own names and number out of a text, and tell whether there were any."""
    names = {str(user.id), user.name, user.display_name, user.global_name or ""}
    found = sorted((name for name in names if len(name) >= SHORTEST), key=len, reverse=True)
    pattern = "|".join([rf"<@!?{user.id}>", *(rf"(?<!\w)@?{re.escape(name)}(?!\w)" for name in found)])
    clean = re.sub(pattern, GONE, text, flags=re.IGNORECASE)
    return clean, clean != text
