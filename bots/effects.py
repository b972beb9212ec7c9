"""The closed list of effects and how each is carried out, with the vetted words for its outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bots.pictures import Fingerprint, Refused
from nlu.dialogue import Button, Effect, Reply
from responses.reader import Content
from storage import CaseId, CodeRefused, Store, Why

# What only the channel can do; it finds these names in the answer.
CHANNEL_ASKS = frozenset({"hide", "stop"})
# These need a server, which only Discord has.
SERVER_ASKS = frozenset({"tell_moderators", "watch_for_picture"})
COUNTED = ("fingerprints", "entries", "reminders", "watches", "states")


@dataclass(slots=True)
class Carrying:
    """What is at hand while the effects of one turn are carried out."""

    store: Store
    content: Content
    channel: str
    conversation: str
    replies: list[Reply]
    picture: Fingerprint | Refused | None = None
    asks: set[str] = field(default_factory=set)
    documents: list[tuple[str, bytes]] = field(default_factory=list, repr=False)

    def say(self, key: str, *buttons: Button, **places: object) -> None:
        """Add vetted words to the replies."""
        self.replies.append(Reply(self.words(key, **places), buttons))

    def words(self, key: str, **places: object) -> str:
        """Return vetted words."""
        return self.content.in_language("en").text(key, **places)

    def case(self) -> CaseId:
        """Return the conversation's case, opened now if there is none."""
        return self.store.cases.case_of(self.conversation) or self.store.cases.open_case(self.conversation)


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


def give_code(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Make the code and show it this once."""
    case = carrying.case()
    code = carrying.store.codes.new_code(case)
    carrying.say("keeping.code", code=code, until=_until(carrying, case))


def keep_picture(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Keep the fingerprint of the picture that was fetched, and say what it can and cannot do."""
    picture = carrying.picture
    carry_on = Button(carrying.words("talk.carry_on"), "do:report_start")
    if picture is None:
        carrying.say(f"picture.how_{'terminal' if carrying.channel == 'terminal' else 'channel'}")
    elif isinstance(picture, Refused):
        carrying.say(f"pictures.{picture.reason}", carry_on)
    else:
        carrying.store.fingerprints.add_fingerprint(carrying.case(), picture.as_dict())
        carrying.say("picture.kept" if picture.is_reliable else "picture.kept_plain", carry_on)


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
    forget_me = Button(carrying.words("talk.menu_forget"), "do:forget_me")
    carrying.say("keeping.held", forget_me, lines="\n".join(lines), until=_until(carrying, held.case))


def held_lines(carrying: Carrying) -> list[str]:
    """Return a line for each kind of thing that is held about this conversation."""
    held = carrying.store.held(carrying.conversation)
    answers = len(carrying.store.cases.answers(held.case)) if held.case else 0
    counts = {"answers": answers} | {name: held.numbers.get(name, 0) for name in COUNTED}
    return [carrying.words(f"keeping.held_{name}", count=count) for name, count in counts.items() if count]


def forget(carrying: Carrying) -> None:
    """Destroy everything about this conversation, keys first, and give the receipt.

    It stands outside the turn's transaction, because only a commit can clear the file's log of the last trace.
    """
    lines = held_lines(carrying)
    receipt = carrying.store.forget(carrying.conversation)
    if receipt.nothing or not lines:
        carrying.say("keeping.forgotten_nothing")
    else:
        carrying.say("keeping.forgotten", lines="; ".join(line.lstrip("- ") for line in lines))


def open_with_code(carrying: Carrying, code: str, second_word: str | None) -> dict[str, Any] | None:
    """Open the report that belongs to a code; None, with words, where there is none."""
    found = carrying.store.codes.open_with_code(carrying.conversation, code, second_word)
    if isinstance(found, CodeRefused):
        carrying.say("keeping.code_wait" if found.why is Why.WAIT else "keeping.code_wrong")
        return None
    return dict(carrying.store.cases.answers(found))


def _until(carrying: Carrying, case: CaseId) -> str:
    gone = carrying.store.cases.dates(case).goes_at
    return f"{gone.day} {gone:%B %Y}"


CARRIED: dict[str, Callable[[Carrying, Mapping[str, Any]], None]] = {
    "save_case": save_case,
    "give_code": give_code,
    "fetch_picture": keep_picture,
    "destroy_pictures": destroy_pictures,
    "show_held": show_held,
}
