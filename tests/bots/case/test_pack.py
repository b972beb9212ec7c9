"""The pack: readable by a screen reader, no picture, no name that was not typed, no words run as code."""

import io
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bots.case.carried import keep_fingerprint
from bots.case.typeset import set_pdf
from tests.bots.case.conftest import FINGERPRINT, Person, told

HOSTILE = [
    '#panic("x") #read("/etc/passwd") #import "@preview/x:1.0.0"',
    "*bold* _it_ = Heading\n== More\n- list\n+ list\n/ term: x",
    "@ref <label> $x^2$ `raw` ``` block ``` // c /* c */ \\ \\u{1F600} ~ -- ---",
    '"); #eval("1") ("',
    "]] }} )) #[ #{ #( ]",
    '{links} {name} {contact} {{story}} %s {0}',
    "</script><script>alert(1)</script> &lt; \x1b[31m",
    "\u202egnp.exe \u2066 zero\u200bwidth \ufeff",
    "😀👍🏽👨‍👩‍👧 ❤️ 漢字 العربية עברית ไทย Ŵŷ",
]  # fmt: skip


def pack(person: Person) -> tuple[dict[str, Any], PdfReader]:
    documents = person.does("make_pack").documents
    assert [name.rsplit(".", 1)[1] for name, _ in documents] == ["pdf", "json"]
    return json.loads(documents[1][1]), PdfReader(io.BytesIO(documents[0][1]))


def words_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.fixture
def full(person: Person) -> Person:
    person.keeps("what_happened", "It was posted on Tuesday.")
    person.keeps("link", "https://x.com/a/status/1")
    person.reports()
    keep_fingerprint(person.carrying(), FINGERPRINT)
    return person


def test_the_pdf_can_be_read_by_a_screen_reader(full: Person) -> None:
    _, pdf = pack(full)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Report of what happened"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_every_font_is_inside_the_file(full: Person) -> None:
    _, pdf = pack(full)
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        described = inner["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)


def test_no_picture_is_ever_in_it(full: Person) -> None:
    data, pdf = pack(full)
    for page in pdf.pages:
        assert not page.images
        assert "/XObject" not in page["/Resources"]
    assert set(data) == {
        "format",
        "version",
        "made",
        "answers",
        "ledger",
        "fingerprints",
        "letters",
        "number",
    }
    assert not re.search(r"[A-Za-z0-9+/]{100,}", json.dumps(data))


def test_it_holds_what_was_told_and_how_to_compare_a_fingerprint(full: Person) -> None:
    data, pdf = pack(full)
    text = " ".join(words_of(pdf).split())
    for said in ("It was posted on Tuesday.", "https://x.com/a/status/1", "0f" * 12, "c3" * 8, "31 bits"):
        assert said in text
    assert data["fingerprints"] == [FINGERPRINT]
    assert data["ledger"][-1]["hash"][:24] in text.replace("\n", "")


def test_no_name_and_no_account_is_in_it_unless_it_was_typed(full: Person) -> None:
    data, pdf = pack(full)
    everything = words_of(pdf) + json.dumps(data)
    assert full.account not in everything
    assert full.conversation not in everything
    assert "[your name or initials, if you want to give it]" in everything
    full.keeps("name", "A. B. Carter")
    data, pdf = pack(full)
    police = next(one for one in data["letters"] if one["id"] == "police_england_wales")
    site = next(one for one in data["letters"] if one["id"] == "site_report")
    assert "Name: A. B. Carter" in police["text"]
    assert "Carter" not in site["text"]


def test_the_file_names_give_nothing_away(full: Person) -> None:
    assert [name for name, _ in full.does("make_pack").documents] == [
        "notes-2026-11-22.pdf",
        "notes-2026-11-22.json",
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_persons_words_are_set_as_they_are_and_never_run(person: Person, hostile: str) -> None:
    person.keeps("what_happened", hostile)
    data, pdf = pack(person)
    note = data["ledger"][0]["facts"]["text"]
    shown = "".join(words_of(pdf).split())
    for piece in note.split():
        if piece.isascii() and len(piece) < 20:
            assert piece in shown
    assert "root:x:0" not in shown
    assert "Carter" not in shown


def test_what_fits_no_font_of_ours_still_makes_a_tagged_pdf(person: Person) -> None:
    person.keeps("what_happened", "漢字")
    _, pdf = pack(person)
    assert pdf.trailer["/Root"]["/StructTreeRoot"]


def test_a_pictograph_is_read_out_by_its_name(person: Person) -> None:
    person.keeps("what_happened", "I felt 😢")
    _, pdf = pack(person)
    assert "I felt [crying face]" in words_of(pdf)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=st.text(max_size=300))
def test_any_words_at_all_can_be_set(said: str) -> None:
    blocks = [
        {"kind": "text", "text": said},
        {"kind": "table", "columns": [said], "widths": [1], "rows": [[said]]},
    ]
    made = set_pdf({"title": said or "x", "sections": [{"heading": said, "level": 1, "blocks": blocks}]})
    assert made.startswith(b"%PDF")


def test_somebody_without_a_case_gets_no_empty_pack(person: Person) -> None:
    nobody = Person(person.store, person.content, account="new")
    given = nobody.does("make_pack")
    assert given.documents == []
    assert "nothing in your report yet" in told(given)


def test_a_destroyed_fingerprint_leaves_a_sound_pack_without_it(full: Person) -> None:
    from bots.case.verify import check_pack

    full.does("destroy_pictures")
    data, _ = pack(full)
    assert data["fingerprints"] == []
    assert FINGERPRINT["pdq"] not in json.dumps(data)
    assert check_pack(json.dumps(data).encode()).is_sound
