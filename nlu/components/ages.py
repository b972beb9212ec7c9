"""Find ages in a plain sentence and say whose they are; durations, counts and money are no ages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Of = Literal["self", "child", "picture", "other"]

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: n for n, word in enumerate((*ONES, *TEENS), 1)} | {
    f"{tens}{join}{ones}".strip(): 10 * at + n
    for at, tens in enumerate(TENS, 2)
    for join in (" ", "-")
    for n, ones in enumerate(("", *ONES))
    if ones or join == " "
}
TEEN = "|".join(sorted((w for w, n in WORDS.items() if n >= 6), key=len, reverse=True))
N = rf"(?P<n>[1-9]\d|[6-9]|(?:{TEEN})(?![a-z]))"
# What follows a number that is no age.
UNIT = (
    r"(?! in the (?:morning|evening|afternoon|night)\b| at night\b| ?o'?clock\b| tonight\b|\d|[.,:]\d"
    r"|%|st\b|nd\b|rd\b|th\b| ?(?:pm|am|p|k|m|gb|mb|quid|pounds?|euros?|dollars?|£)\b|"
    r"[- ](?:years? (?:ago|together|with|of|later|now|in|and|into|apart|older|younger|marr|relationship"
    r"|since|on|as|work|before)|yrs? (?:ago|together)|years?(?=$|[ ,.](?!olds?\b))|"
    r"hours?|minutes?|mins?|days?|weeks?|months?|seconds?|times?|people|pictures?|photos?|images?|videos?"
    r"|messages?|"
    r"accounts?|followers|members|of (?:them|us|my|the|these)|percent|miles|calls?|texts?|sites?|groups?"
    r"|servers?|stone|kilos?|other|different|"
    r"missed|fake|nudes?|likes|friends|lads|men|women|girls|guys|boys|mates|strangers|emails?|screenshots"
    r"|clips|posts|comments|dms|views|grand|hundred|thousand|"
    r"\w+ (?:road|street|avenue|close|lane)|pieces|flats|iphone|pro|out of|or so of|voicemails"
    r"|notifications|usernames|profiles|shares)\b)"
)
OLD = r"(?:[- ]?(?:years?|yrs?|yr|y|yo)[- ]?(?:olds?|o)\b|[- ]?(?:yo|y/o|yro)\b)"
CHILD = (
    r"(?:daughter|son|child|kid|lad|lass|boy|girl|niece|nephew|brother|sister|pupil|student|grandson"
    r"|granddaughter|cousin|stepson|stepdaughter"
    r"|little one|friend|mate|girlfriend|boyfriend|bestie|eldest|youngest|bairn|wean|teen|teenager|oldest"
    r"|twin|foster \w+|step ?\w+|goddaughter|godson|partner|wife|husband|mum)"
)
PERPETRATOR = (
    r"(?:he|she|they|he's|she's|the (?:lad|boy|girl|guy|man|bloke|person|one)(?: who)?|boyfriend|ex|my ex"
    r"|my boss|some (?:guy|lad|boy)|a (?:guy|man|bloke|lad|boy))"
)

PICTURE = re.compile(
    rf"\b(?:i|she|he|they|we|me)(?: was|'s|'d| were| am|'m)? ?(?:\w+ )?(?:only |about |around |just |like "
    rf"|maybe |barely |still |probably )*{N}{UNIT}(?:{OLD})?"
    r"(?: years old)?[ ,]*(?:\w+ ){0,3}(?:in|when|at the time of|on) (?:(?:the|that|those|these|most of the"
    r"|some of the|it|them|one of the) ?)?(?:picture|photo|image|video|pic|nude|one|clip|snap|shot|it\b"
    r"|them\b|(?:was|were|got) (?:taken|filmed|sent|made|recorded)|(?:i|he|she|they|we) (?:took|sent|made"
    r"|filmed|recorded))"
)
TAKEN = re.compile(
    rf"\b(?:pictures?|photos?|images?|nudes?|videos?|selfies?|clips?|snaps?|they|it|ones?|which|that|them"
    rf"|filmed|me|shared?|took|taken|sent|made|recorded|stuff)\b.{{0,40}}\b(?:when|while|from when"
    rf"|back when|at|aged|age|of me) (?:i|she|he|we|i'd|they)? ?(?:was |were |is |turned |'d been |am "
    rf"|just )?(?:only |about |around |just |like |at |aged )*{N}{UNIT}"
)
WAS = re.compile(
    rf"\b(?:i|we) (?:was|were|must have been|would have been)(?: \w+)? (?:only |about |around |just |like "
    rf"|maybe |barely |aged )*{N}{UNIT}(?!{OLD}? (?:when (?:we|i) (?:met|started|moved|got|had|left|came"
    rf"|married|joined)))"
)
SELF = re.compile(
    rf"\b(?:i'm|i am|im|am|i just turned|i turned|i've (?:just )?turned|me|myself|i will be|i'll be|as a"
    rf"|being|we're(?: both)?|we are(?: both)?|i'm a|i am a|just turned|im a|age|aged|both)[ (]*(?:a |an "
    rf"|only |just |now |still |nearly |almost |about |like |currently |literally |is |also |not even "
    rf"|lad of |lass of |girl of |boy of |man of |woman of |turning |f |m |female |male |girl |boy |woman "
    rf"|man |turned |actually |and |age |aged "
    rf"|in fact )*{N}{UNIT}(?!(?:{OLD})? (?:now )?(?:and|so) (?:he|she|they) )"
)
SHORT = re.compile(
    (
        rf"(?:^|[ (,/])(?:{N} ?[/]?(?:f|m|nb|female|male)\b|(?<=, )(?P<n6>[1-9]\d)(?=,|$)|(?:f|m|nb|female"
        rf"|male)[/ ]?(?P<n2>[1-9]\d)\b(?!\d|%|:| ?(?:hours|days|years)))"
        rf"|^{N}{UNIT}(?:{OLD})?(?: (?:years old|girl|boy|lad|lass|female|male|and|from|here|in|f|m|yes|but"
        rf"|just|next|x+)\b.*| *[,.!]? *)$"
    )
    .replace("(?P<n>", "(?P<n3>", 1)
    .replace("(?P<n>", "(?P<n4>", 1)
)
OLD_ONE = re.compile(rf"\b{N}{OLD}")
THEIRS = re.compile(
    rf"\b(?:my|our|ma|her|his) (?:\w+ ){{0,2}}{CHILD}(?:'s|s)?[ ,(]*(?:\w+ )?(?:is |who is |who's |aged "
    rf"|age |just turned |turned |she's |he's |has turned |just |only |was |she is |he is |and )*{N}{UNIT}"
    rf"|\b(?:she|he|they|shes|hes|who|daughter|son|pupil|child|girl|boy|kid)(?:'s| is|'re| are| was| were"
    rf"| just turned| turned| only turned) (?:only |just |about |still |also |like |now |nearly |barely "
    rf"|turned |turning )*(?P<n5>[1-9]\d|[6-9]|(?:{TEEN})(?![a-z])){UNIT}"
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age that was said, and whose it is."""

    years: int
    of: Of
    start: int
    end: int


