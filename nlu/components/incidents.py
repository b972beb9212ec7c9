"""Say what happened: by clear words first, and by the model's ranking where words do not name it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

SURE = 0.30

MONEY = (
    r"(?:£ ?\d|\d+ ?(?:quid|pounds|euros|dollars|k\b)|money|bitcoin|btc|crypto|gift ?cards?|steam cards?"
    r"|itunes|paypal|ransom|pay\b|paid|payment|cash|vouchers?)"
)
SHOW = (
    r"(?:send|sending|post|share|sharing|leak|expose|show|release|upload|put|publish|everyone|contacts"
    r"|followers|family|friends|video|nudes?|pictures?|photos?|sees? it)"
)
WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("assault_filmed", re.compile(
        r"\b(?:film\w*|record\w*|video\w*|photo\w*|snapchatted|took pictures)\b.{0,40}\b(?:rap(?:e|ed|ing)"
        r"|assault\w*|forc\w+ me|while i was (?:asleep|drunk|passed out|unconscious)"
        r"|without me being able)\b|\b(?:rape[ds]?|raped me|sexual(?:ly)? assault\w*|assaulted me|forced me"
        r"|drugged)\b.{0,60}\b(?:film\w*|record\w*|video|pictures?|photos?|clip)\b"
    )),
    ("sextortion", re.compile(
        rf"\bsextort\w*\b|\bsexcam\b|\b(?:blackmail\w*|threat\w*|or (?:he|she|they)(?:'ll|'d| will| would)"
        rf"|demand\w*|want(?:s|ed)?|ask\w* for|unless)\b.{{0,80}}{MONEY}.{{0,120}}\b{SHOW}\b"
        rf"|\b{SHOW}\b.{{0,80}}\b(?:unless|if i don't|or|want(?:s|ed)?|demand\w*|ask\w* (?:me )?for"
        rf"|for)\b.{{0,30}}{MONEY}|{MONEY}.{{0,60}}\b(?:or|otherwise|else|if not)\b.{{0,50}}\b{SHOW}\b"
        rf"|\bblackmail\w*\b.{{0,80}}{MONEY}|{MONEY}.{{0,80}}\bblackmail\w*"
    )),
    ("deepfake", re.compile(
        r"\bdeep ?fak\w*|\bnudif\w*|\bface ?swap\w*|\b(?:fake|ai|a\.i|photoshop\w*|edited|generated"
        r"|computer made|fabricated|doctored|manipulated|morphed|undress\w*)\b.{0,30}\b(?:nudes?|naked|porn"
        r"|sex\w*|topless|explicit|undressed|bikini|photo of me|picture of me|clothes off|body)\b"
        r"|\b(?:naked|nudes?|nude|porn|explicit)\b.{0,30}\b(?:with ai|by ai|using ai|isn't (?:even )?me"
        r"|not (?:even |actually |really )?me|ai generated|are fake|is fake)\b|\bmy face\b.{0,30}\b(?:on"
        r"|onto|into)\b.{0,25}\b(?:porn|body|video|naked|nude|someone)"
    )),
    ("child_image", re.compile(
        r"\b(?:found|seen|saw|came across|sent me|been sent|got sent|stumbled|there(?:'s| are| is)|sharing"
        r"|posting|someone shared|being shared)\b.{0,40}\b(?:child (?:porn|abuse)|csam|(?:nudes?|pictures?"
        r"|photos?|images?|videos?|porn) of (?:a |an |some |little |young )*(?:child(?:ren)?|kids?|minors?"
        r"|baby|girls? who look\w* (?:about )?\d|underage|toddler|(?:under ?age|little|young) (?:girls?"
        r"|boys?)))"
    )),
    ("cyberflashing", re.compile(
        r"\bcyber ?flash\w*|\bunsolicited\b.{0,20}\b(?:dick|nude|picture|photo|porn)\w*|\b(?:sent|sends"
        r"|sending|airdrop\w*|got|getting|received|keeps sending|messaged|opened"
        r"|sent me)\b.{0,30}\b(?:dick ?pics?|(?:pictures?|photos?|pic|video|snap|image)s? of (?:his|their"
        r"|someone's|a) (?:dick|penis|cock|genitals|private\w*|bits|junk|willy|erection|knob)|(?:a "
        r"|his )nudes? (?:of himself|out of|i didn't|i did not|on the|straight))|\bflashed me\b"
        r"|\bexposed himself\b|\bhis (?:penis|dick|cock|genitals)\b(?!.{0,20}my)"
    )),
    ("work_abuse", re.compile(
        r"\bi'm a (?:teacher|nurse|doctor|councillor|social worker|gp|headteacher|journalist"
        r"|mp)\b.{0,60}\b(?:pupils?|students?|patients?|parents?|constituents?|readers?"
        r"|public)\b.{0,60}\b(?:abus\w+|post\w*|video|account|fake|abuse|comments|tiktok|call\w*)"
    )),
    ("taken", re.compile(
        r"\b(?:film\w*|record\w*|photograph\w*|hidden camera|secret(?:ly)? (?:film|record|camera)\w*"
        r"|upskirt\w*|spy ?cam|took (?:a |some )?(?:pictures?|photos?"
        r"|videos?) of me)\b.{0,60}\b(?:me (?:in the )?(?:shower\w*|bath\w*|chang\w*|undress\w*|sleep\w*"
        r"|toilet|naked|getting dressed)|without (?:me|my|asking|telling|permission|consent)|didn't know"
        r"|under my (?:skirt|dress)|bathroom|shower|bedroom|up my)\b|\bupskirt\w*|\bhidden camera\b"
    )),
)  # fmt: skip
SPREAD = re.compile(
    r"\b(?:shared?|sharing|posted?|posting|uploaded|leaked|sent it|sent them|spread|went round|going round"
    r"|gone round|online|on (?:the )?internet|all over|everyone (?:has )?se(?:en|es)|everyone saw"
    r"|group chat|whatsapp|telegram|pornhub|put it|put them|circulat\w*|passed (?:round|around)|viral"
    r"|forwarded)\b"
)
NOT_SPREAD = re.compile(
    r"\b(?:hasn't|haven't|not|n't|never|threat\w* to|going to|will|might|scared"
    r"|don't know if)\b.{0,20}\b(?:shared?|posted?|upload\w*|leak\w*|spread|sent|online)\b"
)
BY_INTENT = {
    "incident_deepfake": "deepfake",
    "incident_image_shared": "image_shared",
    "incident_threat": "threat",
    "incident_cyberflashing": "cyberflashing",
    "incident_harassment": "harassment",
    "incident_stalking": "stalking",
    "incident_doxxing": "doxxing",
    "incident_impersonation": "impersonation",
    "incident_hate": "hate",
}
IMAGE = re.compile(
    r"\b(?:nudes?|naked|intimate|private (?:pic|photo|video)|sex (?:tape|video)|topless|explicit|porn\w*"
    r"|dick pic|(?:pictures?|photos?|videos?|images?) of me|my (?:pictures?|photos?|videos?|images?))\b"
)
SHARED = re.compile(
    rf"(?:{IMAGE.pattern}.{{0,60}}(?<!to )(?<!will )\b(?:shared|posted|uploaded|leaked|went round"
    rf"|going round|gone round|all over|on the internet|online|spread)\b|(?<!to )\b(?:shared|posted"
    rf"|uploaded|leaked|put|spread|sent) (?:round )?(?:\w+ ){{0,4}}{IMAGE.pattern})"
)


def read_incident(text: str, ranking: Sequence[Mapping[str, Any]]) -> tuple[str, float] | None:
    """Give the incident and how sure we are, or None where nothing of the kind is said."""
    chances = {
        BY_INTENT[str(r["name"])]: float(r["confidence"]) for r in ranking if str(r["name"]) in BY_INTENT
    }
    likeliest = max(chances, key=lambda name: chances[name], default="")
    for name, words in WORDS:
        if words.search(text) and _fits(name, text, ranking):
            return name, 0.9
    if likeliest and chances[likeliest] >= SURE:
        return likeliest, chances[likeliest]
    if SHARED.search(text) and not re.search(r"\b(?:illegal|crime|law|threat\w*)\b|\?", text):
        return "image_shared", 0.6
    return None


def _fits(name: str, text: str, ranking: Sequence[Mapping[str, Any]]) -> bool:
    """Leave questions about the law or the tools alone, and tell filmed from filmed and shared."""
    top = str(ranking[0]["name"]) if ranking and float(ranking[0]["confidence"]) > 0.5 else ""
    if top.startswith("ask_") and not re.search(r"\b(?:me|my|i've|i'm|her|his)\b", text):
        return False
    if top in ("i_did_it", "ask_pay", "ask_is_it_illegal") and name in ("deepfake", "cyberflashing", "taken"):
        return top != "i_did_it"
    return name != "taken" or not SPREAD.search(text) or bool(NOT_SPREAD.search(text))
