"""Read whom a person has told already, and never whom they have not."""

from __future__ import annotations

import re

from nlu.components.lists import Found, find

ORDER = ("site", "police", "helpline", "school", "university", "work", "bank", "family", "friend")
TOLD = re.compile(
    r"\b(?:told|reported|tell them|spoke(?:n)?|talked|rang|rung|called|phoned|contacted|emailed|messaged"
    r"|informed|went to|gone to|been to|been on to|"
    r"complained|flagged|got a (?:crime|reference)|crime (?:reference|number)|showed|said to"
    r"|let (?:\w+ ){1,2}know|logged it|knows?(?: about)?|aware|involved|dealing|already (?:have|took)"
    r"|raised it|"
    r"confided|have a (?:crime|reference)|tried|filed|spoken)\b"
)
NOT = re.compile(
    r"\b(?:not|n't|never|haven't|hasn't|didn't|don't|no one|nobody|can't|won't|nor|without|except"
    r"|apart from|yet to|scared to|afraid to|before i|should i|"
    r"should|want to|need to|going to|could i|can i|do i|how (?:do|to)|might|will|if i|thinking of|would"
    r"|or)\b[^,;]{0,28}$"
)
BREAK = re.compile(
    r",|;|\bbut\b|\balthough\b|\bthough\b|\bonly\b|\binstead\b|\band (?=i\b|the police|they\b)|\bjust\b"
)
THREAT = re.compile(
    r"\b(?:he|she|they|who|it|someone|ex|which|that|and) (?:has |have |had |just |'s |'ve )?(?:told|sent"
    r"|showed|messaged|emailed|contacted|said)\b[^,;]{0,25}$|\b(?:sent|send|share[ds]?|posted|tell|show(?:n"
    r"|ed)?|leak\w*|threat\w*)\b[^,;]{0,20}\b(?:to|with)\b[^,;]{0,20}$"
)
NOBODY = re.compile(
    r"\b(?:told|tell|reported(?: it)? to|said to)(?: absolutely)? (?:nobody|no one|no-one|anyone|anybody"
    r"|a soul)\b"
)


OF_SITE = re.compile(
    r"\b(?:told|reported(?: \w+){0,2} to|emailed|contacted) (?:the )?$|\breported(?: \w+){0,2},? $"
)
SITE_SAID = re.compile(
    r",? (?:told me|removed|said|says|say|did (?:nowt|nothing|nout)|won't (?:remove|take)"
    r"|haven't (?:replied|removed)"
    r"|refused|took (?:it|one|them) down|ignored|rejected)\b"
)
REPORTED = re.compile(
    r"\b(?:i|we|i've|we've|have|company|already|and)(?: \w+)? reported (?:it|them|him|her|user"
    r"|the (?:account|post|user)"
    r"|every|each|\d+)\b(?! to (?:the |my )?(?:police|school|work|bank|uni|action))|^reported (?:it"
    r"|them|user|\d+)\b"
    r"(?! to (?:the |my )?(?:police|school|work|bank|uni|action))"
)


def _told_site(part: str) -> bool:
    """Hear that a site was told: by name, by what it answered, or by `i reported it`."""
    named = any(
        (OF_SITE.search(part[: at.start]) or SITE_SAID.match(part[at.end :]))
        and not NOT.search(part[: at.start])
        for at in find("sites", part)
    )
    reported = REPORTED.search(part)
    return named or bool(reported and not NOT.search(part[: reported.start()]))


def read_told(parts: list[str]) -> list[str]:
    """Give whom the person says they have told, in a fixed order."""
    told = {found.value for part in parts for found in find("told", part) if _is_told(found, part)}
    if any(_told_site(part) for part in parts):
        told.add("site")
    return [who for who in ORDER if who in told]


def _is_told(found: Found, part: str) -> bool:
    """Tell `told the uni but not the police` from a wish, a question or what the other side did."""
    before = part[: found.start]
    clause = BREAK.split(before)[-1]
    if NOT.search(clause) or THREAT.search(before[-60:]):
        return False
    if found.value == "site" and re.search(r"report|flag|takedown|asked|told|emailed|contacted", found.words):
        return _reached_site(part, found)
    if found.value in ("police", "bank") and re.match(
        r"(?: \w+){0,2} (?:said|told me|did nothing|won't|say|are (?:looking|investigating)|know|have been"
        r"|came|took|gave|don't care|weren't|didn't|aren't|already)",
        part[found.end :],
    ):
        return True
    if not TOLD.search(before) and not re.match(
        r" (?:know|knows|is aware|are aware|are involved|involved)\b", part[found.end :]
    ):
        return found.words in ("crime reference", "crime number")
    return not re.search(r"\b(?:he|she|they|it) (?:\w+ )?(?:went|told|sent|reported)\b", clause)


def _reached_site(part: str, found: Found) -> bool:
    """`Reported it to` needs a site or nothing after it, not the police."""
    after = part[found.end :]
    if found.words.endswith("reported it to"):
        return bool(find("sites", after[:25])) or bool(
            re.match(r" (?:the )?(?:site|platform|app|website|admins?|mods?|moderators)", after)
        )
    return True
