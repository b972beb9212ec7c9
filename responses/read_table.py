"""Read the decision table and refuse a row that points at nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from responses.entries import NATIONS, Row, Step, Table
from responses.fields import read_yaml
from responses.problems import Problems

CONDITIONS = frozenset(
    ["paid", "recent", "on_train", "by_partner", "by_someone_close", "not_by_someone_close"]
)
WHEN = {
    "age": {"adult", "under_18"},
    "picture": {"adult", "under_18"},
    "by": {"partner", "known", "unknown", "family"},
    "by_age": {"adult", "under_18"},
    "for_whom": {"self", "child", "someone_else", "moderator", "did_it"},
}
LISTS = {"danger": {"adult", "under_18"}, "crisis": {"under_18", "under_35", "over_35", "adult"}}


def read_table(path: Path, problems: Problems) -> Table:
    """Read needs, lists and rows of the table."""
    top = read_yaml(path, problems)
    for name in ("needs", "rows", *LISTS):
        if not isinstance(top.get(name), Mapping):
            problems.add(path, name, "it is missing, or has no names with entries under them.")
            top[name] = {}
    needs = _needs(path, top["needs"], problems)
    lists = {
        name: {
            key: _steps(path, f"{name}.{key}", raw, problems) for key, raw in (top.get(name) or {}).items()
        }
        for name in LISTS
    }
    for name, keys in LISTS.items():
        for missing in sorted(keys - set(lists[name])):
            problems.add(path, name, f"the list for {missing} is missing.")
    rows = tuple(_row(path, name, raw, problems) for name, raw in top["rows"].items())
    table = Table(needs, lists["danger"], lists["crisis"], rows)
    _check_needs(path, table, problems)
    if not rows or rows[-1].when:
        problems.add(
            path, "rows", "the last row must have an empty `when`, so that everybody gets an answer."
        )
    return table


def _needs(path: Path, raw: Mapping[str, Any], problems: Problems) -> dict[str, dict[str, tuple[str, ...]]]:
    needs = {}
    for name, by_nation in raw.items():
        if not isinstance(by_nation, Mapping) or set(by_nation) != {*NATIONS, "not_known"}:
            problems.add(path, f"needs.{name}", "it must have a list for each nation and for not_known.")
            continue
        needs[name] = {nation: tuple(map(str, ids)) for nation, ids in by_nation.items()}
    return needs


def _row(path: Path, name: str, entry: object, problems: Problems) -> Row:
    raw: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {}
    if not raw.get("show"):
        problems.add(path, f"rows.{name}", "`show` is missing, so this row would show nothing.")
    when = {key: tuple(map(str, values)) for key, values in (raw.get("when") or {}).items()}
    for key, values in when.items():
        if key not in {*WHEN, "incident", "years"} or not set(values) <= WHEN.get(key, set(values)):
            problems.add(path, f"rows.{name}", f"`when` has {key}: {', '.join(values)}, which can never be.")
    for key in raw.keys() - {"when", "advice", "show", "later"}:
        problems.add(path, f"rows.{name}", f"there is no field called `{key}`.")
    return Row(
        id=str(name),
        when=when,
        advice=tuple(raw.get("advice") or ()),
        show=_steps(path, f"rows.{name}", raw.get("show") or (), problems),
        later=_steps(path, f"rows.{name}", raw.get("later") or (), problems),
    )


def _steps(path: Path, place: str, raw: Iterable[object], problems: Problems) -> tuple[Step, ...]:
    return tuple(_step(path, place, str(line), problems) for line in raw)


def _step(path: Path, place: str, line: str, problems: Problems) -> Step:
    target, _, condition = line.partition(" only_if ")
    if condition and condition not in CONDITIONS:
        problems.add(path, place, f"there is no condition called {condition!r}.")
    if target.startswith("need:"):
        return Step(None, target[len("need:") :], condition or None)
    return Step(target, None, condition or None)


def every_step(table: Table) -> Iterable[tuple[str, Step]]:
    """Give each step of the table with the place where it stands."""
    for name, lists in (("danger", table.danger), ("crisis", table.crisis)):
        for key, steps in lists.items():
            yield from ((f"{name}.{key}", step) for step in steps)
    for row in table.rows:
        yield from ((f"rows.{row.id}", step) for step in (*row.show, *row.later))


def _check_needs(path: Path, table: Table, problems: Problems) -> None:
    for place, step in every_step(table):
        if step.need is not None and step.need not in table.needs:
            problems.add(path, place, f"there is no need called {step.need!r}.")
