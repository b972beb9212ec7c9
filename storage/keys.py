"""The operator's key: where it comes from, and the keys that are made from it.

The key itself is never shown, logged or stored in the database.
"""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import BadKey

KEY_BYTES = 32


class OperatorKey:
    """Hold the key that opens every other key, without ever showing it."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise BadKey
        self._secret = secret

    def __repr__(self) -> str:
        return "OperatorKey(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("An operator's key is never pickled.")

    def subkey(self, purpose: str) -> bytes:
        """Make the key for one purpose, so that no key serves two."""
        return subkey(self._secret, purpose)

    def in_base64(self) -> str:
        """Write the key for a key file; the only way in which it leaves this object."""
        return base64.b64encode(self._secret).decode("ascii")


def subkey(secret: bytes, purpose: str) -> bytes:
    """Make the key for one purpose from a secret (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY_BYTES, salt=b"fingerpost", info=purpose.encode()).derive(secret)


def new_key() -> OperatorKey:
    """Make a fresh operator's key."""
    return OperatorKey(secrets.token_bytes(KEY_BYTES))


def load_key(env_value: str | None, key_file: Path) -> OperatorKey:
    """Take the operator's key from the setting, else its file, else make the file (mode 0600)."""
    if env_value is not None and env_value.strip():
        return read_key(env_value)
    try:
        return _from_file(key_file)
    except FileNotFoundError:
        return _into_file(new_key(), key_file)
    except OSError:
        raise BadKey(f"The key file {key_file} cannot be read.") from None


def read_key(text: str) -> OperatorKey:
    """Read a key that is written in base64."""
    try:
        return OperatorKey(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise BadKey from None


def write_key_file(key: OperatorKey, key_file: Path) -> None:
    """Write a key file that only its owner can read; refuse to overwrite one."""
    key_file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = key_file.with_name(f"{key_file.name}.unfinished-{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(key.in_base64() + "\n")
            file.flush()
            os.fsync(file.fileno())
        key_file.hardlink_to(unfinished)  # the whole file or none, and never over another
    finally:
        unfinished.unlink()


def unfinished_files(key_file: Path) -> list[Path]:
    """Find what a crash left beside a key file; it may be a copy of the key."""
    return list(key_file.parent.glob(f"{key_file.name}.unfinished-*"))


def _from_file(key_file: Path) -> OperatorKey:
    if stat.S_IMODE(key_file.stat().st_mode) & 0o077:
        raise BadKey(f"The key file {key_file} can be read by others; run `chmod 600` on it.")
    try:
        return read_key(key_file.read_text("ascii"))
    except (BadKey, UnicodeDecodeError):
        raise BadKey(f"The key file {key_file} does not hold 32 bytes in base64.") from None


def _into_file(key: OperatorKey, key_file: Path) -> OperatorKey:
    try:
        write_key_file(key, key_file)
    except FileExistsError:
        return _from_file(key_file)  # another process was quicker; its key is the key
    except OSError:
        raise BadKey(f"The key file {key_file} cannot be written.") from None
    return key
