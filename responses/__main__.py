"""`python -m responses`: what a caseworker runs after changing words, numbers or questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from responses.chart import charts, write_charts
from responses.check import check
from responses.check_review import due_words
from responses.due import due
from responses.hours import UK_TIME
from responses.links import link_report
from responses.preview import preview
from responses.problems import ContentError
from responses.reader import HERE, Content, load

FINE, PROBLEMS = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when all is well, 2 when something must be mended."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except ContentError as error:
        return _say_problems(error.problems)
    except (EOFError, KeyboardInterrupt):
        say("\nStopped.")
        return FINE


def say(text: str) -> None:
    """Write one line for the caseworker."""
    sys.stdout.write(f"{text}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m responses", description=__doc__)
    parser.add_argument("--overlay", type=Path, action="append", default=[], help="a charity's own folder")
    parser.add_argument("--day", type=date.fromisoformat, default=None, help="pretend that it is this day")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, text in (
        ("check", _check, "check every rule, and say every problem"),
        ("due", _due, "list what must be checked again, most harmful first"),
        ("links", _links, "list every address, without opening any"),
        ("chart", _chart, "draw each flow into responses/flows/*.mmd"),
        ("preview", _preview, "walk a flow here, without the bot"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if name == "preview":
            command.add_argument("flow", nargs="?", default="report", help="report, moderator or did_it")
        if name == "chart":
            command.add_argument("--check", action="store_true", help="only say which charts are out of date")
    return parser


def _check(given: argparse.Namespace) -> int:
    problems = check(_day(given), overlays=given.overlay)
    if problems:
        return _say_problems(problems)
    content = _load(given)
    facts = content.facts
    counts = f"{len(content.flows)} flows, {len(facts.services)} services, {len(facts.routes)} routes"
    say(f"All is well: {counts}, {len(facts.law)} law cards, {len(list(content.words['en']))} texts.")
    return FINE


def _due(given: argparse.Namespace) -> int:
    day = _day(given)
    lines = [item.sentence() for item in due(_load(given).facts, day)]
    lines += due_words((HERE, *given.overlay), day)
    for line in lines:
        say(line)
    say(f"{len(lines)} to check again." if lines else "Nothing is due.")
    return FINE


def _links(given: argparse.Namespace) -> int:
    for line in link_report(_load(given).facts):
        say(line)
    return FINE


def _chart(given: argparse.Namespace) -> int:
    content = load()
    if given.check:
        stale = [name for name, drawn in charts(content).items() if _drawn(name) != drawn]
        return _say_problems(
            [f"flows/{name} is out of date: run `python -m responses chart`." for name in stale]
        )
    changed = write_charts(content, HERE)
    say("\n".join(f"Wrote flows/{path.name}." for path in changed) or "Every chart is up to date.")
    return FINE


def _drawn(name: str) -> str:
    path = HERE / "flows" / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _preview(given: argparse.Namespace) -> int:
    content = _load(given)
    flow = next((flow for flow in content.flows if flow.id == given.flow), None)
    if flow is None:
        names = ", ".join(sorted(flow.id for flow in content.flows))
        return _say_problems([f"There is no flow called {given.flow!r}. There are: {names}."])
    preview(content, flow, input, say)
    return FINE


def _load(given: argparse.Namespace) -> Content:
    return load(overlays=given.overlay)


def _day(given: argparse.Namespace) -> date:
    return given.day or datetime.now(UK_TIME).date()


def _say_problems(problems: Sequence[str]) -> int:
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if problems:
        sys.stderr.write(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}.\n")
    return PROBLEMS if problems else FINE


if __name__ == "__main__":
    sys.exit(main())
