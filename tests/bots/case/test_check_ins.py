"""Before a case goes its person is told, if they asked to be; and a second word guards the code."""

from pathlib import Path

from bots.carrying import Carrying
from bots.effects import open_with_code
from nlu.dialogue import Effect
from tests.bots.case.conftest import Person, told


def _warned(person: Person) -> Carrying:
    return person.does("remind", going=True)


def _reminders(person: Person) -> list[str]:
    case = person.store.cases.open_case(person.conversation)
    return [reminder.kind for reminder in person.store.reminders.of_case(case)]


def test_a_warning_before_the_case_goes_is_set_once_and_only_when_asked_for(person: Person) -> None:
    assert _reminders(person) == []
    assert "before your report goes" in told(_warned(person))
    assert "already have" in told(_warned(person))
    assert _reminders(person) == ["going"]
    person.does("stop_reminders")
    assert _reminders(person) == []


def test_the_warning_is_offered_with_the_code_until_it_is_set(person: Person) -> None:
    offered = [button.payload for button in person.does("give_code").replies[-1].buttons]
    assert offered == ["l:word:0", "k:warn:0"]
    _warned(person)
    offered = [button.payload for button in person.does("give_code").replies[-1].buttons]
    assert offered == ["l:word:0"]


def test_where_nobody_can_be_reached_no_warning_is_offered_or_promised(person: Person) -> None:
    person.account = ""
    assert "can't write to you first" in told(_warned(person))
    offered = [button.payload for button in person.does("give_code").replies[-1].buttons]
    assert offered == ["l:word:0"]


def test_a_code_with_a_second_word_opens_only_with_both(person: Person, other: Person) -> None:
    given = told(person.does("give_code", text="Draenog", with_word=True))
    code = next(line for line in given.splitlines() if line.startswith("06"))
    assert open_with_code(other.carrying(), code, None) is None
    assert open_with_code(other.carrying(), code, "badger") is None
    assert open_with_code(other.carrying(), code, " draenog ") is not None


def test_the_second_word_is_never_said_back_or_stored(person: Person, path: Path) -> None:
    given = person.does("give_code", text="draenog", with_word=True)
    assert "draenog" not in told(given).lower()
    assert b"draenog" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_second_word_that_is_none_leaves_the_code_as_it_was(person: Person, other: Person) -> None:
    given = told(person.does("give_code"))
    code = next(line for line in given.splitlines() if line.startswith("06"))
    for unfit in ("two words", "with1", "", "x"):
        assert "Nothing has changed" in told(person.does("give_code", text=unfit, with_word=True))
    assert open_with_code(other.carrying(), code, None) is not None


def test_what_the_shell_says_is_marked_where_it_is_not_yet_welsh(person: Person) -> None:
    carrying = person.carrying()
    carrying.language = "cy"
    person.carry(carrying, Effect("give_code"))
    assert told(carrying).startswith("Ddim yn Gymraeg eto / Not yet in Welsh:")
