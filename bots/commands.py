"""What each command does. Output is JSON or plain text on standard output; trouble is one sentence."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from bots.house import make_workers, open_content, open_house
from bots.log import set_up
from bots.pictures import Refused, fingerprint_now
from bots.settings import Settings
from bots.terminal.chat import chat as talk
from bots.terminal.chat import read_line, read_picture
from bots.terminal.show import Screen, prompting
from nlu.dialogue import Dialogue, Understood
from nlu.signpost import incident_named, services_for


class CannotDo(Exception):
    """The command cannot be done as it was called; the text is the sentence for the person."""


async def chat(settings: Settings, _: Namespace) -> int:
    """Talk in this terminal."""
    async with open_house(settings, quiet=True) as house:
        at_keyboard = sys.stdin.isatty()
        if at_keyboard:
            sys.stderr.write("One moment, waking up ...\n")
        await house.workers.ready()
        return await talk(house.turns, Screen(), prompting() if at_keyboard else read_line)


async def run(settings: Settings, _: Namespace) -> int:
    """Run every channel that has a token."""
    from bots.running import run_channels

    async with open_house(settings) as house:
        return await run_channels(house)


async def understand(settings: Settings, options: Namespace) -> int:
    """Say what messages mean. They are read, answered and let go."""
    if not options.jsonl and not options.text:
        raise CannotDo(
            'Please give a message: fingerpost understand "...", or lines on standard input with --jsonl.'
        )
    set_up(quiet=True)
    workers = make_workers(settings)
    try:
        await workers.start()
        await workers.ready()
        lines = (line.rstrip("\n") for line in sys.stdin) if options.jsonl else [options.text]
        await _understand_lines(workers, lines)
    finally:
        await workers.stop()
    return 0


async def _understand_lines(dialogue: Dialogue, lines: Iterable[str]) -> None:
    for line in lines:
        if line.strip():
            _write(_understood(line, await dialogue.understand(line)))


def _understood(text: str, understood: Understood) -> dict[str, Any]:
    return {
        "text": text,
        "intent": understood.intent,
        "confidence": understood.confidence,
        "gates": dict(understood.gates),
        "answers": dict(understood.answers),
    }


async def hash_files(settings: Settings, options: Namespace) -> int:
    """Fingerprint picture files of the caller's own, one JSON object a file."""
    content, refused = open_content(settings), 0
    words = content.in_language("en")
    for path in options.files:
        picture = read_picture(path)
        made = picture if isinstance(picture, Refused) else fingerprint_now(picture)
        if isinstance(made, Refused):
            refused += 1
            _write({"file": str(path), "refused": made.reason, "why": words.text(f"pictures.{made.reason}")})
        else:
            _write({"file": str(path), **made.as_dict()})
    return 2 if refused else 0


async def services(settings: Settings, options: Namespace) -> int:
    """List the services for one situation, in the order a person is shown them."""
    facts = open_content(settings).facts
    incident = incident_named(options.incident) if options.incident else None
    if options.incident and incident is None:
        raise CannotDo(
            f"I do not know the incident {options.incident!r}. Try image_shared, threat or deepfake."
        )
    asked = {
        "nation": options.nation,
        "age": options.age,
        "incident": incident,
        "by": options.by,
        "for_whom": options.for_whom,
        "age_in_picture": options.age_in_picture,
    }
    answers = {name: value for name, value in asked.items() if value}
    names = services_for(facts, answers, danger=options.danger, crisis=options.crisis)
    found = [facts.services[name] for name in names]
    _write(
        {
            "services": [
                {
                    "id": one.id,
                    "name": one.name,
                    "kind": one.kind,
                    "what": one.what,
                    "phone": one.shown("phone"),
                    "url": one.shown("url"),
                }
                for one in found
            ]
        }
    )
    return 0


def _write(content: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
    sys.stdout.flush()
