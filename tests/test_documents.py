"""What the documents name exists: make targets, settings, commands, tables, files."""

from __future__ import annotations

import re

import pytest
import yaml

from bots.cli import parser
from bots.settings import Settings
from storage import KEPT
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))
SETTINGS = {f"FINGERPOST_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("document", ["README.md", "SECURITY.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(document: str) -> None:
    named = set(re.findall(r"`make ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8")))
    assert named <= TARGETS


def test_every_make_target_is_in_the_readme() -> None:
    assert {target for target in TARGETS if f"make {target}" not in README} <= {"help"} | {"test-all"}


def test_every_setting_is_in_the_readme_and_in_the_example_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"FINGERPOST_[A-Z_]+", example)) == SETTINGS
    assert set(re.findall(r"FINGERPOST_[A-Z_]+", README)) == SETTINGS


def test_every_command_of_the_readme_exists() -> None:
    known = next(action for action in parser()._actions if action.dest == "command").choices or {}
    named = set(re.findall(r"`fingerpost ([a-z-]+)", README))
    assert named <= set(known)
    assert set(known) <= named


def test_security_names_every_table_with_a_date_and_what_it_is_for() -> None:
    for kept in KEPT:
        assert f"`{kept.table}`" in SECURITY, kept.table


@pytest.mark.parametrize("document", ["README.md", "SECURITY.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_every_file_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for name in re.findall(r"`((?:bots|nlu|responses|storage|tests|docs)/[a-z_0-9./]+)`", text):
        assert (ROOT / name).exists(), name


def test_compose_keeps_file_systems_read_only_and_publishes_nothing() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "ports" not in service
        assert service["healthcheck"]


def test_no_committed_file_names_a_package_registry_host() -> None:
    hosts = re.compile("pypi" + r"\.org|pythonhosted|registry\.npmjs|deb\.debian")
    for name in ("requirements.lock", "nlu/requirements.lock", "pyproject.toml", "Makefile", "Dockerfile"):
        assert not hosts.search((ROOT / name).read_text(encoding="utf-8")), name
