"""What is typed is kept only as a note, and only when the person says so."""

from pathlib import Path

import pytest

from bots.case.drafts import EACH, LASTS, Drafts
from bots.case.writing import LONGEST, cleaned, links_in
from tests.bots.case.conftest import Person, payload, told

CANARY = "zanzibar-quince-7"


def test_a_note_is_shown_back_and_kept_only_after_the_tap(person: Person) -> None:
    shown = person.writes("what_happened", f"He posted it. {CANARY}")
    assert CANARY in told(shown)
    assert person.ledger() == []
    person.does("add_entry", step="keep", draft=payload(shown.replies[-1], "keep").split(":")[2])
    [entry] = person.ledger()
    assert entry.facts == {"question": "what_happened", "text": f"He posted it. {CANARY}"}


def test_an_unkept_note_is_nowhere_on_the_disk_and_a_kept_one_only_sealed(person: Person, path: Path) -> None:
    person.writes("what_happened", CANARY)
    person.keeps("who", CANARY)
    for file in path.parent.iterdir():
        assert CANARY.encode() not in file.read_bytes()


def test_words_that_quote_a_note_never_wait_on_the_disk(person: Person) -> None:
    shown = person.writes("what_happened", CANARY)
    assert [reply for reply in shown.replies if CANARY in reply.text] == shown.fleeting


def test_two_taps_on_keep_keep_it_once(person: Person) -> None:
    shown = person.writes("when", "On Tuesday")
    draft = payload(shown.replies[-1], "keep").split(":")[2]
    person.does("add_entry", step="keep", draft=draft)
    again = person.does("add_entry", step="keep", draft=draft)
    assert len(person.ledger()) == 1
    assert "send it again" in told(again)


def test_a_note_that_is_dropped_can_no_longer_be_kept(person: Person) -> None:
    shown = person.writes("when", "On Tuesday")
    draft = payload(shown.replies[-1], "keep").split(":")[2]
    person.does("add_entry", step="drop", draft=draft)
    person.does("add_entry", step="keep", draft=draft)
    assert person.ledger() == []


def test_a_note_whose_turn_failed_can_still_be_kept(person: Person) -> None:
    shown = person.writes("when", "On Tuesday")
    draft = payload(shown.replies[-1], "keep").split(":")[2]
    with pytest.raises(KeyError):
        person.does("add_entry", step="keep", draft=draft, then="fails")
    assert person.ledger() == []
    person.does("add_entry", step="keep", draft=draft)
    assert len(person.ledger()) == 1


def test_nobody_can_keep_the_draft_of_another(person: Person) -> None:
    draft = payload(person.writes("when", "On Tuesday").replies[-1], "keep").split(":")[2]
    assert person.drafts.find("another conversation", draft) is None


def test_a_pressed_button_is_never_taken_for_a_note(person: Person) -> None:
    assert person.writes("what_happened", "").replies == []


def test_an_unknown_question_takes_no_note(person: Person) -> None:
    assert person.writes("password", "hunter2").replies == []


def test_web_addresses_are_found_in_a_note_and_never_changed(person: Person) -> None:
    person.keeps("link", "Here: https://x.com/a/status/1?s=20, and t.me/group/5. Both")
    assert person.ledger()[0].facts["links"] == ["https://x.com/a/status/1?s=20", "t.me/group/5"]
    assert links_in("no address") == []


def test_controls_that_hide_or_turn_words_are_taken_out() -> None:
    assert cleaned("a\u202eb\x00c\u2066d\r\ne\ud800") == "abcd\ne"


def test_a_note_that_is_too_long_is_asked_for_in_parts(person: Person) -> None:
    assert "parts" in told(person.writes("what_happened", "x" * (LONGEST + 1)))
    assert person.ledger() == []


def test_drafts_go_after_a_while_and_make_room() -> None:
    moment = [0.0]
    drafts = Drafts(lambda: moment[0])
    first = drafts.hold("a", "when", "one")
    for number in range(EACH):
        drafts.hold("a", "when", str(number))
    assert drafts.find("a", first.id) is None
    last = drafts.hold("b", "when", "last")
    moment[0] = LASTS + 1
    assert drafts.find("b", last.id) is None
    assert drafts.forget("b") == 0
