"""Carry-on codes: sixteen digits that look like a phone number and open a case on another channel.

A code is shown once and stored only as a slow keyed hash. Numbers that begin 06 are given to nobody
in the United Kingdom, so that a code which somebody dials rings no stranger.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from storage.cases import CaseId, Cases
from storage.ground import Ground
from storage.merging import Merging
from storage.times import length, moment

_PREFIX = "06"
_DIGITS = 16
_GROUPS = (5, 6)
# Damm's table: catches every single wrong digit and every two neighbours swapped.
_DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
         "3674209581", "5869720134", "8945362017", "9438617205", "2581436790")  # fmt: skip


class Why(Enum):
    """Say why a code opened nothing."""

    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    WAIT = "wait"


@dataclass(frozen=True)
class CodeRefused:
    """Say that a code opened nothing, and when to try again if it was tried too often."""

    why: Why
    again_at: datetime | None = None


@dataclass(frozen=True)
class CodeLimits:
    """Set how slow guessing is: wrong codes in a window, and the work of one try."""

    window: timedelta = timedelta(hours=1)
    per_conversation: int = 5
    for_all: int = 200
    work: int = 2**14


class Codes:
    """Make codes, and open cases with them."""

    def __init__(self, ground: Ground, cases: Cases, merging: Merging, limits: CodeLimits) -> None:
        self._ground = ground
        self._cases = cases
        self._merging = merging
        self._limits = limits

    def new_code(self, case: CaseId, second_word: str | None = None) -> str:
        """Make a case's code, to be shown once; the one before no longer opens anything."""
        while True:
            digits = random_digits()
            tag = self._tag(digits, second_word)
            with self._ground.database.transaction():
                self._cases.read(case)
                if self._case_with(tag) is None:
                    self._ground.database.run("INSERT OR REPLACE INTO codes VALUES (?, ?)", case, tag)
                    return grouped(digits)

    def open_with_code(
        self, conversation: str, code: str, second_word: str | None = None
    ) -> CaseId | CodeRefused:
        """Let a conversation carry on a case by its code; what it had told until now joins that case.

        A wrong code, a wrong second word and a forgotten case are refused alike.
        """
        digits = "".join(character for character in code if character in "0123456789")
        if not looks_right(digits):
            return CodeRefused(Why.MISTYPED)
        mark = self._mark_try(conversation)
        if isinstance(mark, CodeRefused):
            return mark
        tag = self._tag(digits, second_word)
        with self._ground.database.transaction():
            case = self._case_with(tag)
            if case is None:
                return CodeRefused(Why.UNKNOWN)
            self._ground.database.run("DELETE FROM tries WHERE id = ?", mark)
            self._merging.carry_on(conversation, case)
            return case

    def has_code(self, case: CaseId) -> bool:
        """Tell whether a case can be opened by a code."""
        return self._ground.database.row("SELECT 1 AS found FROM codes WHERE case_id = ?", case) is not None

    def _mark_try(self, conversation: str) -> int | CodeRefused:
        # Marked before the code is looked at: neither a kill nor a race wins an extra guess.
        database, now = self._ground.database, self._ground.now()
        since = now - length(self._limits.window)
        with database.transaction():
            own = "SELECT at FROM tries WHERE conversation = ? AND at > ? ORDER BY at DESC LIMIT ?"
            everyone = "SELECT at FROM tries WHERE at > ? ORDER BY at DESC LIMIT ?"
            for limit, rows in (
                (
                    self._limits.per_conversation,
                    database.rows(own, conversation, since, self._limits.per_conversation),
                ),
                (self._limits.for_all, database.rows(everyone, since, self._limits.for_all)),
            ):
                if len(rows) >= limit:
                    return CodeRefused(Why.WAIT, moment(rows[-1]["at"]) + self._limits.window)
            database.run("INSERT INTO tries (conversation, at) VALUES (?, ?)", conversation, now)
            return database.number("SELECT last_insert_rowid()")

    def _case_with(self, tag: bytes) -> CaseId | None:
        # Whoever guesses cannot choose the tag (it is keyed), so the index tells nothing by its time.
        row = self._ground.database.row("SELECT case_id, tag FROM codes WHERE tag = ?", tag)
        if row is None or not hmac.compare_digest(row["tag"], tag):
            return None
        return CaseId(row["case_id"])

    def _tag(self, digits: str, second_word: str | None) -> bytes:
        word = unicodedata.normalize("NFKC", second_word or "").strip().casefold()
        keyed = self._ground.vault.keyed_hash("code", digits, word)
        salt = self._ground.vault.keyed_hash("code salt")
        return hashlib.scrypt(keyed, salt=salt, n=self._limits.work, r=8, p=1, dklen=32)


def random_digits() -> str:
    """Make sixteen digits: 06, thirteen at random, one that checks them."""
    digits = _PREFIX + "".join(secrets.choice("0123456789") for _ in range(_DIGITS - len(_PREFIX) - 1))
    return digits + _check(digits)


def looks_right(digits: str) -> bool:
    """Tell whether these digits could be a code, before any work is done."""
    return len(digits) == _DIGITS and digits.startswith(_PREFIX) and _check(digits) == "0"


def grouped(digits: str) -> str:
    """Write a code as phone numbers are written."""
    first, second = _GROUPS
    return f"{digits[:first]} {digits[first : first + second]} {digits[first + second :]}"


def _check(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
