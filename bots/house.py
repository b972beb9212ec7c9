"""Build everything from the settings: storage, content, workers, turns. One place, used by every command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bots.log import set_up
from bots.pictures import start_zygote, stop_zygote
from bots.reminders import Senders
from bots.settings import Settings
from bots.turn import Turns
from bots.workers import Workers
from responses.reader import Content, load
from storage import Retention, Store, load_key, open_store


@dataclass(frozen=True, slots=True)
class House:
    """The parts that every channel shares."""

    settings: Settings
    content: Content
    store: Store
    workers: Workers
    turns: Turns
    # Each running channel says here how a check-in reaches an address of its own.
    senders: Senders = field(default_factory=Senders)


def open_content(settings: Settings) -> Content:
    """Read the content. Raises ContentError when it is not sound."""
    return load(overlays=tuple(settings.overlay))


def open_storage(settings: Settings) -> Store:
    """Open the store with the operator's key. Raises StorageError."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = load_key(settings.key.get_secret_value() if settings.key else None, settings.data / "key")
    limits = Retention(case=timedelta(days=settings.case_days))
    return open_store(settings.data / "fingerpost.db", key, limits=limits)


def make_workers(settings: Settings) -> Workers:
    """Make the pool of workers, not yet started."""
    return Workers(
        count=settings.workers,
        python=settings.worker_python,
        urls=settings.worker_urls,
        token=settings.worker_token.get_secret_value() if settings.worker_token else None,
        overlays=settings.overlay,
        patience=settings.patience,
    )


@asynccontextmanager
async def open_house(settings: Settings, quiet: bool = False) -> AsyncIterator[House]:
    """Open the house, and leave it tidy whatever happens."""
    set_up(secrets_of(settings), quiet)
    content = open_content(settings)
    store = open_storage(settings)
    workers = make_workers(settings)
    try:
        await workers.start()
        await start_zygote()
        store.sweep()
        yield House(settings, content, store, workers, Turns(store, workers, content))
    finally:
        await workers.stop()
        await stop_zygote()
        store.close()


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Name every secret, so that the log's last net can take it out."""
    kept = (settings.key, settings.worker_token, settings.telegram_token, settings.discord_token,
            settings.telegram_webhook_secret)
    return tuple(secret.get_secret_value() for secret in kept if secret is not None)
