"""`fingerpost shared`: what waits to be passed on and what must be taken back, for whoever runs an HMA.

By file (`--export`, then `--answers` with what the HMA said), or sent now to the address in the settings.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bots.commands import CannotDo
from bots.house import storage_in_use
from bots.outbox import Outbox
from bots.pictures import Refused
from bots.pictures.bank import Bank
from bots.pictures.sharing import Request, add_to_bank, take_from_bank
from bots.settings import Settings
from storage import Store


def describe(verb: ArgumentParser) -> None:
    """Describe the command."""
    ways = verb.add_mutually_exclusive_group()
    ways.add_argument(
        "--export", type=Path, metavar="FILE", help="write what is to be sent, a request a line"
    )
    ways.add_argument("--answers", type=Path, metavar="FILE", help="read what the HMA answered, a line each")
    ways.add_argument("--send", action="store_true", help="send it now to FINGERPOST_HMA_URL")
    verb.set_defaults(do=shared)


async def shared(settings: Settings, options: Namespace) -> int:
    """Pass on and take back, one way or the other; without a way, say how things stand."""
    with storage_in_use(settings) as store:
        done = {}
        if options.export:
            done = {"exported": export(store, options.export)}
        elif options.answers:
            done = {"learned": learn(store, options.answers)}
        elif options.send:
            if not settings.hma_url:
                raise CannotDo("Please set FINGERPOST_HMA_URL to send, or use --export FILE.")
            passed = await Outbox(store, Bank(settings.hma_url)).send_due()
            done = {"given": passed.given, "taken_back": passed.taken_back, "put_off": passed.put_off}
        sys.stdout.write(json.dumps(done | standing(store)) + "\n")
    return 0


def standing(store: Store) -> dict[str, int]:
    """Count what waits, what is out, and what must still be taken back; name nothing."""
    backs = store.shares.takebacks()
    return {
        "waiting": len(store.shares.shares("waiting", "sending")),
        "out": len(store.shares.shares("out")),
        "to_take_back": len(backs),
        "to_take_back_by_hand": sum(back.facts.get("content") is None for back in backs),
    }


def export(store: Store, file: Path) -> int:
    """Write every request that is due into a file that only its owner can read.

    From then on a value counts as gone out: once its person forgets, the next file asks for its deletion.
    """
    lines = [*_deletions(store), *_additions(store)]
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise CannotDo(f"{file} cannot be written, or is there already.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    for share in store.shares.shares("waiting", "sending"):
        store.shares.gone_out(share.id, str(share.facts["bank"]), None)
    return len(lines)


def _additions(store: Store) -> Iterator[dict[str, Any]]:
    for share in store.shares.shares("waiting", "sending"):
        request = add_to_bank(str(share.facts["pdq"]), str(share.facts["bank"]))
        if not isinstance(request, Refused):
            yield _line(share.id, request)


def _deletions(store: Store) -> Iterator[dict[str, Any]]:
    for back in store.shares.takebacks():
        bank, content, share = str(back.facts["bank"]), back.facts.get("content"), str(back.facts["share"])
        if content is not None:
            yield _line(share, take_from_bank(bank, content))
        else:
            yield {
                "share": share,
                "method": "DELETE",
                "path": f"/c/bank/{bank}/content/",
                "number": "not known",
            }


def _line(share: str, request: Request) -> dict[str, Any]:
    body = {"body": dict(request.body)} if request.body else {}
    return {"share": share, "method": request.method, "path": request.path, **body}


def learn(store: Store, file: Path) -> int:
    """Take in what the HMA answered: "share" with "id" for what was added, "deleted" for what is gone."""
    try:
        answers = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return sum(_learn(store, answer) for answer in answers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise CannotDo(f'{file} cannot be read. It needs lines like {{"share": "...", "id": 17}}.') from None


def _learn(store: Store, answer: dict[str, Any]) -> bool:
    if "id" in answer:
        return store.shares.learned(str(answer["share"]), int(answer["id"]))
    done = [back.id for back in store.shares.takebacks() if back.facts.get("share") == answer["share"]]
    return "deleted" in answer and sum(store.shares.taken_back(name) for name in done) > 0
