"""Hand things over: the pack, one letter, or a copy of everything that is kept. Only ever to the person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bots.carrying import Carrying
from bots.case.document import document_of
from bots.case.letters import Written, one_letter
from bots.case.pack import pack_for_case, read_case
from bots.case.typeset import CannotSet, set_pdf
from bots.case.uk import UK
from storage import CaseId


def make_pack(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Give the pack, one letter of it, or everything."""
    case = carrying.store.cases.case_of(carrying.conversation)
    if case is None:
        carrying.say("pack.nothing_yet", carrying.press("talk.carry_on", "do:report_start"))
    elif facts.get("letter"):
        give_letter(carrying, case, str(facts["letter"]), str(facts.get("site") or ""))
    else:
        give_pack(carrying, case, bool(facts.get("everything")))


def give_pack(carrying: Carrying, case: CaseId, everything: bool) -> None:
    """Read the pack now, as one with the turn; set it afterwards, so that nothing waits for it."""
    pack, letters = pack_for_case(carrying.store, carrying.content, case, carrying.now, everything)
    carrying.afterwards.append(lambda: hand_over(carrying, pack, letters, everything))


def hand_over(carrying: Carrying, pack: Mapping[str, Any], letters: list[Written], everything: bool) -> None:
    """Add both files to the answer. Their names give nothing away on a phone that others see."""
    name = f"notes-{carrying.now.astimezone(UK):%Y-%m-%d}"
    written = json.dumps(pack, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    carrying.documents.append((f"{name}.json", written))
    try:
        pdf = set_pdf(document_of(pack, carrying.content, letters))
    except CannotSet:
        carrying.say("pack.failed")
        return
    carrying.documents.insert(len(carrying.documents) - 1, (f"{name}.pdf", pdf))
    carrying.say(
        "case.copy_given" if everything else "pack.given", carrying.press("talk.menu_status", "do:status")
    )
    if letters:
        carrying.say("pack.given_letters", carrying.press("case.letters", "l:letters:0"), count=len(letters))


def give_letter(carrying: Carrying, case: CaseId, name: str, site: str) -> None:
    """Say one letter, so that it can be copied: first what to know, then its words alone."""
    answers, entries, _ = read_case(carrying.store, case)
    letter = one_letter(carrying.content, answers, entries, carrying.now, name, site)
    if letter is None:
        carrying.say("case.letter_unknown", carrying.press("case.letters", "l:letters:0"))
        return
    before = "\n".join(f"- {line}" for line in letter.before)
    carrying.say("case.letter_intro", name=letter.title, value=letter.to, text=letter.learns, lines=before)
    carrying.quote_text(letter.text, carrying.press("clock.i_reported", "do:i_reported"),
                        carrying.press("case.letters", "l:letters:0"))  # fmt: skip
