"""The clock: note a step, start the 48 hours, and offer a check-in for when they are over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bots.carrying import Carrying
from bots.case.check_ins import drop_check_in, due_at
from bots.case.steps import CAME_OF_IT, KINDS, Taken, last_of, steps_of
from bots.case.uk import clock_words, date_words
from storage import CaseId

EXACT = {0: "time", 24: "day"}
# How long it took, in groups wide enough to hide in.
TOOK = ((24, "gone_in_24_hours"), (48, "gone_in_48_hours"), (168, "gone_in_7_days"))


def note_step(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Write a step into the ledger, count it without the person, and say what follows."""
    step, site = str(facts.get("step")), str(facts.get("site") or "")
    if step not in KINDS or (site and site not in carrying.content.facts.routes):
        return
    case, hours = carrying.case(), int(facts.get("hours_ago") or 0)
    before = steps_of(carrying.store, case)
    taken = Taken(step, site, carrying.now - timedelta(hours=hours), EXACT.get(hours, "before"))
    last = last_of(before, site)
    if last is not None and last.step == step:
        if step not in CAME_OF_IT:
            carrying.say("clock.noted_again")
            offer(carrying, case, last)
        return
    keep_step(carrying, case, taken)
    count_step(carrying, case, taken, last_of(before, site, "reported"))
    if step in CAME_OF_IT:
        drop_check_in(carrying, case, site)
    say_noted(carrying, case, taken, bool(facts.get("covered")))


def keep_step(carrying: Carrying, case: CaseId, taken: Taken) -> None:
    """Write it down."""
    happened = taken.happened.replace(microsecond=0).isoformat()
    facts = {"step": taken.step, "site": taken.site, "happened": happened, "exact": taken.exact}
    carrying.store.ledger.add_entry(case, "step", facts, carrying.now)


def count_step(carrying: Carrying, case: CaseId, taken: Taken, report: Taken | None) -> None:
    """Count it, with nothing in it but ids of ours."""
    incident = str(carrying.store.cases.answers(case).get("incident") or "other")
    event = _took(taken, report) if taken.step == "gone" else taken.step
    # Answers come from our own flow, and counts refuse whatever is no id.
    carrying.store.counts.count(event, taken.site or "none", incident)


def _took(gone: Taken, report: Taken | None) -> str:
    if report is None or report.exact != "time":
        return "gone"
    hours = (gone.happened - report.happened) / timedelta(hours=1)
    return next((name for most, name in TOOK if hours <= most), "gone_later")


def say_noted(carrying: Carrying, case: CaseId, taken: Taken, covered: bool) -> None:
    """Say that it is written down; what came of a report has its own words, from the core."""
    if taken.step in CAME_OF_IT:
        return
    when, site = step_words(taken), site_name(carrying, taken.site)
    if taken.step.startswith("told_"):
        carrying.say("clock.noted_told", name=carrying.words(f"clock.whom_{taken.step[5:]}"), when=when)
        return
    if taken.step == "complained":
        carrying.say("clock.noted_complained", site=site, when=when)
    elif covered and taken.exact != "before":
        carrying.say("clock.noted_covered", site=site, when=when, until=clock_words(taken.over_at))
    else:
        carrying.say("clock.noted", site=site, when=when)
    offer(carrying, case, taken)


def offer(carrying: Carrying, case: CaseId, taken: Taken) -> None:
    """Offer a check-in, or ask at once where the 48 hours are over already."""
    if taken.over_at <= carrying.now:
        carrying.say(
            "clock.check",
            *(
                carrying.press(f"clock.{name}", f"k:{name}:{taken.site}")
                for name in ("gone", "there", "refused")
            ),
            site=site_name(carrying, taken.site),
        )
        return
    due = due_at(carrying, taken)
    carrying.say(
        "clock.offer",
        carrying.press("clock.offer_yes", f"k:remind:{taken.site}"),
        carrying.press("clock.offer_silent", f"k:hush:{taken.site}"),
        carrying.press("clock.offer_no", "do:status"),
        when=clock_words(due),
    )


def step_words(taken: Taken) -> str:
    """Say when a step happened, no more exactly than the person said."""
    if taken.exact == "time":
        return clock_words(taken.happened)
    return date_words(taken.happened) if taken.exact == "day" else f"before {date_words(taken.happened)}"


def site_name(carrying: Carrying, site: str) -> str:
    """Name a site."""
    route = carrying.content.facts.routes.get(site)
    return carrying.words("case.blank_site") if route is None else route.name
