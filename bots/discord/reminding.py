"""A check-in that a person asked for, as a direct message."""

from __future__ import annotations

from typing import Any

import discord

from bots.discord.desk import Desk
from bots.discord.show import NO_MENTIONS, pages
from nlu.dialogue import Reply


class CheckIns:
    """Sends check-ins while the client is connected."""

    def __init__(self, desk: Desk, client: discord.Client) -> None:
        self._desk, self._client = desk, client

    async def send(self, address: str, replies: list[Reply], silent: bool) -> bool:
        """Write to an account; False when it lets nobody write, or is gone. Other trouble is an exception."""
        try:
            user = await self._client.fetch_user(int(address))
            for page in pages(replies, None, self._desk.text("discord.choose")):
                more: dict[str, Any] = {} if page.view is None else {"view": page.view}
                await user.send(
                    page.text, silent=silent, allowed_mentions=NO_MENTIONS, suppress_embeds=True, **more
                )
        except (discord.Forbidden, discord.NotFound):
            return False
        return True
