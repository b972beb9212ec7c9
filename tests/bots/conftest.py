"""A store, and what sends check-ins from it, on a clock that moves when told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.reminders import Reminding, Senders
from responses.reader import Content, load
from storage import Store, open_store
from tests.bots.reminding import KEY, QUICK, Phone, Watch


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fingerpost.db"


@pytest.fixture
def store(path: Path, clock: Watch) -> Iterator[Store]:
    store = open_store(path, KEY, clock, code_limits=QUICK)
    yield store
    store.close()


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def reminding(store: Store, content: Content, clock: Watch, phone: Phone) -> Reminding:
    senders = Senders()
    senders.register("telegram", phone.send)
    return Reminding(store, content, senders, clock)
