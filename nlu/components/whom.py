"""Read for whom a person writes: for themselves, a child, or another adult."""

from __future__ import annotations

import re

from nlu.components.ages import ages
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
