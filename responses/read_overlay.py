"""Lay a charity's own folder over ours: it adds services and routes and hides others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from responses.entries import Facts, Row, Step, Table
from responses.fields import read_yaml
from responses.problems import Problems
from responses.read_entries import read_routes, read_services
from responses.read_table import every_step

# Without these a person in danger would be left with nothing; no overlay may take them away.
NEVER_HIDDEN = frozenset(
    {"999", "999_silent_solution_55", "childline", "samaritans", "shout", "report_remove"}
)


def apply_overlays(facts: Facts, folders: Sequence[Path], problems: Problems) -> Facts:
    """Lay each folder over the facts, later ones over earlier ones, and check that all ids still meet."""
    for folder in folders:
        facts = _apply(facts, folder, problems)
    _check_ids(facts, problems)
    return facts


def _apply(facts: Facts, folder: Path, problems: Problems) -> Facts:
    if not folder.is_dir():
        problems.add(folder, "", "this overlay folder is not there.")
        return facts
    settings_path = folder / "overlay.yml"
    settings = _settings(settings_path, problems) if settings_path.exists() else {}
    hidden = {str(name) for name in settings.get("hide") or ()}
    for name in sorted(hidden & NEVER_HIDDEN):
        problems.add(settings_path, "hide", f"{name} may not be hidden: people in danger need it.")
    for name in sorted(hidden - set(facts.services) - set(facts.routes)):
        problems.add(settings_path, "hide", f"there is no service or route called {name!r}.")
    own = read_services(folder / "services", problems)
    for name in sorted(set(own) & set(facts.services)):
        problems.add(folder / "services", name, "this id is already one of ours; choose another.")
    services = {**{k: v for k, v in facts.services.items() if k not in hidden}, **own}
    routes = {**facts.routes, **read_routes(folder / "routes", problems)}
    routes = {name: route for name, route in routes.items() if name not in hidden}
    table = _without(facts.table, hidden)
    table = _with_added(table, settings.get("add") or {}, settings_path, problems)
    return replace(facts, services=services, routes=routes, table=table)


def _settings(path: Path, problems: Problems) -> dict[str, Any]:
    settings = read_yaml(path, problems)
    for name in settings.keys() - {"hide", "add"}:
        problems.add(path, name, "an overlay knows only `hide` and `add`.")
    if not isinstance(settings.get("hide") or [], list):
        problems.add(path, "hide", "it must be a list of ids, like [galop].")
        settings["hide"] = []
    added = settings.get("add") or {}
    if not isinstance(added, Mapping) or not all(isinstance(places, Mapping) for places in added.values()):
        problems.add(path, "add", "it must hold rows of the table, like A4: {first: [our_line]}.")
        settings["add"] = {}
    return settings


def _without(table: Table, hidden: set[str]) -> Table:
    def kept(steps: Iterable[Step]) -> tuple[Step, ...]:
        return tuple(step for step in steps if step.service not in hidden)

    needs = {
        name: {nation: tuple(i for i in ids if i not in hidden) for nation, ids in by_nation.items()}
        for name, by_nation in table.needs.items()
    }
    rows = tuple(replace(row, show=kept(row.show), later=kept(row.later)) for row in table.rows)
    danger = {key: kept(steps) for key, steps in table.danger.items()}
    crisis = {key: kept(steps) for key, steps in table.crisis.items()}
    return replace(table, needs=needs, rows=rows, danger=danger, crisis=crisis)


def _with_added(table: Table, added: Mapping[str, Any], path: Path, problems: Problems) -> Table:
    known = {row.id for row in table.rows}
    for name in sorted(set(map(str, added)) - known):
        problems.add(path, "add", f"there is no row called {name!r} in the decision table.")
    rows = tuple(_row_with(row, added.get(row.id) or {}) for row in table.rows)
    return replace(table, rows=rows)


def _row_with(row: Row, added: Mapping[str, Any]) -> Row:
    def steps(place: str) -> tuple[Step, ...]:
        return tuple(Step(str(name), None, None) for name in added.get(place) or ())

    return replace(row, show=steps("first") + row.show + steps("last"), later=row.later + steps("later"))


def _check_ids(facts: Facts, problems: Problems) -> None:
    path = Path("responses/table.yml")
    for place, step in every_step(facts.table):
        if step.service is not None and step.service not in facts.services:
            problems.add(path, place, f"there is no service called {step.service!r}.")
    for need, by_nation in facts.table.needs.items():
        for ids in by_nation.values():
            for name in sorted(set(ids) - set(facts.services)):
                problems.add(path, f"needs.{need}", f"there is no service called {name!r}.")
    for row in facts.table.rows:
        for name in sorted(set(row.advice) - set(facts.advice)):
            problems.add(path, f"rows.{row.id}", f"there are no words for the advice {name!r}.")
    for route in facts.routes.values():
        for name in sorted(set(route.services) - set(facts.services)):
            problems.add(Path("responses/routes"), route.id, f"there is no service called {name!r}.")
