"""Read who did it: a partner, family, somebody known or a stranger."""

from __future__ import annotations

import re

from nlu.components.lists import find

DID = (
    r"(?:posted|shared|sent|leaked|uploaded|put|filmed|took|taken|recorded|threaten\w*|blackmail\w*|made|is"
    r"|has|keeps|won't|wants|said|says|did|hacked|showed|messag\w*|stalk\w*|harass\w*|track\w*|follow\w*"
    r"|was|forward\w*|airdropped|saved|used|demand\w*|ask\w*|call\w*|text\w*|from|who|and)"
)
NOT_BY = re.compile(
    r"\b(?:told|tell|telling|sent (?:it )?to|sends? (?:it |them )?to|show(?:ed)? (?:it |them )?to"
    r"|to|with|friends with|and|not|isn't|wasn't|never|for|send to|contacts? of|of|among|tagged"
    r"|added) (?:all )?(?:of )?(?:my |the |his |her |their )?$"
)


SOMEBODY = (
    r"(?:man|woman|guy|bloke|lads?|boys?|girls?|fella|someone|somebody|lady|ladies|gentleman|dads?"
    r"|mums?|parents?"
    r"|patient|client|customer|carer|bellend|creep|prick|idiot)"
)
# Only heard where no tie was named.
ELSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("partner", re.compile(
        r"\b(?:we|were|was|got) (?:\w+ )?(?:together|married|engaged|dating|seeing each other)\b|\bsplit up\b"
        r"|\b(?:broke|broken|break) up\b|\b(?:if|when|since|after) (?:i|we) (?:left|split|finished"
        r"|dumped|ended)\b"
        r"|\bdumped (?:him|her|me)\b|\bi (?:dated|married)\b|\b(?:his|her|their) ex\b|\bdivorce\w*\b"
    )),
    ("known", re.compile(
        rf"\b{SOMEBODY} (?:\w+ ){{0,2}}(?:from|in|at|off) (?:my|our|the|work|school|church|college|uni|halls"
        rf"|accounts|sixth form|football|training|camp|five a side)\b(?! (?:internet|train|bus|plane"
        rf"|tube|street"
        rf"|phone|picture|photo|video|app|site|web|game))"
        r"|\b(?:from|in) my (?:class|course|seminar|year|team|club|street|building|antenatal|running"
        r"|slimming)\b"
        r"|\bmy (?:former |old |ex |ex-)?(?:carer|agent|\w+ driver|instructor|trainer|therapist"
        r"|pastor|coach|plumber"
        r"|landlady|lodger|cleaner|employer|line manager|gaffer)\b|\b(?:tutor group|boys at|girls at"
        r"|the year above)\b"
    )),
    ("family", re.compile(
        r"\b(?:my|our) (?:own |late |wife |husband )*(?:dad|mum|mam|brother|sister|stepson"
        r"|stepdaughter|uncle|aunt\w*"
        r"|cousin|niece|nephew|in-laws)\b.{0,25}\b(?:posted|shared|sent|put|keeps|did|sending|posting"
        r"|calls)\b"
    )),
    ("unknown", re.compile(
        rf"\b(?:some|random|unknown|anonymous) (?:\w+ )?(?:{SOMEBODY}|person|number|account|scammer"
        rf"|weirdo|perv\w*)\b"
        rf"|\brandoms?\b|\b(?:{SOMEBODY}|people|scammers?) (?:abroad|in (?:nigeria|ghana"
        rf"|the philippines|morocco))\b"
        rf"|\b(?:number|person) i don't know\b|\b(?:stolen|lost) (?:phone|laptop)\b|\bblackmail gangs?\b"
        rf"|\b(?:broke|broken|hacked|logged) into my\b|\bthrough my webcam\b|\b(?:a|this"
        rf"|the) (?:scammer|hacker)\b"
        rf"|\bairdropp\w+\b|\bwrong number\b"
    )),
)  # fmt: skip


def read_by(text: str) -> str | None:
    """Say who did it: partner, family, known or unknown."""
    found = [f for f in find("ties", text) if not NOT_BY.search(text[max(0, f.start - 28) : f.start])]
    # The tie of the one who acts comes before what was done.
    acting = [
        f
        for f in found
        if re.match(rf",?(?: \w+){{0,3}} {DID}\b|'s (?!\d)", text[f.end :])
        or re.search(r"\b(?:by|from|it was|was) (?:my |a |an |the |some )?$", text[: f.start])
    ]
    ranked = acting or found
    for tie in ("partner", "unknown", "known", "family"):
        if acting and tie != acting[0].value and tie != "partner":
            continue
        if any(f.value == tie for f in (acting[:1] if acting and tie != "partner" else ranked)):
            return tie
    return next((tie for tie, words in ELSE if words.search(text)), None)
