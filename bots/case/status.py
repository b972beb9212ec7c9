""" "Where am I?": one message that says what is done, what waits, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bots.carrying import Carrying
from bots.case.check_ins import can_warn
from bots.case.clock import site_name, step_words
from bots.case.steps import Taken, is_open, last_of, steps_in
from bots.case.uk import clock_words
from nlu.dialogue import Button
from storage import CaseId, Entry

NOTES = frozenset({"note", "link", "handle", "reference"})


def show_status(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Say where this person is."""
    case = carrying.store.cases.case_of(carrying.conversation)
    if case is None:
        carrying.say("clock.status_nothing", carrying.press("talk.carry_on", "do:report_start"))
        return
    entries = carrying.store.ledger.entries(case)
    steps = steps_in(entries)
    done = list(done_lines(carrying, case, entries, steps))
    waits = list(waiting_lines(carrying, case, steps))
    what, ways = next_step(carrying, steps)
    carrying.say(
        "clock.status",
        *ways,
        *_always(carrying),
        lines="\n".join(done) or carrying.words("clock.status_nothing"),
        text="\n".join([carrying.words("clock.waiting_title"), *waits])
        if waits
        else carrying.words("clock.waiting_nothing"),
        what="\n".join([what, carrying.words("clock.kept_until", when=carrying.until(case))]),
    )


def done_lines(carrying: Carrying, case: CaseId, entries: list[Entry], steps: list[Taken]) -> Iterator[str]:
    """Say what is done, in the order in which it was."""
    counts = {
        "answers": len(carrying.store.cases.answers(case)),
        "notes": sum(entry.kind in NOTES for entry in entries),
        "pictures": carrying.store.fingerprints.count(case),
    }
    yield from (carrying.words(f"clock.done_{name}", count=count) for name, count in counts.items() if count)
    for step in steps:
        yield carrying.words(
            f"clock.done_{step.step}", site=site_name(carrying, step.site), when=step_words(step)
        )


def waiting_lines(carrying: Carrying, case: CaseId, steps: list[Taken]) -> Iterator[str]:
    """Say which 48 hours run, and which check-ins are set."""
    for step in open_reports(steps):
        key = "waiting_site" if step.over_at > carrying.now else "waiting_site_over"
        yield carrying.words(
            f"clock.{key}", site=site_name(carrying, step.site), when=clock_words(step.over_at)
        )
    for reminder in carrying.store.reminders.of_case(case):
        yield carrying.words("clock.waiting_reminder", when=clock_words(reminder.due_at))


def open_reports(steps: list[Taken]) -> list[Taken]:
    """Return the last report or complaint to each site that still waits for what comes of it."""
    sites = dict.fromkeys(step.site for step in steps if step.site)
    found = (last_of(steps, site) for site in sites if is_open(steps, site))
    return [step for step in found if step is not None]


def next_step(carrying: Carrying, steps: list[Taken]) -> tuple[str, list[Button]]:
    """Say the one thing that comes next, with its buttons."""
    name, ways = _next(carrying, steps)
    return carrying.words(f"clock.next_{name}"), ways


def _next(carrying: Carrying, steps: list[Taken]) -> tuple[str, list[Button]]:
    waiting = open_reports(steps)
    over = [step for step in waiting if step.over_at <= carrying.now]
    if over:
        return "check", [
            carrying.press("clock.to_site", f"k:check:{s.site}", site=site_name(carrying, s.site))
            for s in over
        ]
    stuck = [step for site in dict.fromkeys(s.site for s in steps) if (step := _stuck(steps, site))]
    if stuck:
        asked_again = any(last_of(steps, step.site, "complained") for step in stuck)
        return "ofcom" if asked_again else "complain", [carrying.press("case.letters", "l:letters:0")]
    if waiting:
        return "wait", []
    if steps:
        return "take_pack", []
    answers = carrying.store.cases.answers(carrying.case())
    if answers.get("site") in carrying.content.facts.routes:
        return "report", [
            carrying.press("case.letters", "l:letters:0"),
            carrying.press("clock.i_reported", "do:i_reported"),
        ]
    return "carry_on", []


def _stuck(steps: list[Taken], site: str) -> Taken | None:
    last = last_of(steps, site)
    return last if last is not None and last.step in {"there", "refused"} else None


def _always(carrying: Carrying) -> list[Button]:
    warning = [carrying.press("keeping.warn_add", "k:warn:0")] if can_warn(carrying) else []
    return [
        carrying.press("talk.carry_on", "do:report_start"),
        carrying.press("case.write_down", "do:write_down"),
        carrying.press("talk.menu_pack", "do:pack"),
        *warning,
    ]
