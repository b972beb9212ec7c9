"""`fingerpost never FOLDER`: add pictures that everybody has to the list of what is never matched."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bots.commands import CannotDo
from bots.house import never_file, open_content
from bots.pictures import Fingerprint, Refused, fingerprint_now, never
from bots.settings import Settings
from bots.terminal.chat import read_picture


def describe(verb: ArgumentParser) -> None:
    """Describe the command."""
    verb.add_argument("folder", type=Path, metavar="FOLDER")
    verb.set_defaults(do=add_never)


async def add_never(settings: Settings, options: Namespace) -> int:
    """Fingerprint each picture of a folder and never match it from the next start on. Copies nothing else."""
    if not options.folder.is_dir():
        raise CannotDo(f"{options.folder} is not a folder.")
    words, file = open_content(settings).in_language("en"), never_file(settings)
    known = _known(file)
    refused = 0
    for path in sorted(path for path in options.folder.iterdir() if path.is_file()):
        made = _made(path)
        if isinstance(made, Refused):
            refused += 1
            said = {"file": path.name, "refused": made.reason, "why": words.text(f"pictures.{made.reason}")}
        else:
            known[path.name] = made.kept()
            said = {"file": path.name, "added": True}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    never.write(file, known)
    return 2 if refused else 0


def _known(file: Path) -> dict[str, Fingerprint]:
    try:
        return never.read(file) if file.exists() else {}
    except (OSError, ValueError, TypeError, AttributeError):
        raise CannotDo(f"{file} is damaged. Please move it away and add the folder again.") from None


def _made(path: Path) -> Fingerprint | Refused:
    picture = read_picture(path)
    made = picture if isinstance(picture, Refused) else fingerprint_now(picture)
    return Refused("too_plain") if isinstance(made, Fingerprint) and not made.is_reliable else made
