"""How everything stands, a line each: for whoever runs the bot, and nothing about anybody."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from bots.case.typeset import CannotSet, set_pdf
from bots.house import key_file, open_content, storage_in_use
from bots.pictures import sandbox_kind
from bots.settings import Settings
from responses.due import due
from responses.reader import Content

ROOM = 200_000_000
Line = tuple[bool, str]


async def doctor(settings: Settings, _: Namespace) -> int:
    """Look at every part. Exit code 1 when something needs attention."""
    content = open_content(settings)
    lines = [*_content(content), *_storage(settings), *_typesetter(content), *_sandbox(), *_worker(settings)]
    for is_well, line in lines:
        sys.stdout.write(f"{'ok     ' if is_well else 'PLEASE '} {line}\n")
    return 0 if all(is_well for is_well, _ in lines) else 1


def _content(content: Content) -> Iterator[Line]:
    facts, letters = content.facts, len(content.letters)
    yield True, f"content: {len(facts.services)} services, {len(facts.routes)} routes, {letters} letters"
    overdue = len(due(facts, datetime.now(UTC).date()))
    yield True, f"facts: {overdue} are due for a check; `python -m responses due` lists them"


def _storage(settings: Settings) -> Iterator[Line]:
    with storage_in_use(settings) as store:
        status = store.status()
    kept = ", ".join(f"{number} {name}" for name, number in status.rows.items() if number)
    where = "in FINGERPOST_KEY" if settings.key else f"in {key_file(settings)}"
    yield status.sound, f"database: {'sound' if status.sound else 'damaged; restore a backup'}"
    yield status.private, f"database: {'private' if status.private else 'readable by others; chmod 600 it'}"
    yield status.free_bytes > ROOM, f"disk: {status.free_bytes // 1_000_000} MB free"
    yield status.overdue_reminders == 0, f"check-ins: {status.overdue_reminders} are over an hour late"
    yield True, f"kept: {kept or 'nothing'}"
    yield True, f"key: {where}; without it nothing can be opened, so keep a copy elsewhere"


def _typesetter(content: Content) -> Iterator[Line]:
    try:
        made = set_pdf({"title": content.in_language("en").text("pack.title"), "sections": []})
    except CannotSet:
        made = b""
    yield made.startswith(b"%PDF"), f"typesetter: {'makes a PDF' if made else 'cannot make a PDF'}"


def _sandbox() -> Iterator[Line]:
    kind = sandbox_kind()
    held = (
        "cannot open files, the network or programs"
        if kind == "seccomp"
        else "has limits only; see SECURITY.md"
    )
    yield kind == "seccomp", f"sandbox: the process that decodes a picture {held}"


def _worker(settings: Settings) -> Iterator[Line]:
    if settings.worker_urls:
        yield True, f"workers: {len(settings.worker_urls)} elsewhere"
        return
    there = settings.worker_python.exists()
    yield there, f"worker: {settings.worker_python}{'' if there else ' is missing; run make setup'}"
    models = settings.worker_python.parents[2] / "models"
    trained = any(models.glob("fingerpost-*.tar.gz"))
    yield trained, f"model: {'trained' if trained else 'not trained yet; run make setup'}"
    larger = (models / "all-mpnet-base-v2" / "tokenizer.json").exists()
    lacking = "could not be had, so that messages are understood less well; run make setup again"
    yield larger, f"second look: {'by the larger model' if larger else f'none; the larger model {lacking}'}"
