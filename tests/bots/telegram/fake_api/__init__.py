"""A small, faithful Bot API over a real local socket: as much of Telegram as our channel can see.

    async with FakeTelegram() as telegram:
        anna = telegram.person(7001)
        anna.says("hello")
        await telegram.settled()
        anna.sees()

It checks what Telegram checks (lengths, payload sizes, who may delete what, when), numbers messages as it
does, keeps updates until they are confirmed, and can be told to fail in every way that Telegram does.
"""

from tests.bots.telegram.fake_api.faults import Fault
from tests.bots.telegram.fake_api.people import Person
from tests.bots.telegram.fake_api.server import TOKEN, FakeTelegram

__all__ = ["TOKEN", "FakeTelegram", "Fault", "Person"]
