"""Turn a picture into a fingerprint without keeping, showing or risking anything.

The rest of the service uses only what is named here. No codec is ever loaded into the service itself.
"""

from __future__ import annotations

from bots.pictures.fingerprint import LABEL, REASONS, Fingerprint, Refused, is_pdq, received
from bots.pictures.lockdown import sandbox_kind
from bots.pictures.room import fingerprint, fingerprint_now, start_zygote, stop_zygote

__all__ = [
    "LABEL",
    "REASONS",
    "Fingerprint",
    "Refused",
    "fingerprint",
    "fingerprint_now",
    "is_pdq",
    "received",
    "sandbox_kind",
    "start_zygote",
    "stop_zygote",
]
