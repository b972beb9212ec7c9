"""Read who did it, for whom the person writes, and whether they are watched."""

from __future__ import annotations

import re

from nlu.components.ages import ages
from nlu.components.lists import find
from nlu.components.net_age import read_age
from nlu.components.plain_text import sentences

KIN = (
    r"(?:son|daughter|child|kid|lad|boy|girl|niece|nephew|grandson|granddaughter|stepson|stepdaughter"
    r"|foster \w+|pupil|little (?:brother|sister|girl|boy)|teenager|bairn)"
)
ADULT_KIN = (
    r"(?:friend|mate|sister|brother|mum|mam|dad|wife|husband|partner|girlfriend|boyfriend|colleague|cousin"
    r"|flatmate|housemate|neighbour|aunt|auntie|nan|client|best friend|bestie|student|fiancee?|roommate"
    r"|employee|daughter|son|lad|girl)"
)
HAPPENED = (
    r"(?:has|have|had|is|was|'s|got|been|are|being|did|sent|just|says|who|whose|told|came|can't|won't|needs"
    r"|wants|in|and|,)"
)
ABOUT_THEM = re.compile(
    rf"\bmy (?:\w+ )?{ADULT_KIN}(?:'s)? (?:\w+ )?(?:nudes?|pictures?|photos?|ex|private|boyfriend"
    rf"|girlfriend|husband|phone|account|face)\b|\bmy (?:\w+ )?{ADULT_KIN}(?:,? (?:who is |who's |she's "
    rf"|he's |aged )?\d+,?)? (?:has been|has had|is being|was being|had|has had|got|is getting|was (?:sent"
    rf"|blackmail\w+|threaten\w+|film\w+|deepfak\w+)|has got|keeps getting|needs help|told me|came to me"
    rf"|says someone|sent)\b|\bfor (?:my|a) (?:\w+ )?{ADULT_KIN}\b|\basking for (?:my|a) \w+"
    rf"|\bon behalf of\b|\bit'?s? (?:isn't|not|wasn't) (?:about |for |happen\w* to )?me\b"
    rf"|\bhappened to (?:my|a) \w+|\bhelp(?:ing)? (?:my|a) (?:\w+ )?{ADULT_KIN}\b|\bi'm (?:his|her"
    rf"|their) (?:mum|dad|mother|father|friend|sister|brother|wife|husband|partner|teacher)\b"
    rf"|\bsomeone i (?:know|support|work with)(?:'s)? (?:has|is|pictures|nudes)"
)
ABOUT_CHILD = re.compile(
    rf"\bmy (?:\w+ )?{KIN}(?:'s|s)?,? (?:who is |who's |she's |he's |aged |is |\(?\d+\)?,? ?|just "
    rf"|also )*{HAPPENED}\b|\b(?:one of (?:my|our) (?:pupils|students|scouts|players|kids)|a (?:pupil"
    rf"|year \w+ (?:girl|boy|pupil|student)) (?:at|in|came|told|of)|my year \w+ pupil)\b|\bi'm a (?:teacher"
    rf"|youth worker|foster carer|scout leader|headteacher|teaching assistant)\b|\bmy {KIN}(?: is|'s) \d"
    rf"|\bmy \d+[- ]?(?:year|yr|yo)\w*"
)
PERP_KIN = re.compile(
    r"\b(?:by|from) my (?:son|daughter|brother|sister|dad|mum)\b|\bmy (?:son|daughter|brother|sister|dad"
    r"|husband|wife|partner|boyfriend|girlfriend)(?: has| is|'s)? (?:posted|shared|threaten\w*|upload\w*"
    r"|film\w*|sent (?:my|me|the|them)|sending|leak\w*|put|watch\w*|track\w*|record\w*)\b"
)
MINE = re.compile(
    r"\b(?:my (?:nudes?|pictures?|photos?|ex|private|naked|account|face|boyfriend|girlfriend|husband)|of me"
    r"|to me|filmed me|blackmailing me|threatening me|stalking me|me with|i'm being)\b"
)


OWN_CHILD = re.compile(
    rf"\b(?:my|our|wor|ma|the|me) (?:\w+ ){{0,2}}(?:{KIN}|granddaughter|grandson|little one|sister"
    rf"|brother|sis"
    rf"|cousin|god(?:son|daughter)|wee (?:one|lass|lad|man)|eldest|youngest)(?:'s|s)?\b|^kid\b|\bkid won't\b"
)
IN_CARE = re.compile(
    r"\bpupils?\b|\bsafeguarding\b|\bfoster carer\b|\bschool nurse\b|\byoung person in\b|\bi (?:coach"
    r"|babysit|teach|run the|look after)\b|\byouth club\b|\bone of (?:the|our|my) (?:cubs|scouts|guides|girls"
    r"|boys|lads|kids|children)\b|\bof our (?:girls|boys|kids|cubs)\b|\bguides? unit\b|\bas a (?:dad"
    r"|mum|parent"
    r"|teacher)\b|\b(?:girl|boy|lad|child) (?:came in|in my class|has (?:told|disclosed))\b"
)


def child_is_young(text: str) -> bool:
    """Say whether somebody under 18 is written about, and no age of the writer's own is given."""
    parts = sentences(text)
    said = [age for part in parts for age in ages(part)]
    if any(age.of == "self" for age in said):
        return False
    theirs = any(age.of == "child" and age.years < 18 for age in said)
    return theirs or any(read_age(part) == "alarm" for part in parts)


def _is_for_child(text: str) -> bool:
    """Hear a parent, a sister or a teacher where a child is young and is not the writer."""
    # The words are looked for first: they cost less than every age in a long message.
    if not (OWN_CHILD.search(text) or IN_CARE.search(text)) or PERP_KIN.search(text):
        return False
    own_school = re.search(r"\b(?:i'm|i am|im) (?:only |just )?(?:in (?:year|yr|y|s|p) ?\d|at school)", text)
    return own_school is None and child_is_young(text)


def read_for_whom(text: str, intent: str) -> str | None:
    """Say for whom the person writes, when that is said."""
    if intent == "i_am_a_moderator" or re.search(
        r"\bi(?:'m| am)? (?:a |an |the |also |one of the )*(?:mod|moderator|admin|server owner|moderate"
        r"|run) (?:of|on|for|in|a|the|here|this)\b",
        text,
    ):
        return "moderator"
    if intent == "i_did_it":
        return "did_it"
    if ABOUT_CHILD.search(text) and not PERP_KIN.search(text):
        grown = re.search(r"\b(?:turned|is|aged|he's|she's|now) (?:1[89]|[2-9]\d)\b|\bgrown up\b", text)
        return "someone_else" if grown else "child"
    if _is_for_child(text):
        return "child"
    if (ABOUT_THEM.search(text) and not PERP_KIN.search(text)) or (
        intent == "for_someone_else" and not MINE.search(text)
    ):
        return "someone_else"
    return (
        "self"
        if re.search(
            r"\b(?:it'?s? (?:is |was )?(?:about |for |happened to )?me\b|for myself|about myself"
            r"|happened to me\b|it's my own)",
            text,
        )
        else None
    )


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
