"""What we hold and forgetting: the promises of SECURITY.md and the design, read and then really done."""

import io
import json
from pathlib import Path

from pypdf import PdfReader

from bots.case.carried import keep_fingerprint
from tests.bots.case.conftest import FINGERPRINT, Person, told

CANARY = "zanzibar-quince-7"


def filled(person: Person) -> Person:
    person.keeps("what_happened", CANARY)
    person.reports()
    person.does("remind", hours=48, site="x", silent=False)
    person.does("give_code")
    keep_fingerprint(person.carrying(), FINGERPRINT)
    person.writes("when", "not kept yet")
    person.store.states.save_state(person.conversation, "{}")
    return person


def test_a_copy_holds_everything_that_is_kept(person: Person) -> None:
    filled(person)
    documents = dict(person.does("make_pack", everything=True).documents)
    case = person.store.cases.open_case(person.conversation)
    held = person.store.export(case)
    [data] = [json.loads(content) for name, content in documents.items() if name.endswith("json")]
    copied = data | data["also"]
    for name, value in held.items():
        assert copied[name] == json.loads(json.dumps(value)), name
    [pdf] = [content for name, content in documents.items() if name.endswith("pdf")]
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for said in (CANARY, person.account, "A code was made", "Check-in on Tuesday 24 November 2026 at 2:30pm"):
        assert said in text


def test_what_we_hold_is_said_with_a_way_to_a_copy_and_to_forgetting(person: Person) -> None:
    held = filled(person).does("show_held")
    assert [button.payload for button in held.replies[0].buttons] == ["l:copy:0", "do:forget_me"]


def test_the_receipt_lists_what_was_destroyed_and_what_we_cannot_reach(person: Person) -> None:
    receipt, beyond = filled(person).forgets()
    for line in (
        "answers to my questions: 6",
        "entries in your timeline: 3",
        "fingerprints of pictures: 1",
        "your code; it opens nothing",
        "the address they would have gone to: 1",
        "where we were in our talk",
        "notes that you had not kept yet",
    ):
        assert line in receipt
    for place in ("history of this app", "copies you saved", "already sent", "StopNCII", "backups"):
        assert place in beyond


def test_after_forgetting_nothing_is_left_to_export_send_or_open(person: Person, path: Path) -> None:
    filled(person).forgets()
    assert person.store.cases.case_of(person.conversation) is None
    assert person.store.reminders.due_reminders(person.now.replace(year=2030)) == []
    assert person.store.held(person.conversation).nothing
    assert "nothing in your report yet" in told(person.does("make_pack", everything=True))
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert CANARY.encode() not in content
        assert person.conversation.encode() not in content


def test_forgetting_twice_says_plainly_that_there_was_nothing(person: Person) -> None:
    filled(person).forgets()
    assert "There was nothing of yours here" in person.forgets()[0]


def test_a_note_that_was_not_kept_is_forgotten_too(person: Person) -> None:
    shown = filled(person).writes("when", "later")
    person.forgets()
    draft = shown.replies[-1].buttons[0].payload.split(":")[2]
    assert "don't have that note any more" in told(person.does("add_entry", step="keep", draft=draft))


def test_a_damaged_case_can_still_be_forgotten(person: Person, path: Path) -> None:
    import sqlite3

    filled(person)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE cases SET answers = zeroblob(64)")
    other.close()
    assert "It is done" in person.forgets()[0]
    assert person.store.cases.case_of(person.conversation) is None
