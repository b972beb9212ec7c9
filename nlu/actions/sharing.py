"""Giving a fingerprint to others: only of adults, and each destination with a yes of its own."""

from __future__ import annotations

from nlu.actions.report import Report
from nlu.actions.speak import Speaker

STEPS = ("menu", "value", "value_yes", "partner", "partner_yes", "stop", "stop_person", "stop_partner")
# Withdrawing is never behind a gate.
ALWAYS = ("stop", "stop_person", "stop_partner")


def share(speaker: Speaker, report: Report, which: str) -> None:
    """Ask the shell for one step of sharing; under 18, point to what is made for that instead."""
    if which in ALWAYS:
        speaker.effect("share_picture", step=which)
    elif "under_18" in (report.answers.get("age"), report.answers.get("age_in_picture")):
        take_it_down = speaker.press("share.take_it_down", "s:route:take_it_down")
        speaker.say(
            "share.under_18", speaker.press("share.report_remove", "s:route:report_remove"), take_it_down
        )
    elif not report.is_adult_picture():
        speaker.say("picture.not_yet", speaker.press("talk.carry_on", "do:report_start"))
    elif which == "stopncii":
        speaker.say(
            "pictures.stopncii", speaker.press("share.steps", "s:route:stopncii"),
            speaker.press("share.other_ways", "l:share:menu"),
        )  # fmt: skip
    elif which in STEPS:
        speaker.effect("share_picture", step=which)
