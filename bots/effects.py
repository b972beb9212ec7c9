"""The closed list of effects and how each is carried out, with the vetted words for its outcome."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bots.carrying import Carrying
from bots.case import carried
from bots.case.check_ins import can_warn
from bots.case.receipt import say_receipt, what_goes
from bots.pictures import Fingerprint, Refused
from bots.sharing import share_picture
from nlu.dialogue import Button, Effect
from storage import CodeRefused, Why

# What only the channel can do; it finds these names in the answer.
CHANNEL_ASKS = frozenset({"hide", "stop"})
# These need a server, which only Discord has.
SERVER_ASKS = frozenset({"tell_moderators", "watch_for_picture"})
# A second word for the code: letters of any language, and more of them than in "no" or "yes".
_WORD = re.compile(r"[^\W\d_]{4,30}")
COUNTED = ("fingerprints", "entries", "reminders", "watches", "shares", "states")


def carry_out(carrying: Carrying, effect: Effect) -> None:
    """Carry out one effect."""
    if effect.kind in CHANNEL_ASKS:
        carrying.asks.add(effect.kind)
        return
    if effect.kind in SERVER_ASKS:
        ask_server(carrying, effect.kind)
        return
    CARRIED[effect.kind](carrying, effect.facts)


def ask_server(carrying: Carrying, kind: str) -> None:
    """Leave to Discord what needs a server, and say so on every other channel."""
    if carrying.channel == "discord":
        carrying.asks.add(kind)
    else:
        carrying.say("discord.only_there", Button(carrying.words("talk.carry_on"), "do:report_start"))


def save_case(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Keep the answers in the case."""
    carrying.store.cases.save_answers(carrying.case(), facts["answers"])


def give_code(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Make the code and show it this once; with a second word, if one was just typed for it.

    The word is taken from the message in hand, is never shown back, and is kept only inside the code's hash.
    """
    case, with_word = carrying.case(), bool(facts.get("with_word"))
    word = carrying.text.strip() if with_word else None
    if word is not None and not _WORD.fullmatch(word):
        carrying.say("keeping.word_unfit", carrying.press("keeping.word_add", "l:word:0"))
        return
    code = carrying.store.codes.new_code(case, word)
    ways = [] if with_word else [carrying.press("keeping.word_add", "l:word:0")]
    if can_warn(carrying):
        ways.append(carrying.press("keeping.warn_add", "k:warn:0"))
    said = "keeping.code_worded" if with_word else "keeping.code"
    carrying.say(said, *ways, code=code, until=carrying.until(case))


def keep_picture(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Keep the fingerprint of the picture that was fetched, and say what it can and cannot do."""
    picture = carrying.picture
    carry_on = Button(carrying.words("talk.carry_on"), "do:report_start")
    if picture is None:
        carrying.say(f"picture.how_{'terminal' if carrying.channel == 'terminal' else 'channel'}")
    elif isinstance(picture, Refused):
        carrying.say(f"pictures.{picture.reason}", carry_on)
    else:
        carried.keep_fingerprint(carrying, picture.as_dict())
        say_kept(carrying, picture, carry_on)


def say_kept(carrying: Carrying, picture: Fingerprint, carry_on: Button) -> None:
    """Say what was kept, and every time what it will miss: nobody may think she is safer than she is."""
    if picture.kind == "video":
        carrying.say("pictures.video")
    key = "picture.kept" if picture.is_reliable else "picture.kept_plain"
    carrying.say(key, carrying.press("share.offer", "l:share:menu"), carry_on)


def destroy_pictures(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Destroy the fingerprints of a case in which somebody turned out to be under 18."""
    case = carrying.store.cases.case_of(carrying.conversation)
    if case is not None:
        carrying.store.fingerprints.destroy_fingerprints(case)


def show_held(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Say what we hold, in counts and dates."""
    held, lines = carrying.store.held(carrying.conversation), held_lines(carrying)
    if not lines or held.case is None:
        carrying.say("keeping.held_nothing")
        return
    ways = [carrying.press("case.copy", "l:copy:0"), carrying.press("talk.menu_forget", "do:forget_me")]
    ways += [carrying.press("share.stop", "l:share:stop")] if held.numbers.get("shares") else []
    carrying.say("keeping.held", *ways, lines="\n".join(lines), until=carrying.until(held.case))


def held_lines(carrying: Carrying) -> list[str]:
    """Return a line for each kind of thing that is held about this conversation."""
    held = carrying.store.held(carrying.conversation)
    answers = len(carrying.store.cases.answers(held.case)) if held.case else 0
    counts = {"answers": answers} | {name: held.numbers.get(name, 0) for name in COUNTED}
    return [carrying.words(f"keeping.held_{name}", count=count) for name, count in counts.items() if count]


def forget(carrying: Carrying) -> None:
    """Destroy everything about this conversation, keys first, and give the receipt.

    It stands outside the turn's transaction, because only a commit can clear the log of the last trace.
    """
    goes = what_goes(carrying)
    receipt = carrying.store.forget(carrying.conversation)
    say_receipt(carrying, receipt, goes)


def open_with_code(carrying: Carrying, code: str, second_word: str | None) -> dict[str, Any] | None:
    """Open the report that belongs to a code; None, with words, where there is none."""
    found = carrying.store.codes.open_with_code(carrying.conversation, code, second_word)
    if isinstance(found, CodeRefused):
        carrying.say("keeping.code_wait" if found.why is Why.WAIT else "keeping.code_wrong")
        return None
    return dict(carrying.store.cases.answers(found))


CARRIED: dict[str, Callable[[Carrying, Mapping[str, Any]], None]] = {
    "save_case": save_case,
    "give_code": give_code,
    "fetch_picture": keep_picture,
    "destroy_pictures": destroy_pictures,
    "show_held": show_held,
    "share_picture": share_picture,
    **carried.CARRIED,
}
