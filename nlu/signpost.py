"""Where to point a person: answers in; services, routes, law and advice out, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from nlu.incidents import incident_named
from nlu.situation import Days, Situation, situation
from responses.entries import NATIONS
from responses.facts import Facts, LawCard, Route, Row, Step

__all__ = [
    "advice_for",
    "any_age_advice",
    "directory",
    "first_for",
    "first_for_any_age",
    "incident_named",
    "law_for",
    "routes_for",
    "services_for",
]

# For adults only. Named here as well as by age_min, so that no slip in a content file undoes it.
ADULT_TOOLS = frozenset({"stopncii", "revenge_porn_helpline"})
# Where a child is or may be in the picture nobody may be told to keep a copy of it.
CHILD_ADVICE = {"keep_proof": "keep_proof_words", "dont_pay": "dont_pay_child"}
ROUTE_ORDER = tuple(
    "report fingerprint site police child work regulator data complaint civil compensation".split()  # noqa: SIM905
)
CHILD_ROUTE_ORDER = (
    "fingerprint",
    "child",
    "police",
    *(kind for kind in ROUTE_ORDER if kind not in ("fingerprint", "child", "police")),
)


def services_for(
    facts: Facts, answers: Mapping[str, object], danger: bool = False, crisis: bool = False
) -> list[str]:
    """Choose the services in the order to show them: danger, then crisis, then the table's row."""
    here = situation(answers)
    row = row_for(facts, here)
    steps: list[Step] = []
    if danger:
        steps += facts.table.danger[here.age]
    if crisis:
        steps += facts.table.crisis[_crisis_list(here)]
    steps += [*row.show, *row.later]
    return _ids(facts, here, steps)


def first_for(facts: Facts, answers: Mapping[str, object]) -> list[str]:
    """Choose only what the table's row shows first, without what comes behind "more"."""
    here = situation(answers)
    return _ids(facts, here, row_for(facts, here).show)


def first_for_any_age(facts: Facts, answers: Mapping[str, object], unknown: str) -> list[str]:
    """Choose what is shown first whatever the answer to `unknown` will be: the age now, or in the picture."""
    grown_up, child = (first_for(facts, one) for one in _of_both_ages(answers, unknown))
    return [name for name in grown_up if name in child]


def any_age_advice(facts: Facts, answers: Mapping[str, object], unknown: str) -> list[str]:
    """Choose the advice that is right whatever that age; where two versions exist, the one for a child."""
    grown_up, child = (advice_for(facts, one) for one in _of_both_ages(answers, unknown))
    return [name for name in child if name in grown_up or name in CHILD_ADVICE.values()]


def _of_both_ages(answers: Mapping[str, object], unknown: str) -> Iterator[dict[str, object]]:
    known = dict(answers) if unknown != "age" else {**answers, "age_years": None}
    yield from ({**known, unknown: age} for age in ("adult", "under_18"))


def row_for(facts: Facts, here: Situation) -> Row:
    """Find the first row of the table whose conditions all hold."""
    return next(row for row in facts.table.rows if _fits(row, here))


def _fits(row: Row, here: Situation) -> bool:
    have = {"years": str(here.years), "incident": here.incident, "age": here.age, "picture": here.picture}
    have |= {"by": here.by, "by_age": here.by_age, "for_whom": here.for_whom}
    return all(have[name] in wanted for name, wanted in row.when.items())


def _crisis_list(here: Situation) -> str:
    if here.age == "under_18":
        return "under_18"
    if here.years is None:
        return "adult"
    return "under_35" if here.years < 35 else "over_35"


def _holds(condition: str | None, here: Situation) -> bool:
    close = here.by in ("partner", "family")
    return {
        None: True,
        "paid": here.paid,
        "recent": here.recent,
        "on_train": here.on_train,
        "by_partner": here.by == "partner",
        "by_someone_close": close,
        "not_by_someone_close": not close,
    }[condition]


def _ids(facts: Facts, here: Situation, steps: Iterable[Step]) -> list[str]:
    named = (name for step in steps if _holds(step.only_if, here) for name in _expanded(facts, here, step))
    return list(dict.fromkeys(name for name in named if may_show(facts, here, name)))


