"""Discord servers: each one's settings, under its own key, until the bot leaves it."""

from collections.abc import Mapping
from typing import Any

from storage.ground import Ground


class Servers:
    """Keep the settings of servers, which are known by a keyed hash."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def settings(self, server: str) -> dict[str, Any] | None:
        """Open a server's settings, if it has been set up."""
        name = self.name(server)
        row = self._ground.database.row("SELECT sealed FROM servers WHERE server = ?", name)
        if row is None:
            return None
        content = self._ground.vault.box(owner(name)).open_facts(row["sealed"], owner(name))
        return dict(content["settings"])

    def save_settings(self, server: str, settings: Mapping[str, Any]) -> None:
        """Keep the whole of a server's settings in place of those before."""
        name = self.name(server)
        with self._ground.database.transaction():
            box = self._ground.vault.box_or_new(owner(name))
            sealed = box.seal_facts({"server": server, "settings": dict(settings)}, owner(name))
            self._ground.database.run("INSERT OR REPLACE INTO servers VALUES (?, ?)", name, sealed)

    def servers(self) -> list[str]:
        """List the servers that have been set up."""
        rows = self._ground.database.rows("SELECT server, sealed FROM servers ORDER BY server")
        vault = self._ground.vault
        return [
            str(vault.box(owner(row["server"])).open_facts(row["sealed"], owner(row["server"]))["server"])
            for row in rows
        ]

    def forget_settings(self, server: str) -> bool:
        """Destroy a server's settings and the key that its log is sealed with."""
        name = self.name(server)
        with self._ground.database.transaction():
            self._ground.vault.destroy([owner(name)])
            return self._ground.database.run("DELETE FROM servers WHERE server = ?", name) > 0

    def name(self, server: str) -> str:
        """Name a server without saying which it is."""
        return self._ground.vault.keyed_hash("server", server).hex()[:32]


def owner(name: str) -> str:
    """Name whose key it is."""
    return f"server:{name}"
