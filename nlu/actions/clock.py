"""The clock: what was reported and when, the check-in, and the next step that follows from the answer."""

from __future__ import annotations

from typing import Any

from nlu.actions.heard import Meant
from nlu.actions.report import Report, is_said
from nlu.actions.speak import Press, Speaker, Spoken
from nlu.flow import said
from nlu.situation import situation

HOURS = 48
# The law on intimate pictures of adults covers these once they are shared; a threat alone it does not.
COVERED = frozenset({"image_shared", "deepfake", "assault_filmed"})
AGO = {"now": 0, "day": 24, "two": 48}
TOLD = ("police", "helpline", "ofcom")
CAME_OF_IT = ("gone", "there", "refused")
# The letters that follow when it is still there or the site said no, in order.
NEXT_LETTERS = ("expedited_complaint", "ofcom_note", "erasure_request", "police_statement")


class Clock(Spoken):
    """Note what was reported, and lead on when the 48 hours are over."""

    called = "action_clock"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Do what the button says; without one, ask who was told."""
        what, which = str(meant.pressed.get("what", "menu")), str(meant.pressed.get("which", ""))
        if what in AGO and self._is_site(which):
            note_report(speaker, report, which, AGO[what])
        elif what == "told" and which in TOLD:
            note_told(speaker, report, which)
        elif what in CAME_OF_IT and self._is_site(which):
            take_what_came(speaker, report, what, which, self.content)
        elif what in {"remind", "hush"} and self._is_site(which):
            speaker.effect("remind", hours=HOURS, site=which, silent=what == "hush")
        elif what == "warn":
            speaker.effect("remind", going=True)
        elif what in {"reported", "check", "complained"} and self._is_site(which):
            ASKS[what](speaker, which, self.content)
        elif what == "sites":
            speaker.say("clock.which_site", *site_buttons(speaker, self.content))
        else:
            show_menu(speaker, meant.answers.get("site") or report.answers.get("site"), self.content)

    def _is_site(self, name: str) -> bool:
        return is_site(self.content, name)


def is_site(content: Any, name: object) -> bool:
    """Say whether this is the id of a site of ours; a forged one is never noted."""
    return name in content.facts.routes and content.facts.routes[name].kind == "site"


def show_menu(speaker: Speaker, site: object, content: Any) -> None:
    """Ask who was told; the site that was named stands first."""
    buttons: list[Press] = []
    if is_site(content, site):
        buttons.append(
            speaker.press("clock.to_site", f"k:reported:{site}", site=content.facts.routes[site].name)
        )
    buttons.append(speaker.press("clock.to_a_site" if not buttons else "clock.to_another_site", "k:sites:0"))
    buttons += [speaker.press(f"clock.to_{name}", f"k:told:{name}") for name in TOLD]
    speaker.say("clock.whom", *buttons)


def site_buttons(speaker: Speaker, content: Any) -> list[Press]:
    """Return a button for each site that the report's question names, and for any other."""
    asked = [question.options for flow in content.flows if (question := flow.question("site"))]
    named = [option for option in max(asked, key=len, default=()) if is_site(content, option)]
    return [(content.facts.routes[name].name[:40], f"k:reported:{name}") for name in named]


def ask_when(speaker: Speaker, site: str, content: Any) -> None:
    """Ask when it was reported, because the 48 hours run from then."""
    buttons = [speaker.press(f"clock.when_{name}", f"k:{name}:{site}") for name in AGO]
    speaker.say("clock.when", *buttons, site=content.facts.routes[site].name)


def ask_what_came(speaker: Speaker, site: str, content: Any) -> None:
    """Ask what came of the report."""
    buttons = [speaker.press(f"clock.{name}", f"k:{name}:{site}") for name in CAME_OF_IT]
    speaker.say("clock.check", *buttons, speaker.press("clock.stop", "do:stop_reminders"),
                site=content.facts.routes[site].name)  # fmt: skip


def note_complaint(speaker: Speaker, site: str, content: Any) -> None:
    """Note that the site was asked to look again."""
    speaker.effect("note_step", step="complained", site=site)


ASKS = {"reported": ask_when, "check": ask_what_came, "complained": note_complaint}


def note_report(speaker: Speaker, report: Report, site: str, hours_ago: int) -> None:
    """Note a report to a site; the shell says when the 48 hours are over and offers to check in."""
    remember(report, "site")
    if not is_said(report.answers.get("site")):
        report.answer("site", site)
    speaker.effect("note_step", step="reported", site=site, hours_ago=hours_ago, covered=is_covered(report))


def note_told(speaker: Speaker, report: Report, whom: str) -> None:
    """Note that somebody else was told."""
    if whom != "ofcom":
        remember(report, whom)
    speaker.effect("note_step", step=f"told_{whom}")


def take_what_came(speaker: Speaker, report: Report, came: str, site: str, content: Any) -> None:
    """Note what came of it, and offer the next step with its letter."""
    speaker.effect("note_step", step=came, site=site, covered=is_covered(report))
    name = content.facts.routes[site].name
    if came == "gone":
        speaker.say("clock.after_gone", *after_gone(speaker), site=name)
        return
    child = situation(report.answers).child
    key = "child" if child else f"{came}_covered" if is_covered(report) else came
    speaker.say(f"clock.after_{key}", *next_steps(speaker, report, site, content), site=name)


def after_gone(speaker: Speaker) -> list[Press]:
    """Return what is still worth doing once a post is gone."""
    return [speaker.press("talk.menu_pack", "do:pack"), speaker.press("talk.menu_status", "do:status")]


def next_steps(speaker: Speaker, report: Report, site: str, content: Any) -> list[Press]:
    """Return the letters that follow, and the people who can help to send them."""
    answers, letters = said(report.answers), content.letters
    named = [letters[name] for name in letters if letters[name].next_step in NEXT_LETTERS]
    fitting = sorted(
        (letter for letter in named if letter.fits(answers)),
        key=lambda letter: NEXT_LETTERS.index(letter.next_step),
    )
    buttons = [(letter.button, f"l:letter:{letter.id}:{site}") for letter in fitting]
    if is_covered(report):
        buttons.append(speaker.press("clock.complained", f"k:complained:{site}"))
    return [
        *buttons,
        speaker.press("talk.more", "s:services:0"),
        speaker.press("clock.again", f"k:remind:{site}"),
    ]


def is_covered(report: Report) -> bool:
    """Say whether the 48-hour duty is about this report: an adult's intimate picture that was shared."""
    here = situation(report.answers)
    return not here.child and here.incident in COVERED


def remember(report: Report, whom: str) -> None:
    """Remember who was told, so that nobody is sent there again."""
    told = report.answers.get("reported")
    known = list(told) if isinstance(told, list) else []
    if whom not in known:
        report.answers["reported"] = [*known, whom]
