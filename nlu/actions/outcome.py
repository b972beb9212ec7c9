"""The outcome: one to three services first, and everything else behind a button."""

from __future__ import annotations

from typing import Any

from nlu.actions.first_steps import AT_ONCE, cards, say_steps, show_steps_so_far
from nlu.actions.heard import Meant
from nlu.actions.questions import answer, people_for
from nlu.actions.report import Report
from nlu.actions.speak import Press, Speaker, Spoken
from nlu.flow import said
from nlu.signpost import law_for, routes_for, services_for
from nlu.situation import act_days
from responses.cards import card
from responses.entries import Route
from responses.route_cards import law_card, route_card


class Outcome(Spoken):
    """Say what to do first, for this age, nation and situation."""

    called = "action_outcome"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Give the first steps, save the report, and hand out the code once."""
        answers = said(report.answers)
        report.asked = None
        flow = report.flow(self.content)
        say_steps(speaker, f"{flow.id}.{flow.outcome}", self.content, answers, meant)
        speaker.say("talk.after_steps", *next_buttons(speaker, report, self.content))
        if report.tell_once("code"):
            speaker.effect("give_code")


class Show(Spoken):
    """Show more: further services, a route, the law. All of it is looked up again from the answers."""

    called = "action_show"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Show what the button names; a button that fits nothing any more is explained."""
        answers = said(report.answers)
        what, which = str(meant.pressed.get("what")), str(meant.pressed.get("which"))
        if what == "services" and which.isdigit():
            show_services(speaker, self.content, answers, meant, int(which))
        elif what == "route":
            show_route(speaker, self.content, answers, which)
        elif what == "answer":
            answer(speaker, report, which, self.content)
        elif what == "people":
            names = people_for(which, answers, self.content)[:AT_ONCE]
            shown = [card(self.content.facts.services[name], meant.now) for name in names]
            speaker.say_text("\n\n".join([speaker.words.text("talk.steps_more"), *shown]))
        elif what == "steps":
            show_steps_so_far(speaker, report, meant, self.content)
        elif what == "law":
            show_law(speaker, self.content, answers, meant, which)
        elif what == "code" and report.answers:
            speaker.effect("give_code")
        elif what == "code":
            speaker.say("clock.status_nothing", speaker.press("talk.carry_on", "do:report_start"))
        else:
            speaker.say("talk.old_button", speaker.press("talk.carry_on", "do:report_start"))


def show_services(speaker: Speaker, content: Any, answers: dict[str, Any], meant: Meant, start: int) -> None:
    """Show the next few services."""
    shown = cards(content, answers, meant, start)
    if not shown:
        speaker.say("talk.steps_no_more", speaker.press("talk.change", "do:change_answer"))
        return
    more = [speaker.press("talk.more", f"s:services:{start + AT_ONCE}")]
    has_more = len(services_for(content.facts, answers)) > start + AT_ONCE
    speaker.say_text("\n\n".join([speaker.words.text("talk.steps_more"), *shown]), more if has_more else ())


def show_route(speaker: Speaker, content: Any, answers: dict[str, Any], which: str) -> None:
    """Show how to report on one site."""
    route = next((route for route in routes_for(content.facts, answers) if route.id == which), None)
    if route is None:
        speaker.say("talk.old_button", speaker.press("talk.carry_on", "do:report_start"))
        return
    link = route.shown("link")
    speaker.say_text(route_card(route, speaker.words), [(route.name[:40], str(link))] if link else ())


def show_law(speaker: Speaker, content: Any, answers: dict[str, Any], meant: Meant, which: str) -> None:
    """Show the law of the person's nation on the days it may have been, a few cards at a time."""
    start = int(which) if which.isdigit() else 0
    found = law_for(content.facts, answers, act_days(answers, meant.now.date()))[start:]
    if not found:
        speaker.say("answers.ask_is_it_illegal", speaker.press("talk.menu", "do:menu"))
        return
    more = [speaker.press("talk.more_law", f"s:law:{start + AT_ONCE}")] if len(found) > AT_ONCE else []
    speaker.say_text("\n\n".join(law_card(law, speaker.words) for law in found[:AT_ONCE]), more)


def next_buttons(speaker: Speaker, report: Report, content: Any) -> list[Press]:
    """Return what can be done after the first steps."""
    answers = said(report.answers)
    buttons = [speaker.press("talk.more", f"s:services:{AT_ONCE}")]
    buttons += [route_press(speaker, route) for route in routes_for(content.facts, answers)[:2]]
    buttons += [speaker.press("talk.law", "s:law:0")] if "nation" in answers else []
    if report.is_adult_picture() and answers.get("for_whom", "self") == "self":
        buttons.append(speaker.press("picture.send", "do:send_picture"))
    if answers.get("site") == "discord":
        buttons.append(speaker.press("discord.tell_offer", "do:tell_moderators"))
    buttons += case_buttons(speaker)
    return buttons + [speaker.press("talk.change", "do:change_answer"), speaker.press("talk.menu", "do:menu")]


def route_press(speaker: Speaker, route: Route) -> Press:
    """Return the button of a route: a site is reported on, any other route has its own name."""
    payload = f"s:route:{route.id}"
    return (
        speaker.press("talk.route", payload, site=route.name)
        if route.kind == "site"
        else (route.name, payload)
    )


def case_buttons(speaker: Speaker) -> list[Press]:
    """Return what can be kept and handed on."""
    return [
        speaker.press("clock.i_reported", "do:i_reported"),
        speaker.press("case.write_down", "do:write_down"),
        speaker.press("case.letters", "l:letters:0"),
    ]