def number(word: str) -> int:
    """Read a number written in digits or in words."""
    return int(word) if word.isdigit() else WORDS[word]


def ages(sentence: str) -> list[Age]:
    """Give every age in a plain sentence, each once, with whose it is."""
    found: dict[int, Age] = {}
    for pattern, of in (
        (PICTURE, "picture"),
        (TAKEN, "picture"),
        (WAS, "picture"),
        (THEIRS, "child"),
        (SELF, "self"),
    ):
        for match in pattern.finditer(sentence):
            _keep(found, match, of)  # type: ignore[arg-type]
    for match in SHORT.finditer(sentence):
        _keep(found, match, "self")
    for match in OLD_ONE.finditer(sentence):
        before, after = sentence[: match.start()].split(" ")[-4:], sentence[match.end() :].split(" ")[:3]
        _keep(found, match, _whose(" ".join(before), " ".join(after)))
    return sorted(found.values(), key=lambda age: age.start)


def _keep(found: dict[int, Age], match: re.Match[str], of: Of) -> None:
    name = next((n for n in ("n", "n2", "n3", "n4", "n5", "n6") if match.groupdict().get(n)), None)
    if name is None or match.start(name) in found:
        return
    years = number(match.group(name))
    if of == "child" and _is_perpetrator(match):
        of = "other"
    if 5 <= years <= 99:
        found[match.start(name)] = Age(years, of, match.start(name), match.end(name))


def _is_perpetrator(match: re.Match[str]) -> bool:
    """Tell the age of who did it from that of a child: "my ex, he's 17" is no child who needs help."""
    before = match.string[max(0, match.start() - 40) : match.end()]
    return (
        re.search(
            r"\b(?:ex|boss|colleague|landlord|neighbour|the (?:lad|boy|guy|man|bloke) (?:who|that)"
            r"|who did it|stalker)\b",
            before,
        )
        is not None
    )


def _whose(before: str, after: str) -> Of:
    if re.search(r"\b(?:an? |some |this |the |that )(?:\w+ )?$", before) and re.search(
        r"\b(?:man|guy|bloke|relationship|friendship|account|phone|laptop|car|company|photo|post|marriage"
        r"|house)\b",
        after,
    ):
        return "other"
    if re.search(r"\b(?:my|our|her|his)\b", before) or re.search(
        r"\b(?:daughter|son|boy|girl|lad|pupil|child|kid|brother|sister|niece|nephew)\b", after
    ):
        return "child"
    return "self"
