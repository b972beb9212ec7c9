"""Updates already answered, so that one that a channel delivers again is answered once."""

from storage.ground import Ground


class Updates:
    """Remember the ids of updates for a few days, as keyed hashes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def seen(self, channel: str, update: str | int) -> bool:
        """Tell whether an update came before, and remember it from now on.

        Inside the transaction that saves the turn, it is remembered exactly if the turn is.
        """
        name = self._ground.vault.keyed_hash("update", channel, str(update))[:16]
        new = self._ground.database.run(
            "INSERT OR IGNORE INTO updates VALUES (?, ?)", name, self._ground.now()
        )
        return new == 0
