"""Routes: every site of the research, what each discloses, and the right police and watchdog by nation."""

from __future__ import annotations

import pytest

from nlu.signpost import routes_for
from responses.facts import load_facts

FACTS = load_facts()

# Copied by hand from the research: is the site named there as a StopNCII partner?
PARTNERS = {
    "x": "not_known",
    "grok": "no",
    "instagram": "yes",
    "facebook": "yes",
    "messenger": "yes",
    "threads": "yes",
    "whatsapp": "not_known",
    "tiktok": "yes",
    "snapchat": "yes",
    "telegram": "not_known",
    "discord": "not_known",
    "reddit": "yes",
    "youtube": "not_known",
    "google": "yes",
    "bing": "yes",
    "pornhub": "yes",
    "redtube": "yes",
    "youporn": "yes",
    "onlyfans": "yes",
    "xhamster": "not_known",
    "xvideos": "not_known",
    "xnxx": "not_known",
    "tumblr": "not_known",
    "pinterest": "not_known",
    "linkedin": "not_known",
    "twitch": "no",
    "signal": "no",
    "tinder": "no",
    "hinge": "no",
    "grindr": "no",
    "bumble": "yes",
    "other": "not_known",
    "nudify_app": "not_known",
}
# Partners announced but not confirmed for the UK, and flags from low sources, are never said.
UNSURE = {"google", "grok", "twitch", "signal", "tinder", "hinge", "grindr"}
POLICE = {
    "england": ("police_england_wales", "iopc", "civil_england_wales"),
    "wales": ("police_england_wales", "iopc", "civil_england_wales"),
    "scotland": ("police_scotland", "pirc", "civil_scotland"),
    "northern_ireland": ("police_northern_ireland", "police_ombudsman", "civil_northern_ireland"),
}


def test_every_site_of_the_research_has_a_route() -> None:
    sites = {route.id: route.stopncii for route in FACTS.routes.values() if route.kind == "site"}
    assert sites == PARTNERS


@pytest.mark.parametrize("site", sorted(PARTNERS))
def test_each_site_says_what_to_do_and_what_it_discloses(site: str) -> None:
    route = FACTS.routes[site]
    assert len(route.steps) >= 2
    assert route.choose
    assert route.discloses
    shown = route.shown("stopncii")
    assert shown == (None if site in UNSURE else PARTNERS[site])
    if route.confidence == "low":
        assert route.shown("link") is None


@pytest.mark.parametrize("site", sorted(PARTNERS))
def test_the_site_where_it_was_posted_comes_first_for_adults(site: str) -> None:
    answers = {"incident": "image_shared", "age": "adult", "nation": "england", "site": site}
    routes = [route.id for route in routes_for(FACTS, answers)]
    assert routes[0] == site
    assert routes[1:4] == ["report_words", "no_answer", "stopncii"]
    assert len(routes) == len(set(routes))


def test_a_site_we_do_not_know_gets_what_works_everywhere() -> None:
    answers = {"incident": "image_shared", "age": "adult", "nation": "england", "site": "a_new_site"}
    assert routes_for(FACTS, answers)[0].id == "other"


@pytest.mark.parametrize("nation", POLICE)
def test_each_nation_gets_its_own_police_watchdog_and_courts(nation: str) -> None:
    answers = {"incident": "image_shared", "age": "adult", "nation": nation}
    routes = {route.id for route in routes_for(FACTS, answers)}
    others = {name for names in POLICE.values() for name in names} - set(POLICE[nation])
    assert set(POLICE[nation]) <= routes
    assert not others & routes


@pytest.mark.parametrize("nation", POLICE)
def test_the_police_route_says_what_to_do_when_they_say_no_and_that_it_is_a_choice(nation: str) -> None:
    steps = " ".join(FACTS.routes[POLICE[nation][0]].steps)
    assert "reference number" in steps
    assert "If they say no" in steps
    assert "You do not have to report" in steps


def test_money_lost_goes_to_report_fraud_but_never_in_scotland() -> None:
    answers = {"incident": "sextortion", "age": "adult", "nation": "scotland"}
    assert "money_lost" not in {route.id for route in routes_for(FACTS, answers)}
    assert "money_lost_scotland" in {route.id for route in routes_for(FACTS, answers)}
    assert "report_fraud" not in FACTS.routes["money_lost_scotland"].services
    assert "money_lost" in {route.id for route in routes_for(FACTS, {**answers, "nation": "wales"})}


def test_compensation_is_for_later_and_says_that_most_online_abuse_falls_outside() -> None:
    steps = " ".join(FACTS.routes["compensation_britain"].steps)
    assert "for later" in steps
    assert "falls outside" in steps


def test_a_childs_first_route_is_report_remove_and_then_the_site() -> None:
    answers = {"incident": "image_shared", "age": "under_18", "nation": "wales", "site": "snapchat"}
    routes = [route.id for route in routes_for(FACTS, answers)]
    assert routes[:3] == ["report_remove", "take_it_down", "snapchat"]
    grown = {**answers, "age": "adult", "age_in_picture": "under_18"}
    routes = [route.id for route in routes_for(FACTS, grown)]
    assert routes[:2] == ["take_it_down", "snapchat"]
    assert "report_remove" not in routes


def test_only_a_site_can_be_named_as_the_site() -> None:
    answers = {"incident": "other", "age": "adult", "nation": "wales", "site": "civil_scotland"}
    assert routes_for(FACTS, answers)[0].id == "other"
