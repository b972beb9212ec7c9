"""The HTTP border to Telegram, on aiohttp. It knows whether a request can have reached the other side.

Threat: the address holds the token. No exception made here carries the address, its cause or a foreign text.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT = BaseRequest.DEFAULT_NONE
READ_SECONDS = 15.0
CONNECT_SECONDS = 10.0
# Telegram lets a bot fetch 20 MB; a server that sends more is not Telegram's.
MOST_BYTES = 21_000_000
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NotSent(NetworkError):
    """The request never reached Telegram, so it may be sent again without a second thought."""


class TooMuch(NetworkError):
    """The answer was larger than anything that Telegram sends to a bot."""


class Request(BaseRequest):
    """Requests of python-telegram-bot, made with the library that the rest of the service uses."""

    __slots__ = ("_connections", "_session")

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Tell how long an answer may take."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300),
                skip_auto_headers=("User-Agent",),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = DEFAULT,
        write_timeout: object = DEFAULT,
        connect_timeout: object = DEFAULT,
        pool_timeout: object = DEFAULT,
    ) -> tuple[int, bytes]:
        """Make one request. Raises NotSent, TimedOut or NetworkError."""
        if self._session is None:
            raise NotSent("not open")
        wait = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        limit = aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=wait)
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=_headers(request_data),
                timeout=limit,
                proxy=_proxy_to(url),
            ) as answer:
                return answer.status, await _whole(answer)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSent("no connection") from None
        except TimeoutError:
            raise TimedOut("no answer") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _proxy_to(url: str) -> str | None:
    address = urlsplit(url)
    return _proxy(address.scheme, address.hostname or "")


@lru_cache(maxsize=8)
def _proxy(scheme: str, host: str) -> str | None:
    """Look once whether the environment names a proxy; aiohttp would look in two threads at each request."""
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _headers(data: RequestData | None) -> dict[str, str] | None:
    return None if data is None or data.contains_files else FORM


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None or not data.contains_files:
        return None if data is None else data.url_encoded_parameters().encode()
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for part in answer.content.iter_any():
        content += part
        if len(content) > MOST_BYTES:
            raise TooMuch("too large")
    return bytes(content)
