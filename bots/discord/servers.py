"""A server's own settings, and who its moderators are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

import discord

from storage import Store

GuardDoes = Literal["off", "hold", "remove"]
GUARD_DOES: tuple[GuardDoes, ...] = ("off", "hold", "remove")
DAYS = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Server:
    """What the people who run a server have chosen."""

    channel: int = 0
    role: int = 0
    moderators: tuple[int, ...] = ()
    language: str = "en"
    guard: GuardDoes = "off"
    avatars: bool = False
    days: int = 90

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Server:
        """Read settings back; what is not known any more is left out."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        values["moderators"] = tuple(values.get("moderators", ()))
        return cls(**values)


class Servers:
    """The settings of every server, read from the store once and remembered until they change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, Server | None] = {}

    def get(self, server: int) -> Server | None:
        """Return a server's settings, if it has been set up."""
        if server not in self._known:
            kept = self._store.servers.settings(str(server))
            self._known[server] = None if kept is None else Server.of(kept)
        return self._known[server]

    def save(self, server: int, settings: Server) -> None:
        """Keep a server's settings."""
        self._store.servers.save_settings(str(server), asdict(settings))
        self._known[server] = settings

    def forget(self, server: int) -> None:
        """Destroy everything kept about a server."""
        self._store.forget_server(str(server))
        self._known.pop(server, None)

    def ids(self) -> list[int]:
        """List the servers that have been set up."""
        return [int(server) for server in self._store.servers.servers()]


def is_moderator(interaction: discord.Interaction, server: Server | None) -> bool:
    """Tell whether somebody moderates this server: by the chosen role, or by managing the server."""
    member = interaction.user
    if not isinstance(member, discord.Member):
        return False
    if interaction.permissions.manage_guild or interaction.permissions.administrator:
        return True
    return server is not None and any(role.id == server.role for role in member.roles)
