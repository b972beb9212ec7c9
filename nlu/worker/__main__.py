"""Start one worker, on a socket or a port, with its token in FINGERPOST_WORKER_TOKEN."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

from nlu.processor import prefer_fast_arithmetic
from nlu.train import model_path
from nlu.worker.quiet import be_quiet

NO_MODEL = 2


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nlu.worker", description=__doc__)
    parser.add_argument("--socket", type=Path, help="a Unix socket to listen on")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, help="a port to listen on")
    parser.add_argument("--model", type=Path, help="the model; without it the one for the present inputs")
    parser.add_argument("--overlay", type=Path, action="append", default=[], help="a folder of own words")
    parser.add_argument("--leave-with-parent", action="store_true", help="stop when standard input closes")
    return parser.parse_args()


async def _until_told(leave_with_parent: bool) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    if leave_with_parent:
        # A parent that is killed cannot stop us; its end of the pipe closing can.
        loop.add_reader(sys.stdin.fileno(), lambda: os.read(0, 1) or told.set())
    await told.wait()


async def _serve(options: argparse.Namespace, model: Path, token: str) -> None:
    from aiohttp import web

    from nlu.worker.engine import Engine
    from nlu.worker.serve import make_app
    from responses.reader import load

    engine = Engine(model, load(overlays=options.overlay))
    runner = web.AppRunner(make_app(engine, token), access_log=None)
    await runner.setup()
    if options.socket:
        with contextlib.suppress(FileNotFoundError):
            options.socket.unlink()
        await web.UnixSite(runner, str(options.socket)).start()
    else:
        await web.TCPSite(runner, options.host, options.port).start()
    await _until_told(options.leave_with_parent)
    await runner.cleanup()


def main() -> None:
    """Check the surroundings, then serve until told to stop."""
    options = _options()
    token = os.environ.pop("FINGERPOST_WORKER_TOKEN", "")
    if not token or not (options.socket or options.port):
        raise SystemExit("The worker needs --socket or --port, and a token in FINGERPOST_WORKER_TOKEN.")
    prefer_fast_arithmetic()
    be_quiet()
    model = options.model or model_path()
    # Rasa would take any other model it finds beside a missing one.
    if not model.is_file():
        sys.stderr.write("There is no model for this code. Please run `make train`.\n")
        raise SystemExit(NO_MODEL)
    asyncio.run(_serve(options, model, token))


if __name__ == "__main__":
    main()
