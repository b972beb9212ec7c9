"""The commands of whoever runs the bot: check a pack, keys, backups, counts, and how everything stands."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from bots.case.counting import as_chart, as_csv
from bots.case.verify import BIGGEST, NO_PACK, check_pack
from bots.commands import CannotDo
from bots.doctor import doctor
from bots.house import key_file, open_content, storage_in_use, storage_path
from bots.lock import hold
from bots.settings import Settings
from storage import finish_rotation, load_key, restore, rotate_key_file

WRONG = 2


def describe(verbs: argparse._SubParsersAction[Any]) -> None:
    """Describe these commands."""
    for name, do, file, text in (
        ("verify", verify, "PACK", "check a report's JSON file, with nothing but the file"),
        ("backup", back_up, "FILE", "copy everything, still sealed, into a new file"),
        ("restore", bring_back, "FILE", "put a backup in place; stop the bot first"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("file", type=Path, metavar=file)
        verb.set_defaults(do=do)
    verbs.add_parser("rotate-key", help="make a new operator's key and lock everything with it").set_defaults(
        do=rotate
    )
    verbs.add_parser("doctor", help="say how everything stands").set_defaults(do=doctor)
    counts = verbs.add_parser("counts", help="show counts without a person, nothing under ten")
    counts.add_argument("--csv", type=Path, metavar="FILE", help="write them as a table")
    counts.add_argument("--chart", type=Path, metavar="FILE", help="draw them as SVG")
    counts.set_defaults(do=show_counts)


async def verify(settings: Settings, options: Namespace) -> int:
    """Check a pack. Exit code 0 when it is sound, 1 when something was changed, 2 when it is no pack."""
    words = open_content(settings).in_language("en")
    checked = check_pack(_read(options.file))
    _say(words.text(f"pack.{checked.key}", number=checked.number, count=checked.count))
    if checked.last:
        _say(words.text("pack.verify_hash", code=checked.last))
    return 0 if checked.is_sound else WRONG if checked == NO_PACK else 1


async def rotate(settings: Settings, _: Namespace) -> int:
    """Make a new key and lock every case's key with it. An interrupted one is settled at the next start."""
    if settings.key is not None:
        raise CannotDo(
            "The key is in FINGERPOST_KEY. Take it out and use the key file to change it this way."
        )
    with storage_in_use(settings, alone=True) as store:
        count = rotate_key_file(store, key_file(settings))
    _say(f"Done: {count} keys are locked with the new key. Backups made before need the old one.")
    return 0


async def back_up(settings: Settings, options: Namespace) -> int:
    """Copy everything, still sealed."""
    with storage_in_use(settings) as store:
        store.backup(options.file)
    _say(f"Written to {options.file}. It opens with your key only: keep the key somewhere else.")
    return 0


async def bring_back(settings: Settings, options: Namespace) -> int:
    """Put a backup in place. Whoever was forgotten since stays forgotten."""
    secret = settings.key.get_secret_value() if settings.key else None
    with hold(settings.data, alone=True):
        if secret is None:
            finish_rotation(storage_path(settings), key_file(settings))
        restore(options.file, storage_path(settings), load_key(secret, key_file(settings)))
    _say("Restored. Whoever was forgotten since the backup stays forgotten.")
    return 0


async def show_counts(settings: Settings, options: Namespace) -> int:
    """Show the counts, and write them as a table and as a chart where asked to."""
    words = open_content(settings).in_language("en")
    with storage_in_use(settings) as store:
        counts = store.counts.read()
    if options.csv:
        _write(options.csv, as_csv(counts))
    if options.chart:
        _write(
            options.chart, as_chart(counts, words.text("pack.counts_title"), words.text("pack.counts_note"))
        )
    if not counts:
        _say(words.text("pack.counts_none"))
    elif not options.csv:
        sys.stdout.write(as_csv(counts))
    return 0


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > BIGGEST:
            raise CannotDo(f"{path} is too large to be a report.")
        return path.read_bytes()
    except OSError:
        raise CannotDo(f"{path} cannot be read.") from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise CannotDo(f"{path} cannot be written.") from None
    _say(f"Written to {path}.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
