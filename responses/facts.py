"""Read services, routes, law and the decision table once, and name every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from responses.cards import card
from responses.entries import Facts, LawCard, Route, Row, Service, Step, Table
from responses.problems import ContentError, Problems
from responses.read_entries import read_advice, read_law, read_routes, read_services
from responses.read_overlay import apply_overlays
from responses.read_table import read_table

__all__ = [
    "ContentError",
    "Facts",
    "LawCard",
    "Route",
    "Row",
    "Service",
    "Step",
    "Table",
    "card",
    "load_facts",
]

HERE = Path(__file__).resolve().parent


def load_facts(folder: Path = HERE, overlays: Sequence[Path] = ()) -> Facts:
    """Read all facts of a folder and of the overlays on it. Raises ContentError with every problem."""
    problems = Problems()
    facts = Facts(
        services=read_services(folder / "services", problems),
        routes=read_routes(folder / "routes", problems),
        law=read_law(folder / "law", problems),
        table=read_table(folder / "table.yml", problems),
        advice=read_advice(folder / "en" / "advice.yml", problems),
    )
    facts = apply_overlays(facts, overlays, problems)
    problems.stop_if_any()
    return facts