def _expanded(facts: Facts, here: Situation, step: Step) -> Iterator[str]:
    if step.service is not None:
        yield step.service
    elif step.need is not None:
        yield from facts.table.needs[step.need][here.nation or "not_known"]


def may_show(facts: Facts, here: Situation, name: str) -> bool:
    """Say whether a service may be shown at all: right nation, right age, no adult tool for a child."""
    if name not in facts.services or (here.child and name in ADULT_TOOLS):
        return False
    service = facts.services[name]
    if not service.serves(here.nation):
        return False
    # A parent or teacher who asks for a child is an adult: lines for parents are theirs to ring.
    return service.takes_age(here.age == "under_18", here.years)


def directory(facts: Facts, answers: Mapping[str, object], group: str | None = None) -> list[str]:
    """List every service that fits nation and age, for one group of people if named, surest first."""
    here = situation(answers)
    order = {"high": 0, "medium": 1, "low": 2}
    fitting = [
        service
        for service in facts.services.values()
        if may_show(facts, here, service.id) and (group is None or group in service.groups)
    ]
    return [s.id for s in sorted(fitting, key=lambda s: (s.verification == "recalled", order[s.confidence]))]


def advice_for(
    facts: Facts, answers: Mapping[str, object], danger: bool = False, crisis: bool = False
) -> list[str]:
    """Choose the short lines of advice, in order; safety first, and nothing for another nation."""
    here = situation(answers)
    first = ["danger_now"] if danger else []
    first += ["crisis_now"] if crisis else []
    if answers.get("watched") in ("yes", "unsure"):
        first.append("watched_device")
    chosen = [*first, *row_for(facts, here).advice]
    if here.child:
        chosen = [CHILD_ADVICE.get(name, name) for name in chosen]
    in_ni = here.nation == "northern_ireland" and not here.child
    return [name for name in dict.fromkeys(chosen) if name != "image_help_in_ni" or in_ni]


def routes_for(facts: Facts, answers: Mapping[str, object]) -> list[Route]:
    """Choose the routes: the site first, then what stops copies, then people, with complaints last."""
    here = situation(answers)
    site = answers.get("site")
    named = [] if site == "not_posted" else _site_routes(facts, site)
    others = sorted((r for r in facts.routes.values() if _route_fits(r, here)), key=_route_place(here))
    # For a child the tools that stop copies come before the site's own form: Report Remove first.
    before = [route for route in others if here.child and route.kind == "fingerprint"]
    fitting = {r.id: r for r in [*before, *named, *others] if r.for_ages in _ages_of(here)}
    # A child must not even read of StopNCII, which is for adults.
    return [replace(r, stopncii="not_known") if here.child else r for r in fitting.values()]


def _site_routes(facts: Facts, site: object) -> list[Route]:
    if site is None:
        return []
    route = facts.routes.get(str(site))
    if route is None or route.kind != "site":
        route = facts.routes.get("other")
    return [route] if route is not None else []


def _route_place(here: Situation) -> Callable[[Route], int]:
    order = CHILD_ROUTE_ORDER if here.child else ROUTE_ORDER
    return lambda route: order.index(route.kind)


def _ages_of(here: Situation) -> tuple[str, ...]:
    if here.age == "under_18":
        return ("any", "under_18", "under_18_now")
    return ("any", "under_18") if here.child else ("any", "adult")


def _route_fits(route: Route, here: Situation) -> bool:
    if here.incident not in route.incidents:
        return False
    if here.nation is None:
        return len(route.nations) == len(NATIONS)
    return here.nation in route.nations


def law_for(facts: Facts, answers: Mapping[str, object], days: Days = (None, None)) -> list[LawCard]:
    """Choose the law cards of this nation for an act on one of these days; with no nation, UK-wide ones.

    Where the days span a change of the law both cards are chosen, each with its own dates.
    """
    here = situation(answers)
    return [card for card in facts.law.values() if _law_fits(card, here) and card.covers(*days)]


def _law_fits(card: LawCard, here: Situation) -> bool:
    if here.incident not in card.incidents:
        return False
    if card.under_18 == ("never" if here.child else "only"):
        return False
    return here.nation in card.nations if here.nation else len(card.nations) == len(NATIONS)
