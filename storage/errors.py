"""The ways in which storage can fail, one sentence each.

A sentence here may be shown to whoever runs the bot. It never quotes anything that was stored.
"""


class StorageError(Exception):
    """Say that storage could not do what was asked, and that nothing was half-written."""

    sentence = "Storage failed; nothing was half-written."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)

    def __str__(self) -> str:
        # KeyError would show its argument in quotation marks.
        return str(self.args[0])


class UnknownCase(StorageError, KeyError):
    """Say that a case is not kept: never opened, forgotten, or past its date."""

    sentence = "This case is not kept here: it was forgotten, or its time has run out."


class Damaged(StorageError):
    """Say that one sealed thing was changed from outside; everything else is untouched."""

    sentence = "One stored entry is damaged and cannot be opened; all others are untouched."


class BadKey(StorageError, ValueError):
    """Say that the operator's key is missing, malformed or readable by others."""

    sentence = "FINGERPOST_KEY must be 32 bytes in base64 (make one with `openssl rand -base64 32`)."


class WrongKey(StorageError):
    """Say that the database was sealed with another operator's key."""

    sentence = (
        "This database was sealed with another key; set the FINGERPOST_KEY or key file it was made with."
    )


class NewerSchema(StorageError):
    """Say that a later release has already used this database."""

    sentence = (
        "This database was made by a later release of Fingerpost; use that release, or restore a backup."
    )


class CorruptFile(StorageError):
    """Say that the database file is not a sound SQLite database."""

    sentence = "The database file is corrupt; nothing was changed: restore it with `fingerpost restore`."


class ReadOnlyDisk(StorageError):
    """Say that the database cannot be written to."""

    sentence = "The database cannot be written: its disk or file is read-only; nothing was changed."


class FullDisk(StorageError):
    """Say that the disk has no room; what was saved before is safe."""

    sentence = "The disk is full; nothing was half-written and everything saved before is safe."


class BusyDatabase(StorageError):
    """Say that another process held the database for too long."""

    sentence = "Another process is holding the database; try again in a moment."


class UnreadableDisk(StorageError):
    """Say that the operating system could not open, read or write the file."""

    sentence = (
        "The database file cannot be opened, read or written; check the disk, the folder and its permissions."
    )
