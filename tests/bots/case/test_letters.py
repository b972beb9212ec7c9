"""Letters: everything section 20A asks for and nothing more, true to the nation, for the right age."""

import pytest

from bots.case.letters import letters_for, one_letter
from responses.letters_reader import PLACES
from responses.plain_words import wording_problems
from responses.reader import Content
from tests.bots.case.conftest import ADULT, Person, told

NATIONS = ("england", "wales", "scotland", "northern_ireland")
INTIMATE = ("image_shared", "deepfake", "assault_filmed")


def letter(person: Person, name: str, answers: dict[str, str] | None = None, site: str = "x") -> str:
    written = one_letter(person.content, answers or ADULT, person.ledger(), person.now, name, site)
    assert written is not None
    return written.text


def offered(content: Content, **answers: str) -> set[str]:
    return {one.id for one in content.letters.values() if one.fits(ADULT | answers)}


def test_a_report_to_a_site_has_every_element_of_section_20a_and_nothing_more(person: Person) -> None:
    person.keeps("what_happened", "A long story that the site need not know.")
    person.keeps("name", "A. B. Carter")
    person.keeps("link", "https://x.com/a/status/1")
    person.keeps("contact", "safe@example.org")
    text = letter(person, "site_report")
    for element in (
        "intimate image content",
        "section 20A of the Online Safety Act 2023",
        "https://x.com/a/status/1",
        "I am the person shown in it.",
        "in good faith",
        "true as far as I know",
        "safe@example.org",
        "within 48 hours",
    ):
        assert element in text
    assert "Carter" not in text
    assert "long story" not in text


def test_somebody_who_acts_for_another_says_so(person: Person) -> None:
    text = letter(person, "site_report", ADULT | {"for_whom": "someone_else"})
    assert "I am acting for the person shown in it." in text


def test_the_expedited_complaint_names_the_first_report_and_what_came_of_it(person: Person) -> None:
    person.reports()
    person.does("note_step", step="refused", site="x", covered=True)
    text = letter(person, "expedited_complaint")
    assert "section 21(2A)" in text
    assert "On Sunday 22 November 2026 at 2:30pm I sent you" in text
    assert "The answer to my report was no." in text


def test_a_day_that_is_not_known_stays_a_blank(person: Person) -> None:
    person.reports(hours_ago=48)
    assert "On [the day and time of your report] I sent you" in letter(person, "expedited_complaint")


def test_the_note_to_ofcom_has_no_link_to_the_picture_and_no_hope_in_it(person: Person) -> None:
    person.keeps("link", "https://x.com/a/status/1")
    person.reports()
    text = letter(person, "ofcom_note")
    assert "https://x.com" not in text
    assert "you do not deal with single reports" in text


@pytest.mark.parametrize("nation", NATIONS)
def test_each_nation_gets_its_own_police_and_one_statement_only(content: Content, nation: str) -> None:
    police = {name for name in offered(content, nation=nation) if name.startswith("police_")}
    own = "police_england_wales" if nation in ("england", "wales") else f"police_{nation}"
    assert police == {own}


def test_no_letter_names_the_criminal_law_of_a_nation(content: Content) -> None:
    for one in content.letters.values():
        if one.id.startswith("police_"):
            assert "Act 20" not in one.body + " ".join(one.before)


def test_the_complaint_bodies_are_those_of_the_nation(content: Content) -> None:
    said = {name: " ".join(one.before) for name, one in content.letters.items()}
    assert "IOPC" in said["police_england_wales"]
    assert "PIRC" in said["police_scotland"]
    assert "Police Ombudsman" in said["police_northern_ireland"]
    assert "IOPC" not in said["police_scotland"] + said["police_northern_ireland"]


@pytest.mark.parametrize("incident", INTIMATE)
@pytest.mark.parametrize("child", [{"age": "under_18"}, {"age_in_picture": "under_18"}, {"age_years": 17}])
def test_no_letter_about_an_adults_picture_is_offered_where_anyone_is_under_18(
    content: Content, incident: str, child: dict[str, str]
) -> None:
    names = offered(content, incident=incident, **child)
    assert not names & {"site_report", "expedited_complaint", "erasure_request", "ofcom_note"}
    assert "police_england_wales" in names


def test_an_age_that_is_not_known_is_no_adults(content: Content) -> None:
    answers = {name: value for name, value in ADULT.items() if name != "age"}
    assert not any(one.fits(answers) for one in content.letters.values() if one.adults_only)


@pytest.mark.parametrize(
    "incident", ["threat", "sextortion", "harassment", "stalking", "hate", "cyberflashing"]
)
def test_a_threat_alone_gets_no_report_under_section_20a(content: Content, incident: str) -> None:
    assert not offered(content, incident=incident) & {"site_report", "expedited_complaint", "ofcom_note"}


def test_braces_in_a_persons_words_are_not_filled(person: Person) -> None:
    person.keeps("contact", "safe@example.org")
    person.keeps("what_happened", "He wrote {contact} and {name}")
    assert "He wrote {contact} and {name}" in letter(person, "police_england_wales")


def test_no_place_stays_open_in_any_letter_of_anybody(person: Person) -> None:
    for incident in ("deepfake", "harassment"):
        for nation in (*NATIONS, "rather_not_say"):
            answers = ADULT | {"incident": incident, "nation": nation}
            written = letters_for(person.content, answers, person.ledger(), person.now)
            assert written
            for one in written:
                assert not any(f"{{{place}}}" in one.text + one.to for place in PLACES)


def test_one_report_is_written_for_each_site_that_was_told(person: Person) -> None:
    person.reports("x")
    person.reports("instagram")
    written = letters_for(person.content, ADULT, person.ledger(), person.now)
    assert [one.to for one in written if one.id == "expedited_complaint"] == ["X (Twitter)", "Instagram"]


def test_every_word_of_a_letter_keeps_our_wording_rules(content: Content) -> None:
    for one in content.letters.values():
        for text in (one.title, one.learns, one.body, *one.before):
            assert list(wording_problems(text)) == []


def test_a_letter_comes_with_what_the_one_who_gets_it_learns(person: Person) -> None:
    given = person.does("make_pack", letter="site_report", site="x")
    assert "It does not need your name." in told(given)
    assert given.fleeting == [given.replies[-1]]
    assert given.documents == []


def test_a_letter_that_does_not_fit_is_not_given(person: Person) -> None:
    for name in ("police_scotland", "nonsense"):
        assert "does not fit" in told(person.does("make_pack", letter=name))
