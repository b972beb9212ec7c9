"""Sealing: the one place where anything is encrypted or opened.

Everything sealed is bound to what it is and whose it is, so that a sealed thing that was moved,
swapped or changed is refused.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.errors import Damaged

_FORM = b"\x01"
_NONCE = 12
_OVERHEAD = len(_FORM) + _NONCE + 16


class Box:
    """Seal and open with one key."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(key)

    def __repr__(self) -> str:
        return "Box(hidden)"

    def seal(self, plain: bytes, what: str) -> bytes:
        """Seal bytes as this one thing and no other."""
        nonce = os.urandom(_NONCE)
        return _FORM + nonce + self._cipher.encrypt(nonce, plain, what.encode())

    def open(self, sealed: bytes, what: str) -> bytes:
        """Open what was sealed as this thing.

        Raises Damaged when a single bit of it, or of what it is bound to, has changed.
        """
        if len(sealed) < _OVERHEAD or sealed[:1] != _FORM:
            raise Damaged
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], what.encode())
        except InvalidTag:
            raise Damaged from None

    def seal_facts(self, facts: Mapping[str, Any], what: str) -> bytes:
        """Seal a mapping as canonical JSON."""
        return self.seal(canonical(facts), what)

    def open_facts(self, sealed: bytes, what: str) -> dict[str, Any]:
        """Open a mapping that was sealed as this thing."""
        facts: dict[str, Any] = json.loads(self.open(sealed, what))
        return facts


def canonical(facts: Mapping[str, Any]) -> bytes:
    """Write a mapping in the one form that has one hash: sorted, no spaces, ASCII."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()
