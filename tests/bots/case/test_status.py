"""Where am I? One message: what is done, what waits, what is next."""

from tests.bots.case.conftest import ADULT, Person, told


def test_somebody_who_has_told_nothing_is_invited_to_begin(person: Person) -> None:
    nobody = Person(person.store, person.content, account="new")
    assert "just begun" in told(nobody.does("show_status"))
    assert nobody.store.cases.case_of(nobody.conversation) is None


def test_what_is_done_waits_and_comes_next_stands_in_one_message(person: Person) -> None:
    person.keeps("what_happened", "It was posted.")
    person.reports()
    person.does("remind", hours=48, site="x", silent=False)
    status = person.does("show_status")
    assert len(status.replies) == 1
    text = told(status)
    assert f"Questions you answered: {len(ADULT)}." in text
    assert "Notes you kept: 1." in text
    assert "Reported to X (Twitter), Sunday 22 November 2026 at 2:30pm." in text
    assert "the 48 hours are over on Tuesday 24 November 2026 at 2:30pm." in text
    assert "I check in on Tuesday 24 November 2026 at 2:30pm." in text
    assert "you can rest" in text


def test_after_48_hours_the_next_thing_is_to_say_what_came_of_it(person: Person) -> None:
    person.reports()
    person.pass_by(hours=48)
    status = person.does("show_status")
    assert "tell me what came of your report" in told(status)
    assert status.replies[0].buttons[0].payload == "k:check:x"


def test_a_refusal_leads_to_the_complaint_and_the_complaint_to_ofcom(person: Person) -> None:
    person.reports()
    person.does("note_step", step="refused", site="x", covered=True)
    assert "ask the site to look again" in told(person.does("show_status"))
    person.does("note_step", step="complained", site="x")
    person.pass_by(hours=48)
    person.does("note_step", step="there", site="x", covered=True)
    assert "tell Ofcom, as evidence" in told(person.does("show_status"))


def test_a_post_that_has_gone_waits_for_nothing(person: Person) -> None:
    person.reports()
    person.does("note_step", step="gone", site="x", covered=True)
    assert "Nothing is waiting." in told(person.does("show_status"))
