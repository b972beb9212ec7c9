"""Serve turns on a Unix socket or a loopback port, to whoever knows the token."""

from __future__ import annotations

import hmac
from typing import Any

from aiohttp import web

from nlu.worker.engine import Engine, NotHeard

MAX_REQUEST = 256 * 1024


def make_app(engine: Engine, token: str) -> web.Application:
    """Build the worker's web application: health, turn, understand."""

    @web.middleware
    async def only_with_token(request: web.Request, handler: Any) -> web.StreamResponse:
        given = request.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return web.json_response({"error": "token"}, status=401)
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except NotHeard:
            return web.json_response({"error": "NotHeard"}, status=422)
        except Exception as error:  # the class only: the text of an error may quote the person
            return web.json_response({"error": type(error).__name__}, status=500)

    async def turn(request: web.Request) -> web.Response:
        body = await request.json()
        return web.json_response(await engine.turn(body["heard"], body.get("state"), body.get("now")))

    async def understand(request: web.Request) -> web.Response:
        return web.json_response(await engine.understand((await request.json())["text"]))

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    app = web.Application(middlewares=[only_with_token], client_max_size=MAX_REQUEST)
    app.add_routes([web.get("/health", health), web.post("/turn", turn), web.post("/understand", understand)])
    return app
