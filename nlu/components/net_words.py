"""The word of the net for one sentence."""

from __future__ import annotations

from typing import Literal

Net = Literal["clear", "ask", "unsure", "alarm", "denied"]
