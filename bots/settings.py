"""The settings, read once at start: the only place that reads the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting is missing or wrong. The text names it and never shows its value."""


class Settings(BaseSettings):
    """Every setting, with its default."""

    model_config = SettingsConfigDict(env_prefix="FINGERPOST_", env_file=".env", frozen=True, extra="ignore")

    data: Path = Field(Path("data"), description="folder of the database and the key file")
    key: SecretStr | None = Field(None, description="the operator's key, 32 bytes in base64; else a key file")
    overlay: list[Path] = Field([], description="folders with a charity's own words, services and colours")
    workers: int = Field(1, ge=1, le=16, description="how many dialogue workers to start")
    worker_urls: list[str] = Field([], description="workers that run elsewhere; then none is started here")
    worker_token: SecretStr | None = Field(None, description="the token of workers that run elsewhere")
    worker_python: Path = Field(Path("nlu/.venv/bin/python"), description="the Python 3.10 of the workers")
    telegram_token: SecretStr | None = Field(None, description="switches the Telegram channel on")
    telegram_base_url: str = Field("", description="another Bot API server; empty for Telegram's own")
    telegram_webhook_url: str = Field("", description="public address of the webhook; empty for long polling")
    telegram_webhook_port: int = Field(8443, ge=1, le=65535, description="port the webhook listens on")
    telegram_webhook_secret: SecretStr | None = Field(None, description="the webhook's secret token")
    discord_token: SecretStr | None = Field(None, description="switches the Discord channel on")
    discord_guard: bool = Field(False, description="asks for the intents the hash guard needs")
    discord_joins: bool = Field(
        False, description="asks for the members intent, to look at new profile pictures"
    )
    web_origin: str = Field("", description="origin of our own web page, for fingerprints made on the device")
    hma_url: str = Field("", description="a Hasher-Matcher-Actioner to give fingerprints to, with consent")
    hma_bank: str = Field(
        "", pattern=r"^([A-Z_][A-Z0-9_]*)?$", description="its bank; with a name it switches sharing on"
    )
    hma_name: str = Field("", max_length=40, description="who runs it, as the person is told")
    case_days: int = Field(30, ge=1, le=365, description="days a case is kept after the last message")
    patience: float = Field(
        4.0, gt=0, le=60, description="seconds to wait for a worker before the holding words"
    )


def load_settings() -> Settings:
    """Read the settings. Raises SettingsError with one sentence that names what is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(f"FINGERPOST_{str(part['loc'][0]).upper()}" for part in error.errors())
        reason = error.errors()[0]["msg"]
        raise SettingsError(f"Please correct {names} in the environment or in .env: {reason}.") from None
