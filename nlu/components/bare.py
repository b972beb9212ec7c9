"""Read a short answer that stands alone: yes, no idea, over 18. Nothing has to be guessed there.

A few words give a model little to go by, and it must not take "over 18" for a child.
"""

from __future__ import annotations

import re

from nlu.components.lists import entries

EDGE = " .!,'\"-"
LEAD = (
    r"(?:(?:yes|yeah|yep|yh|aye|no|nope|nah|ok|okay|well|er|um|oh|and|but|hi|sorry|i'm|i am|i was|was"
    r"|me|we|we're"
    r"|we are|we were|were|both|all|both of us|all of us|everyone|everybody in it|she's|she is|she was|he's"
    r"|he is|he was|they're|they are|they were|it was|definitely|defo|just|well|way|long|now|actually"
    r"|of course"
    r"|already|legally|technically|obviously|aged|age|am|is|are)[, ]+)*"
)
TAIL = (
    r"(?:[, ]+(?:in it|in them|in the (?:picture|photo|video|image|pictures|photos|videos|clip|one)"
    r"|at the time"
    r"|then|now|yes|yeah|obviously|thanks|thank you|please|promise|years old|years of age|by years|by far"
    r"|when (?:it|they) (?:was|were) taken|when i (?:sent|took) (?:it|them)|in all of them|mate|lol))*"
)
OVER = (
    r"(?:over (?:18|eighteen|the age of (?:18|eighteen))|over 18s|above (?:18|eighteen)"
    r"|older than (?:18|eighteen)"
    r"|past (?:18|eighteen)|(?:18|eighteen) ?(?:\+|plus|or over|and over|or older|or above|and above"
    r"|years or over)"
    r"|over (?:19|2\d|3\d|4\d|5\d|6\d|7\d|twenty|thirty|forty|fifty|sixty)|at least (?:18|eighteen)"
    r"|(?:an |a fully grown |a grown |fully )?adults?|a? ?grown[- ]?ups?|a grown (?:man|woman)|of age"
    r"|not a (?:minor|child|kid)"
    r"|not minors|not under ?age|not under (?:18|eighteen)|no longer a (?:minor|child|kid)"
    r"|not a child any ?more"
    r"|old enough|no (?:under 18s?|children|kids|minors|child)|(?:no one|nobody|none of us"
    r"|none of them) (?:is |was |were "
    r"|are )?(?:under ?age|under 18|under eighteen|a child|a minor|minors|children))"
)
GROWN = re.compile(rf"{LEAD}{OVER}{TAIL}")
YOUNG = re.compile(
    rf"{LEAD}(?:under (?:18|eighteen|16|sixteen|the age of (?:18|eighteen|16))|under ?age"
    rf"|not (?:yet )?(?:18|eighteen)(?: yet)?"
    rf"|not over (?:18|eighteen)|below (?:18|eighteen)|younger than (?:18|eighteen)|a minor|minor"
    rf"|not an adult"
    rf"|too young){TAIL}"
)
IN_PICTURE = re.compile(
    r"\b(?:in it|in them|in the \w+|at the time|then|in all of them|when (?:it|they|i) \w+)\b|\bwas\b"
    r"|\bwere\b"
)
FACT_LEAD = re.compile(
    r"(?:(?:yes|yeah|no|ok|er|um|oh|hi|sorry|i'm|i am|i was|it was|it's|it is|was|she was|he was|she's"
    r"|he's|they were|in|on|from|at"
    r"|about|around|near|just|only|by|i live|live|living|based|here|a|an|the|my|our|some|maybe"
    r"|probably|roughly|like|it|over"
    r"|happened|was taken|posted|both) )*"
)
FACT_TAIL = re.compile(
    r"(?: (?:in it|in them|in the (?:picture|photo|video)|at the time|then|now|i think|yes|mostly"
    r"|please|thanks|mate|or so|years old))*"
)
SPAN = (
    r"(?:\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|a few|few|couple of|several"
    r"|many|last|this|past)"
    r" (?:min\w*|hours?|days?|nights?|weeks?|weekend|months?|years?|summer|winter|term)(?: (?:ago|back"
    r"|or so|now))*"
)
AGE = (
    r"\d{1,2}(?: ?(?:f|m|years old|yo|y/o|yrs old))?|[a-z]+teen|(?:twenty|thirty|forty|fifty|sixty"
    r"|seventy)(?:[ -][a-z]+)?"
)
WHOM = (
    r"(?:me|myself|him|her|them|us|someone in the family|someone else|somebody else|police|site"
    r"|site and the police|train"
    r"|home|online|work|daughter|son|child|kid|friend|mate|brother|sister|mum|dad|mam|parents|niece"
    r"|nephew|pupil|student"
    r"|boss|colleague|stranger|neighbour|partner|husband|wife|boyfriend|girlfriend|ex|ex partner"
    r"|ex boyfriend|ex girlfriend"
    r"|ex husband|ex wife|not told anyone|other|something else|somewhere else|both|ages ago"
    r"|long time ago|longer ago)"
)
FACT = re.compile(rf"(?:{SPAN}|{AGE}|{WHOM})")


def bare(text: str) -> str:
    """Give a plain sentence without the marks around it."""
    return text.strip(EDGE)


def bare_meaning(parts: list[str]) -> str | None:
    """Name the one meaning of a message that is a short answer, or None."""
    if len(parts) != 1 or len(parts[0]) > 40:
        return None
    known = entries("bare")
    return known.get(parts[0]) or known.get(bare(parts[0]))


def bare_fact(parts: list[str]) -> bool:
    """Say whether a message is only an age, a place, a site, a time or a person: an answer, no story."""
    if len(parts) != 1 or len(parts[0].split()) > 8:
        return False
    said = bare(parts[0])
    if says_grown(said) or says_young(said):
        return True
    rest = said[match.end() :] if (match := FACT_LEAD.match(said)) else said
    return any(
        _is_fact(rest[:end])
        for end in {len(rest), *(m.start() for m in FACT_TAIL.finditer(rest) if m.group())}
    )


def _is_fact(said: str) -> bool:
    return FACT.fullmatch(said) is not None or any(
        said in entries(name) for name in ("nations", "sites", "times", "ties")
    )


def says_grown(sentence: str) -> bool:
    """Say whether a sentence is a bare `over 18`, or the same in other words."""
    return GROWN.fullmatch(bare(sentence)) is not None


def says_young(sentence: str) -> bool:
    """Say whether a sentence is a bare `under 18`, or the same in other words."""
    return YOUNG.fullmatch(bare(sentence)) is not None


def of_picture(sentence: str) -> bool:
    """Say whether a bare age is of the picture rather than of now."""
    return IN_PICTURE.search(sentence) is not None
