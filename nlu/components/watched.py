"""Read whether somebody may be watching the phone or the accounts."""

from __future__ import annotations

import re

WATCHED = re.compile(
    r"\b(?:he|she|they|husband|wife|partner|ex|boyfriend|girlfriend|dad|mum|family|someone|who"
    r"|brother)(?:'s| is| can| might be able to)? (?:\w+ )?(?:check(?:s|ing)?|read(?:s|ing)?|see(?:s)?"
    r"|go(?:es|ing)? through|watch(?:es|ing)?|monitor(?:s|ing)?|track(?:s|ing)?|look(?:s|ing)? (?:at"
    r"|through)|has access to|knows my password\w*|logs? (?:in|into)) (?:all )?(?:my |everything |me on my "
    r"|what i )(?:phone|messages|laptop|account|emails?|texts|passwords?|do|location|everything|chats"
    r"|devices?|on my phone|type|write)?|\bspyware\b|\b(?:phone|laptop|device"
    r"|account) is (?:being )?(?:watched|tracked|monitored|bugged|tapped|hacked)\b|\b(?:shar\w+|has) (?:my"
    r"|our) (?:icloud|apple id|google account|passwords?|login)\b"
)
UNSURE = re.compile(
    r"\b(?:might|may|could|think|not sure|worried|maybe|possibly|scared)\b.{0,30}\b(?:check\w*|read\w*"
    r"|watch\w*|monitor\w*|track\w*|spyware|see|bugged)\b.{0,25}\b(?:phone|messages|laptop|account|this|me"
    r"|device)\b"
)
NOT_WATCHED = re.compile(
    r"\b(?:no one|nobody|he doesn't|he can't|she can't|she doesn't|they can't|isn't|not"
    r"|don't think anyone)(?: else)? (?:can |is |being |has |have |to )?(?:see|check\w*|read|watched"
    r"|watching|access|monitor\w*)\b.{0,15}(?:phone|device|this|messages|account|my)?"
)


def read_watched(text: str) -> str | None:
    """Say whether the device or an account is watched, when that is said."""
    if NOT_WATCHED.search(text) and re.search(r"\b(?:phone|device|messages|account|laptop|watched)\b", text):
        return "no"
    if UNSURE.search(text):
        return "unsure"
    return "yes" if WATCHED.search(text) else None
