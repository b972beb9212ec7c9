"""A route and a law card as plain text: the steps, what they disclose, and when they were last checked."""

from __future__ import annotations

from collections.abc import Iterator

from responses.entries import LawCard, Route
from responses.words import Words

HONEST = ("yes", "no")


def route_card(route: Route, words: Words) -> str:
    """Write how to report along a route."""
    return "\n".join(_route_lines(route, words))


def law_card(law: LawCard, words: Words) -> str:
    """Write what the law says, with its date and how sure we are."""
    lines = [law.words]
    if not law.confirmed:
        lines.append(words.text("route.law_unconfirmed"))
    lines.append(words.text("route.checked", month=f"{law.checked:%B %Y}"))
    return "\n".join(lines)


def _route_lines(route: Route, words: Words) -> Iterator[str]:
    yield route.name
    yield from (f"{number}. {step}" for number, step in enumerate(route.steps, start=1))
    for field in ("choose", "link", "email", "account", "discloses", "promise"):
        value = route.shown(field)
        if value and str(value) not in {"unknown", "nothing"}:
            yield words.text(f"route.{field}", value=value)
    if route.stopncii in HONEST and "stopncii" not in route.unconfirmed:
        yield words.text(f"route.stopncii_{route.stopncii}")
    if route.link and route.shown("link") is None:
        yield words.text("route.find_it")
    yield (
        words.text("route.checked", month=f"{route.checked:%B %Y}")
        if route.checked
        else words.text("route.not_checked")
    )
