"""Check-ins: messages a person asked for. Set here, stopped in one tap, and gone once they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bots.carrying import Carrying
from bots.case.steps import LIMIT, Taken, last_of, steps_of
from bots.case.uk import clock_words, date_words, when_awake
from storage import CaseId, Reminder

# About a report, when its 48 hours are over; and about the case itself, before its time runs out.
CHECK_IN, GOING = "check_in", "going"
WATCHED = frozenset({"yes", "unsure"})


def remind(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Set the check-in a person asked for; its address is sealed with the case's key and goes with it."""
    if facts.get("going"):
        warn_before_going(carrying)
        return
    site, case = str(facts.get("site")), carrying.case()
    taken = last_of(steps_of(carrying.store, case), site, "reported", "complained")
    due = due_at(carrying, taken)
    if not carrying.address:
        carrying.say("clock.cannot_reach", when=clock_words(due))
    elif known := [one for one in carrying.store.reminders.of_case(case) if one.facts.get("site") == site]:
        _say_known(carrying, known[0])
    else:
        silent = bool(facts.get("silent"))
        _set(carrying, case, carrying.address, due, CHECK_IN, {"site": site, "silent": silent})
        carrying.say("clock.set", carrying.press("clock.stop", "do:stop_reminders"), when=clock_words(due))


def warn_before_going(carrying: Carrying) -> None:
    """Set a check-in for shortly before the case goes; it moves along as long as the person comes back."""
    case = carrying.case()
    due = when_awake(carrying.store.cases.dates(case).warn_at)
    if not carrying.address:
        carrying.say("clock.cannot_warn", when=carrying.until(case))
    elif known := [one for one in carrying.store.reminders.of_case(case) if one.kind == GOING]:
        _say_known(carrying, known[0])
    else:
        _set(carrying, case, carrying.address, due, GOING, {"silent": False})
        carrying.say(
            "clock.warning_set",
            carrying.press("clock.stop", "do:stop_reminders"),
            when=date_words(due),
            until=carrying.until(case),
        )


def can_warn(carrying: Carrying) -> bool:
    """Say whether a warning can be offered: this channel can be reached, and none is set yet."""
    known = carrying.store.reminders.of_case(carrying.case())
    return bool(carrying.address) and all(one.kind != GOING for one in known)


def stop_reminders(carrying: Carrying, _: Mapping[str, Any]) -> None:
    """Stop every check-in of this person at once, and destroy the addresses."""
    stopped = carrying.store.reminders.stop_reminders(carrying.conversation)
    carrying.say("clock.stopped" if stopped else "clock.stopped_none")


def drop_check_in(carrying: Carrying, case: CaseId, site: str) -> None:
    """Let the check-in about a site go, once the person has said what came of it."""
    for reminder in carrying.store.reminders.of_case(case):
        if reminder.facts.get("site") == site:
            carrying.store.reminders.mark_sent(reminder.id)


def due_at(carrying: Carrying, taken: Taken | None) -> datetime:
    """Say when to check in: 48 hours after the report, or after now if those are over; never at night."""
    over = carrying.now + LIMIT if taken is None or taken.over_at <= carrying.now else taken.over_at
    return when_awake(over)


def _set(
    carrying: Carrying, case: CaseId, address: str, due: datetime, kind: str, facts: Mapping[str, Any]
) -> None:
    watched = carrying.store.cases.answers(case).get("watched") in WATCHED
    facts = {**facts, "silent": facts["silent"] or watched, "language": carrying.language}
    carrying.store.reminders.add_reminder(
        case, carrying.conversation, address, carrying.channel, due, kind, facts
    )


def _say_known(carrying: Carrying, known: Reminder) -> None:
    carrying.say(
        "clock.already_set",
        carrying.press("clock.stop", "do:stop_reminders"),
        when=clock_words(known.due_at),
    )
