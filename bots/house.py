"""Build everything from the settings: storage, content, workers, turns. One place, used by every command."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bots.lock import hold
from bots.log import set_up
from bots.pictures import never, start_zygote, stop_zygote
from bots.pictures.sharing import Partner
from bots.reminders import Senders
from bots.settings import Settings
from bots.turn import Turns
from bots.workers import Workers
from responses.reader import Content, load
from storage import Retention, Store, finish_rotation, load_key, open_store


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
    secret = settings.key.get_secret_value() if settings.key else None
    if secret is None:
        finish_rotation(storage_path(settings), key_file(settings))
    key = load_key(secret, key_file(settings))
    limits = Retention(case=timedelta(days=settings.case_days))
    return open_store(storage_path(settings), key, limits=limits)


@contextmanager
def storage_in_use(settings: Settings, alone: bool = False) -> Iterator[Store]:
    """Open the store for as long as it is used; alone, if no other process may use it meanwhile."""
    with hold(settings.data, alone):
        store = open_storage(settings)
        try:
            yield store
        finally:
            store.close()


def storage_path(settings: Settings) -> Path:
    """Return where the database is."""
    return settings.data / "fingerpost.db"


def key_file(settings: Settings) -> Path:
    """Return where the operator's key is kept when no setting holds it."""
    return settings.data / "key"


def never_file(settings: Settings) -> Path:
    """Return where an operator's own list of pictures that must never match is kept."""
    return settings.data / "never.json"


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
    with storage_in_use(settings) as store:
        async with _open_house(settings, content, store) as house:
            yield house


@asynccontextmanager
async def _open_house(settings: Settings, content: Content, store: Store) -> AsyncIterator[House]:
    workers = make_workers(settings)
    never.use(never_file(settings))
    try:
        await workers.start()
        await start_zygote()
        store.sweep()
        yield House(settings, content, store, workers, Turns(store, workers, content, partner_of(settings)))
    finally:
        await workers.stop()
        await stop_zygote()


def partner_of(settings: Settings) -> Partner | None:
    """Name whom fingerprints may be given to, if the operator works with anybody."""
    if not (settings.hma_bank and settings.hma_name):
        return None
    return Partner(settings.hma_name, settings.hma_bank)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Name every secret, so that the log's last net can take it out."""
    kept = (
        settings.key,
        settings.worker_token,
        settings.telegram_token,
        settings.discord_token,
        settings.telegram_webhook_secret,
    )
    return tuple(secret.get_secret_value() for secret in kept if secret is not None)
