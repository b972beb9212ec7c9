"""Make hurried writing plain: apostrophes, capitals, text-speak, emoji, and where sentences end.

Pure, and free of other packages: the shell uses it too, while the dialogue core is down.
"""

from __future__ import annotations

import re
import unicodedata

SHORT: dict[str, str] = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "nd": "and", "im": "i'm", "ive": "i've", "iv": "i've",
    "dont": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't",
    "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't", "werent": "weren't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "couldnt": "couldn't", "shouldnt": "shouldn't",
    "wouldnt": "wouldn't", "hes": "he's", "shes": "she's", "theyre": "they're", "thats": "that's",
    "whats": "what's", "theres": "there's", "youre": "you're", "theyve": "they've", "weve": "we've",
    "youve": "you've", "whos": "who's", "aint": "isn't", "ain't": "isn't", "cannot": "can't",
    "pls": "please", "plz": "please", "plse": "please", "ppl": "people", "bc": "because", "cos": "because",
    "cuz": "because", "coz": "because", "cus": "because", "idk": "i don't know", "tbh": "to be honest",
    "rn": "right now", "kms": "kill myself", "kys": "kill yourself", "unalive": "kill",
    "b": "be",
    "wanna": "want to", "gonna": "going to", "gunna": "going to", "gotta": "have to", "wana": "want to",
    "smth": "something", "sumthing": "something", "sth": "something", "sum1": "someone",
    "some1": "someone", "any1": "anyone", "no1": "no one", "every1": "everyone", "b4": "before",
    "2nite": "tonight", "2nyt": "tonight", "tonite": "tonight", "tmrw": "tomorrow", "tmz": "tomorrow",
    "2day": "today", "2moro": "tomorrow", "msg": "message", "msgs": "messages", "msgd": "messaged",
    "pic": "picture", "pics": "pictures", "vid": "video", "vids": "videos", "insta": "instagram",
    "bf": "boyfriend", "gf": "girlfriend", "bfs": "boyfriend's", "gfs": "girlfriend's", "abt": "about",
    "wiv": "with", "dat": "that", "dis": "this", "da": "the", "thru": "through", "tho": "though",
    "yrs": "years", "yr": "year", "wk": "week", "wks": "weeks", "mth": "month", "mths": "months",
    "hrs": "hours", "mins": "minutes", "thnx": "thanks", "thx": "thanks", "ty": "thank you",
    "lemme": "let me", "dunno": "don't know", "nothin": "nothing", "anymore": "any more",
    "alot": "a lot", "cba": "can't be bothered", "ngl": "not going to lie", "frm": "from",
    "wen": "when", "wat": "what", "wot": "what", "wud": "would", "cud": "could", "shud": "should",
    "shld": "should", "wld": "would", "hv": "have", "hav": "have", "bn": "been", "jus": "just",
    "kno": "know", "fone": "phone", "skool": "school", "becuz": "because", "becoz": "because",
    "becuase": "because", "rlly": "really", "rly": "really", "tryna": "trying to", "finna": "going to",
    "outta": "out of", "wants2": "wants to", "ma": "my", "mi": "my", "luv": "love", "h8": "hate",
    "gr8": "great", "l8r": "later", "m8": "mate", "2": "2", "feelin": "feeling", "livin": "living",
    "dyin": "dying", "goin": "going", "tellin": "telling", "sayin": "saying", "thinkin": "thinking",
    "doin": "doing", "sendin": "sending", "postin": "posting", "followin": "following",
    "suicidle": "suicidal", "sucidal": "suicidal", "suicical": "suicidal", "sucide": "suicide",
    "poilce": "police", "polic": "police", "picutres": "pictures", "pictues": "pictures",
    "phots": "photos", "vidoe": "video", "threatning": "threatening", "threating": "threatening",
    "wiht": "with", "teh": "the", "taht": "that", "thier": "their", "peopel": "people",
    "gcse": "gcses", "o.d": "overdose", "od": "overdose", "od'd": "overdosed",
}  # fmt: skip

EMOJI: dict[str, str] = {
    "😭": " crying ", "😢": " sad ", "🔪": " knife ", "🔫": " gun ", "🙏": " please ", "👍": " yes ",
    "👎": " no ", "👋": " hello ", "💔": " heartbroken ", "😡": " angry ", "🆘": " help ", "❤️": "",
    "🚔": " police ", "👮": " police ", "🍆": " dick ", "📸": " picture ", "📷": " picture ",
    "😱": " scared ",
    "😨": " scared ", "😰": " scared ", "✅": " yes ", "❌": " no ", "🇺🇦": "",
}  # fmt: skip

MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
STRETCHED = re.compile(r"([a-z])\1{2,}")
WORD = re.compile(r"[a-z0-9']+(?:\.[a-z])?", re.IGNORECASE)
END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\n+|\s*[;]\s+|…+|\.{2,}")
TURN = re.compile(r"\s+(?=(?:and then|but|so then|because|and now|and he|and she|and they|and i|then)\b)")
# "ill" is "I'll" before a verb, and sick elsewhere.
ILL = re.compile(
    r"\bill (?=(?:be|end|kill|do|have|go|never|just|not|try|tell|send|post|pay|die|jump|take|get|see"
    r"|come|lose|think|call)\b)"
)
LONG_SENTENCE = 26


def plain(text: str) -> str:
    """Give the text in small letters with short forms written out and signs made words."""
    text = unicodedata.normalize("NFKC", text).translate(MARKS)
    for sign, words in EMOJI.items():
        text = text.replace(sign, words)
    text = STRETCHED.sub(r"\1", text.lower())
    text = WORD.sub(lambda found: SHORT.get(found.group(), found.group()), text)
    text = ILL.sub("i'll ", text)
    text = re.sub(r"(?<=[a-z])(?:[*_.])(?=[a-z][*_])", "", text)
    return re.sub(r"[ \t]+", " ", text).strip()


def sentences(text: str) -> list[str]:
    """Split plain text at its ends, and a breathless run-on at its turns."""
    parts: list[str] = []
    for part in END.split(text):
        parts.extend(_shortened(part.strip(" \t-,;")))
    return [part for part in parts if re.search(r"\w", part)]


def _shortened(sentence: str) -> list[str]:
    if len(sentence.split()) <= LONG_SENTENCE:
        return [sentence]
    parts: list[str] = []
    for piece in TURN.split(sentence):
        if parts and len(parts[-1].split()) + len(piece.split()) <= LONG_SENTENCE:
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return [bit for part in parts for bit in _cut(part)]


def _cut(piece: str) -> list[str]:
    """Cut what has no turn at all, so that no thought hides in the middle of fifty words."""
    words = piece.split()
    if len(words) <= LONG_SENTENCE + 10:
        return [piece]
    return [" ".join(words[at : at + LONG_SENTENCE]) for at in range(0, len(words), LONG_SENTENCE - 4)]
