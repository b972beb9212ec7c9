"""Real files, a clock that only moves when told, and quick codes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import CodeLimits, OperatorKey, Store, open_store

QUICK = CodeLimits(work=2)


class StillClock:
    """Tell the same time until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **duration: float) -> None:
        """Let time pass."""
        self.time += timedelta(**duration)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def key() -> OperatorKey:
    return OperatorKey(bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fingerpost.db"


@pytest.fixture
def reopen(path: Path, key: OperatorKey, clock: StillClock) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def again() -> Store:
        for store in opened:
            store.close()
        opened[:] = [open_store(path, key, clock, code_limits=QUICK)]
        return opened[0]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Callable[[], Store]) -> Store:
    return reopen()
