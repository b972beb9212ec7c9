"""The `fingerpost` command. A wrong call gets one clear sentence and exit code 2, never a traceback."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bots import commands, knowing, passing_on, upkeep
from bots.lock import InUse
from bots.settings import SettingsError, load_settings
from nlu.dialogue import DialogueError
from responses.problems import ContentError
from storage import StorageError

NATIONS = ("england", "wales", "scotland", "northern_ireland")
WRONG = 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}. See {self.prog} --help.\n")
        raise SystemExit(WRONG)


def parser() -> argparse.ArgumentParser:
    """Describe every command."""
    made = _Parser(
        prog="fingerpost", description="A UK chat-bot for reporting abuse online and finding help."
    )
    verbs = made.add_subparsers(dest="command", required=True, parser_class=_Parser)
    verbs.add_parser("chat", help="talk in this terminal, or through a pipe").set_defaults(do=commands.chat)
    verbs.add_parser("run", help="run every channel that has a token").set_defaults(do=commands.run)
    _understand(verbs.add_parser("understand", help="say what a message means, as JSON"))
    _hash(verbs.add_parser("hash", help="fingerprint pictures, as JSON"))
    _services(verbs.add_parser("services", help="list whom we point to, as JSON, in order"))
    upkeep.describe(verbs)
    knowing.describe(verbs.add_parser("never", help="add a folder of pictures that must never match"))
    passing_on.describe(verbs.add_parser("shared", help="pass on, or take back, what people agreed to give"))
    return made


def _understand(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("text", nargs="?", help="the message")
    verb.add_argument(
        "--jsonl", action="store_true", help="a message a line on standard input, JSON a line out"
    )
    verb.set_defaults(do=commands.understand)


def _hash(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verb.set_defaults(do=commands.hash_files)


def _services(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--nation", choices=NATIONS)
    verb.add_argument("--age", choices=("adult", "under_18"))
    verb.add_argument("--incident")
    verb.add_argument("--by", choices=("partner", "family", "known", "unknown"))
    verb.add_argument("--for-whom", choices=("self", "child", "someone_else", "moderator", "did_it"))
    verb.add_argument("--age-in-picture", choices=("adult", "under_18"))
    verb.add_argument("--danger", action="store_true")
    verb.add_argument("--crisis", action="store_true")
    verb.set_defaults(do=commands.services)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        return int(asyncio.run(options.do(load_settings(), options)))
    except (SettingsError, StorageError, ContentError, DialogueError, InUse, commands.CannotDo) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except (
        Exception
    ) as error:  # the last border: the class only, since the text of an error may quote somebody
        sys.stderr.write(f"Something went wrong on our side ({type(error).__name__}). Please try again.\n")
        return WRONG


if __name__ == "__main__":
    raise SystemExit(main())
