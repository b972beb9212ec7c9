"""What a picture is turned into, or why it was not. Knows no foreign library and never shows its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

LABEL = "pdq/512box/1"
RELIABLE_QUALITY = 50
PDQ_BITS_SET = range(120, 129)  # a PDQ value has 128 bits set, fewer only where coefficients tie
MOST_VALUES = 400

Kind = Literal["picture", "animation", "video"]
KINDS: tuple[Kind, ...] = ("picture", "animation", "video")

REASONS = (
    "empty",
    "too_big",
    "not_a_picture",
    "other_format",
    "too_many_pixels",
    "too_small",
    "too_many_frames",
    "too_long",
    "scan_bomb",
    "colour_profile",
    "truncated",
    "damaged",
    "too_slow",
    "too_hungry",
    "too_plain",
    "not_a_fingerprint",
    "well_known",
    "too_many",
    "not_now",
    "not_found",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Say why there is no fingerprint. `reason` is one of REASONS; its words are in responses."""

    reason: str

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError("unknown reason for a refusal")


@dataclass(frozen=True, slots=True, repr=False)
class Fingerprint:
    """Hold what is kept of a picture. It can betray a blurred outline, so it is guarded like the case.

    Only `pdq` may ever be shared with others. `turned` (the mirrored, turned and frame-trimmed values that a
    query is compared with) is never kept: more values of one picture betray more of it.
    """

    pdq: str
    quality: int
    crops: tuple[str, ...] = ()
    phash64: str = ""
    dhash256: str = ""
    frames: tuple[str, ...] = ()
    kind: Kind = "picture"
    md5: str = ""
    label: str = LABEL
    turned: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_reliable(self) -> bool:
        """Tell whether the picture has enough detail for its copies to be recognised."""
        return self.quality >= RELIABLE_QUALITY

    def __repr__(self) -> str:
        return f"<Fingerprint {self.label} of one {self.kind}>"

    def kept(self) -> Fingerprint:
        """Leave out what is only needed while comparing."""
        return replace(self, turned=())

    def as_dict(self) -> dict[str, Any]:
        """Give what may be kept, sealed, as plain values."""
        return {
            "label": self.label,
            "kind": self.kind,
            "pdq": self.pdq,
            "quality": self.quality,
            "crops": list(self.crops),
            "phash64": self.phash64,
            "dhash256": self.dhash256,
            "frames": list(self.frames),
            "md5": self.md5,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Fingerprint:
        """Read a fingerprint back, and refuse anything that is not one.

        The values may come from a sandboxed process that a hostile picture has taken over.

        Raises ValueError without naming the value.
        """
        kind = values.get("kind", "picture")
        quality = values.get("quality")
        if kind not in KINDS or type(quality) is not int or not 0 <= quality <= 100:
            raise ValueError("not a fingerprint")
        if values.get("label") != LABEL:
            raise ValueError("not a fingerprint of this version")
        return cls(
            pdq=_pdq(values.get("pdq")),
            quality=quality,
            crops=_pdqs(values.get("crops", ())),
            phash64=_hex(values.get("phash64", ""), 16),
            dhash256=_hex(values.get("dhash256", ""), 64),
            frames=_pdqs(values.get("frames", ())),
            kind=kind,
            md5=_hex(values.get("md5", ""), 32),
            turned=_pdqs(values.get("turned", ())),
        )


def is_pdq(value: str) -> bool:
    """Tell whether a value can be a PDQ at all; made-up values are used to poison watch lists."""
    return bool(re.fullmatch(r"[0-9a-f]{64}", value)) and int(value, 16).bit_count() in PDQ_BITS_SET


def received(pdq: str, quality: int, label: str) -> Fingerprint | Refused:
    """Take a fingerprint that the person's own device made, and refuse what cannot be one."""
    if label != LABEL or not is_pdq(pdq) or not 0 <= quality <= 100:
        return Refused("not_a_fingerprint")
    if quality < RELIABLE_QUALITY:
        return Refused("too_plain")
    return Fingerprint(pdq=pdq, quality=quality, crops=(pdq,))


def _pdq(value: object) -> str:
    if not isinstance(value, str) or not is_pdq(value):
        raise ValueError("not a PDQ value")
    return value


def _pdqs(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple) or len(values) > MOST_VALUES:
        raise ValueError("not a list of PDQ values")
    return tuple(_pdq(value) for value in values)


def _hex(value: object, digits: int) -> str:
    if not isinstance(value, str) or not re.fullmatch(rf"(?:[0-9a-f]{{{digits}}})?", value):
        raise ValueError("not a value of this length")
    return value
