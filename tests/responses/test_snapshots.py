"""Every outcome in plain text, so that a changed word or a changed order shows in review.

To write the files anew after a change that is meant: FINGERPOST_SNAPSHOTS=write, then look at the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from nlu.signpost import advice_for, law_for, routes_for, row_for, services_for
from nlu.situation import situation
from responses.cards import card
from responses.entries import NATIONS, Row
from responses.reader import load
from responses.replay import every_path
from responses.route_cards import law_card, route_card

CONTENT = load()
WORDS = CONTENT.words["en"]
FOLDER = Path(__file__).parent / "snapshots"
# A Monday morning, so that every card says the same on any day.
MOMENT = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)


def answers_of(row: Row) -> dict[str, object]:
    """Give answers that belong to a row of the decision table."""
    when = {name: values[0] for name, values in row.when.items()}
    answers: dict[str, object] = {"age": when.get("age", "adult"), "incident": when.get("incident", "other")}
    answers |= {name: when[name] for name in ("by", "by_age", "for_whom") if name in when}
    if "picture" in when:
        answers["age_in_picture"] = when["picture"]
    if "years" in when:
        answers["age_years"] = int(when["years"])
    return answers


def outcome(row: Row) -> Iterator[str]:
    answers = answers_of(row)
    yield f"=== {row.id}: {', '.join(f'{name} {value}' for name, value in answers.items())}"
    yield from (f"    {CONTENT.facts.advice[name]}" for name in advice_for(CONTENT.facts, answers))
    for nation in NATIONS:
        here = {**answers, "nation": nation}
        yield f"  {nation}"
        yield f"    services: {', '.join(services_for(CONTENT.facts, here))}"
        yield f"    routes: {', '.join(route.id for route in routes_for(CONTENT.facts, here))}"
        yield f"    law: {', '.join(law.id for law in law_for(CONTENT.facts, here))}"
        if nation == "northern_ireland":
            extra = set(advice_for(CONTENT.facts, here)) - set(advice_for(CONTENT.facts, answers))
            yield from (f"    {CONTENT.facts.advice[name]}" for name in sorted(extra))


def outcomes() -> Iterator[str]:
    for row in CONTENT.facts.table.rows:
        yield from outcome(row)
        yield ""


def cards() -> Iterator[str]:
    for service in sorted(CONTENT.facts.services.values(), key=lambda found: found.id):
        yield f"=== {service.id}\n{card(service, MOMENT)}\n"
    for route in sorted(CONTENT.facts.routes.values(), key=lambda found: found.id):
        yield f"=== route {route.id}\n{route_card(route, WORDS)}\n"
    for law in sorted(CONTENT.facts.law.values(), key=lambda found: found.id):
        yield f"=== law {law.id}\n{law_card(law, WORDS)}\n"


def flows() -> Iterator[str]:
    for flow in CONTENT.flows:
        yield f"=== {flow.id}"
        for path in sorted(set(every_path(flow))):
            yield f"  {' > '.join(path)}"
        for question in flow.questions:
            base = f"{flow.id}.{question.id}"
            yield f"\n{question.id}"
            for key in sorted(key for key in WORDS if key.startswith(f"{base}.ask")):
                yield f"  {key.removeprefix(f'{base}.')}: {WORDS.text(key)}"
            yield f"  why: {WORDS.text(f'{base}.why')}"
            yield from (f"  - {WORDS.text(f'{base}.options.{option}')}" for option in question.options)
        yield f"\n{WORDS.text(f'{flow.id}.{flow.outcome}')}\n"


@pytest.mark.parametrize(("name", "lines"), [("outcomes", outcomes), ("cards", cards), ("flows", flows)])
def test_what_people_are_told_is_as_it_was_reviewed(name: str, lines: object) -> None:
    assert callable(lines)
    text = "\n".join(lines()) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("FINGERPOST_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines() == text.splitlines(), (
        "if this change is meant, write them anew: FINGERPOST_SNAPSHOTS=write"
    )


def test_the_answers_of_each_row_belong_to_that_row() -> None:
    for row in CONTENT.facts.table.rows:
        assert row_for(CONTENT.facts, situation(answers_of(row))).id == row.id
