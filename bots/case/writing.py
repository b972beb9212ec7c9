"""Notes: shown back first, and kept only when the person says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bots.carrying import Carrying
from bots.case.uk import clock_words
from nlu.dialogue import Button

# Longer than any message of a channel; a web form could send more.
LONGEST = 8000
QUESTIONS = frozenset({"what_happened", "when", "where", "who", "done", "said"})
EXTRAS = frozenset({"link", "handle", "reference", "name", "contact"})
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|\b(?:www\.|t\.me/)[^\s<>\"]+", re.IGNORECASE)
# Controls have no place in a note; they could hide or turn round what is read later.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def add_entry(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Show a note back, keep it, or let it go."""
    step = facts.get("step")
    if step == "draft":
        show_back(carrying, str(facts.get("question")))
    elif step == "keep":
        keep(carrying, str(facts.get("draft")))
    else:
        name = str(facts.get("draft"))
        carrying.afterwards.append(lambda: carrying.drafts.drop(carrying.conversation, name))
        carrying.say("case.not_kept", *going_on(carrying, ""))


def show_back(carrying: Carrying, question: str) -> None:
    """Show the note as it would be kept. Nothing of it is written anywhere."""
    text = cleaned(carrying.text)
    if not text or question not in QUESTIONS | EXTRAS:
        return
    if len(text) > LONGEST:
        carrying.say("case.too_long", carrying.press("case.again", f"l:write:{question}"))
        return
    draft = carrying.drafts.hold(carrying.conversation, question, text)
    if question == "link" and not links_in(text):
        carrying.say("case.no_address_in_it")
    carrying.quote(
        "case.shown_back",
        carrying.press("case.keep", f"l:keep:{draft.id}"),
        carrying.press("case.again", f"l:write:{question}"),
        carrying.press("case.drop", f"l:drop:{draft.id}"),
        text=text,
    )


def keep(carrying: Carrying, name: str) -> None:
    """Write the note into the ledger, once."""
    draft = carrying.drafts.find(carrying.conversation, name)
    if draft is None:
        carrying.say("case.draft_gone", carrying.press("case.write_down", "do:write_down"))
        return
    kind = "note" if draft.question in QUESTIONS else draft.question
    facts: dict[str, Any] = {"question": draft.question, "text": draft.text}
    if kind == "link":
        facts["links"] = links_in(draft.text)
    entry = carrying.store.ledger.add_entry(carrying.case(), kind, facts, carrying.now)
    carrying.afterwards.append(lambda: carrying.drafts.drop(carrying.conversation, name))
    carrying.say(
        "case.kept", *going_on(carrying, draft.question), when=clock_words(entry.at), number=entry.number
    )


def going_on(carrying: Carrying, question: str) -> list[Button]:
    """Return the ways on after a note."""
    more = carrying.press("case.next_question", f"l:next:{question}") if question in QUESTIONS else None
    add = carrying.press(f"case.add_{question}", f"l:write:{question}") if question in EXTRAS else None
    first = [button for button in (more, add) if button is not None]
    return [
        *first,
        carrying.press("case.write_down", "do:write_down"),
        carrying.press("case.stop_writing", "l:done:0"),
    ]


def cleaned(text: str) -> str:
    """Return a note without controls that could hide part of it, its words untouched."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def links_in(text: str) -> list[str]:
    """Find the web addresses in a note. They are never opened."""
    return list(dict.fromkeys(found.rstrip(".,;)") for found in _ADDRESS.findall(text)))
