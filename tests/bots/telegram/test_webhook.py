"""The webhook: only with the secret, confirmed when answered, and nothing lost or doubled."""

import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.bots.telegram.fake_api.server import HEADER
from tests.bots.telegram.line import TelegramLine, a_line, until

SECRET = "a-secret-of-the-operators"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[TelegramLine]:
    port = free_port()
    settings = {
        "telegram_webhook_url": f"http://127.0.0.1:{port}/hook",
        "telegram_webhook_port": port,
        "telegram_webhook_secret": SECRET,
    }
    async with a_line(tmp_path, **settings) as made:
        await until(lambda: made.telegram.webhook)
        yield made


async def post(line: TelegramLine, secret: str | None, body: str = "{}", path: str = "") -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(line.telegram.webhook["url"] + path, data=body, headers=headers) as answer,
    ):
        return answer.status


async def test_a_message_comes_in_and_its_answer_goes_out(line: TelegramLine) -> None:
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]
    assert line.telegram.count("getUpdates") == 0


async def test_a_press_comes_in_too(line: TelegramLine) -> None:
    await line.says("hello")
    await line.presses(line.shown()[-1].options[0])
    assert line.script.texts() == ["hello", "a:fruit=apple"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1]])
async def test_without_the_right_secret_nothing_is_heard(line: TelegramLine, secret: str | None) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "x"}
    body = json.dumps({"update_id": 1, "message": message})
    assert await post(line, secret, body) == 403
    assert line.script.heard == []


async def test_what_is_no_update_does_no_harm(line: TelegramLine) -> None:
    assert await post(line, SECRET, "{") == 400
    assert await post(line, SECRET, "[]") == 200
    assert await post(line, SECRET, "{}") == 200
    assert await post(line, SECRET, "{}", "/elsewhere") == 404
    await line.says("hello")
    assert line.person.texts() == ["Which fruit?"]


async def test_an_update_delivered_twice_is_answered_once(line: TelegramLine) -> None:
    number = line.person.says("hello")
    update = next(one for one in line.telegram.updates.waiting if one["update_id"] == number)
    await line.telegram.settled()
    line.telegram.updates.waiting.append(update)
    await line.telegram.settled()
    assert line.person.texts() == ["Which fruit?"]


async def test_an_update_is_confirmed_only_when_it_was_answered(line: TelegramLine) -> None:
    await line.says("hello")
    assert line.telegram.webhook_answers == [200]
    assert len(line.person.texts()) == 1
