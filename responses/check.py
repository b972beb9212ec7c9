"""Check all content against every rule, and say all problems at once, in sentences with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from responses.check_answers import check_answers
from responses.check_facts import check_facts
from responses.check_flows import check_flows
from responses.check_letters import check_letters
from responses.check_review import check_review
from responses.check_safety import check_safety
from responses.check_words import check_words
from responses.fields import read_yaml
from responses.found import Found
from responses.problems import ContentError, Problems
from responses.read_table import every_step
from responses.reader import HERE, Content, load
from responses.words import load_words


def check(today: date, folder: Path = HERE, overlays: Sequence[Path] = ()) -> list[str]:
    """Return every problem of the content as a sentence; an empty list means that all is well."""
    try:
        content = load(folder, overlays)
    except ContentError as error:
        return list(error.problems)
    folders = (folder, *overlays)
    rules = (check_flows, check_safety, check_letters, check_reach)
    found = [problem for rule in rules for problem in rule(content)]
    found += check_words(content, load_words(folder, "en") if overlays else None)
    found += check_answers(content, _hidden(overlays))
    found += check_review(folders, today)
    return [problem.line(folders) for problem in found] + check_facts(content.facts, today)


def _hidden(overlays: Sequence[Path]) -> set[str]:
    paths = [path for overlay in overlays if (path := overlay / "overlay.yml").exists()]
    return {str(name) for path in paths for name in read_yaml(path, Problems()).get("hide") or ()}


def check_reach(content: Content) -> Iterator[Found]:
    """Name each service that no row, need, route or answer leads to."""
    table = content.facts.table
    reached = {step.service for _, step in every_step(table)}
    reached |= {name for nations in table.needs.values() for names in nations.values() for name in names}
    reached |= {name for route in content.facts.routes.values() for name in route.services}
    reached |= {name for names in content.related.services.values() for name in names}
    for name in sorted(set(content.facts.services) - reached):
        kind = content.facts.services[name].kind
        sentence = "nobody is ever pointed here; name it in table.yml, a route or related.yml."
        yield Found(f"services/{kind}.yml", f"services.{name}", sentence)
