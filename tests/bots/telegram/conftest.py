"""One running channel for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bots.telegram.line import TelegramLine, a_line


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[TelegramLine]:
    async with a_line(tmp_path) as made:
        yield made
