"""What may be logged: events and typed facts; never words, secrets or the text of an error."""

from __future__ import annotations

import inspect
import io
import logging
import sys
from collections.abc import Callable, Iterator

import pytest

from bots import log
from bots.log import Event, note

SECRET = "123456:a-token-that-nobody-may-see"


@pytest.fixture
def logged() -> Iterator[Callable[[], str]]:
    """Set the log up for one test, and give what it wrote."""
    kept, hook = logging.getLogger().handlers[:], sys.excepthook
    stream = io.StringIO()
    log.set_up((SECRET,), stream=stream)
    yield stream.getvalue
    logging.getLogger().handlers[:], sys.excepthook = kept, hook


def test_no_parameter_of_note_could_carry_a_message() -> None:
    names = set(inspect.signature(note).parameters)
    assert names == {"event", "channel", "milliseconds", "count", "error", "reference"}


def test_of_an_error_only_the_class_and_the_place_are_noted(logged: Callable[[], str]) -> None:
    try:
        raise ValueError("my ex lives at 3 Zarquon Street")
    except ValueError as error:
        note(Event.TURN_FAILED, error=error)
    printed = logged()
    assert "ValueError" in printed
    assert "Zarquon" not in printed


def test_a_foreign_library_says_its_name_and_nothing_else(logged: Callable[[], str]) -> None:
    logging.getLogger("somebody.else").error("they typed %s", "a secret of theirs")
    printed = logged()
    assert "somebody.else" in printed
    assert "secret" not in printed


def test_a_secret_is_taken_out_of_whatever_is_noted(logged: Callable[[], str]) -> None:
    note(Event.CHANNEL_TROUBLE, reference=SECRET)
    assert SECRET not in logged()
