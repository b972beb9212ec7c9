"""Read money, the number of pictures, and when it happened."""

from __future__ import annotations

import re

from nlu.components.ages import WORDS
from nlu.components.fact import Fact
from nlu.components.lists import find

PAID = re.compile(
    r"(?<!n't )(?<!not )(?<!haven't )(?<!never )(?<!n't already )\b(?:i|i've|already|have|she|he|we|ive|son"
    r"|daughter|dad|husband|just)(?: \w+){0,2} (?:paid|payed|sent (?:them |him |her )?(?:£|\d+ ?(?:quid"
    r"|pounds|p\b|in)|money|the money|bitcoin|a gift card|gift cards|steam cards|vouchers)|transferred"
    r"|gave (?:them|him|her) (?:£|\d+|money|my card)|lost (?:£|\d))|^paid\b|\bi (?:sent|gave) (?:them|him"
    r"|her|over)? ?(?:£ ?\d|\d+ (?:quid|pounds|euros))|\bpaid (?:them|him|her|once|twice|£|half|\d"
    r"|the (?:first|money))"
)
ASKED = re.compile(
    r"\b(?:want(?:s|ed|ing)?|demand\w*|ask(?:s|ed|ing)?(?: me)? for|need(?:s|ed)?|after|owe|pay|send"
    r"|blackmail\w*.{0,30})\b.{0,30}(?:£ ?\d|\d[\d,.]* ?(?:quid|pounds?|euros?|dollars?|grand|k\b)"
    r"|a grand|money|bitcoin|btc"
    r"|crypto|gift ?cards?|steam cards?|itunes|amazon cards?|paypal|ransom|cash|vouchers?|ukash|usdt)"
    r"|\bwhere is my money\b|\b(?:ransom|cancell?ation fee)\b"
    r"|\bpay(?:ment)? (?:by|up|or|them|him|her|within|in)\b|\bor (?:i|to) pay\b|£ ?\d+ (?:or|by|not to"
    r"|to (?:delete|not|stop))"
)


def read_money(text: str) -> list[Fact]:
    """Say whether money was asked for or paid."""
    if PAID.search(text) and not re.search(
        r"\b(?:haven't|not|n't|never|refus\w+ to) (?:\w+ )?(?:paid|pay|sent|send)\b(?!.*\balready paid\b)",
        text,
    ):
        return [Fact("money", "paid")]
    return [Fact("money", "asked")] if ASKED.search(text) else []


COUNT = re.compile(
    r"\b(?P<n>\d{1,3}|a couple of|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|one"
    r"|a dozen|a single)(?: or so| different| private| intimate| naked| nude| topless| old| explicit| fake"
    r"| of my| of the| more| separate| full)* (?:pictures?|photos?|images?|nudes?|videos?|pieces|selfies"
    r"|clips?|snaps)\b"
)
COUNTS = WORDS | {"a couple of": 2, "a dozen": 12, "a single": 1}


def read_count(text: str) -> list[Fact]:
    """Give how many pictures there are."""
    found = COUNT.search(text)
    if not found:
        return []
    said = found.group("n")
    return [Fact("pictures", int(said) if said.isdigit() else COUNTS[said])]


AGO = re.compile(
    r"\b(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|couple(?: of)?|few) ?(?P<unit>min\w*|hours?|days?|nights?|weeks?|months?|years?) (?:ago|back"
    r"|earlier)\b"
)
LASTING = re.compile(
    r"\b(?:for|been|over|after|its|it's|the last|the past) (?:about |nearly |almost |over )?"
    r"(?P<n>\d{1,2}|a|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|few) "
    r"(?P<unit>days?|weeks?|months?|years?)(?: now)?\b(?! (?:old|younger|older|together|relationship"
    r"|marriage))"
)
WEEKDAY = re.compile(
    r"(?<!next )(?<!every )\b(?:on|since|last|from|by|it was|up|was) (?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day\b"
    r"(?! to )(?! or)"
)
SIZES = {"min": 0.0, "hour": 0.04, "day": 1.0, "nigh": 1.0, "week": 7.0, "mont": 30.0, "year": 365.0}
SMALL = WORDS | {"a": 1, "an": 1, "couple": 2, "couple of": 2, "few": 3}


def read_when(text: str) -> list[Fact]:
    """Give when it happened, as a span of time."""
    ago = AGO.search(text) or LASTING.search(text)
    if ago:
        n = int(ago.group("n")) if ago.group("n").isdigit() else SMALL[ago.group("n")]
        size = next(s for unit, s in SIZES.items() if ago.group("unit").startswith(unit[:3]))
        days = n * size
        spans = ((0.99, "today"), (6.9, "this_week"), (30, "this_month"), (364, "this_year"))
        return [Fact("when", next((name for most, name in spans if days <= most), "longer"))]
    found = find("times", text)
    if not found and WEEKDAY.search(text):
        return [Fact("when", "this_week")]
    return [Fact("when", found[0].value)] if found else []
