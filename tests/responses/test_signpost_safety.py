"""What must hold for every answer anybody can give: nation, age, and no adult tool for a child."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.incidents import ALIASES, INCIDENTS, incident_named
from nlu.signpost import (
    advice_for,
    any_age_advice,
    directory,
    first_for_any_age,
    law_for,
    routes_for,
    services_for,
)
from nlu.situation import act_days
from responses.facts import load_facts
from responses.plain_words import sentences
from responses.replay import said

FACTS = load_facts()
NATIONS = ("england", "wales", "scotland", "northern_ireland")
ADULT_TOOLS = {"stopncii", "revenge_porn_helpline"}
NOT_SAID = st.sampled_from([None, "not_said", "unsure", ""])
ANSWERS = st.fixed_dictionaries(
    {
        "incident": st.sampled_from(INCIDENTS),
        "age": st.sampled_from(["adult", "under_18"]) | NOT_SAID,
        "nation": st.sampled_from(NATIONS) | NOT_SAID,
        "by": st.sampled_from(["partner", "known", "unknown", "family"]) | NOT_SAID,
        "for_whom": st.sampled_from(["self", "child", "someone_else", "moderator", "did_it"]) | NOT_SAID,
    },
    optional={
        "age_in_picture": st.sampled_from(["adult", "under_18"]) | NOT_SAID,
        "age_years": st.integers(8, 90),
        "by_age": st.sampled_from(["adult", "under_18"]),
        "when": st.sampled_from(["today", "this_week", "this_month", "this_year", "longer"]),
        "money": st.sampled_from(["asked", "paid"]),
        "site": st.sampled_from(["reddit", "snapchat", "xhamster", "no_such_site"]),
        "watched": st.sampled_from(["yes", "no", "unsure"]),
    },
)


def _child(answers: dict[str, object]) -> bool:
    years = answers.get("age_years")
    young = answers["age"] == "under_18" or (isinstance(years, int) and years < 18)
    unsure = answers["age"] != "adult" and years is None
    in_picture = "age_in_picture" in answers and answers["age_in_picture"] != "adult"
    return young or unsure or in_picture


@settings(deadline=None)
@given(ANSWERS, st.booleans(), st.booleans())
def test_no_child_is_ever_sent_to_an_adult_tool(
    answers: dict[str, object], danger: bool, crisis: bool
) -> None:
    if not _child(answers):
        return
    shown = {*services_for(FACTS, answers, danger, crisis), *directory(FACTS, answers)}
    routes = routes_for(FACTS, answers)
    assert not shown & ADULT_TOOLS
    assert not ADULT_TOOLS & {name for route in routes for name in route.services}
    assert all(route.for_ages != "adult" for route in routes)
    assert all(route.stopncii == "not_known" for route in routes)
    said = " ".join(FACTS.advice[name] for name in advice_for(FACTS, answers))
    said += " ".join(step for route in routes for step in route.steps)
    assert "StopNCII" not in said
    for sentence in sentences(said):
        assert "screenshot" not in sentence or "not" in sentence.lower()
    assert "a picture of the screen" not in said


@settings(deadline=None)
@given(ANSWERS, st.booleans(), st.booleans())
def test_every_service_serves_the_nation_and_the_age(
    answers: dict[str, object], danger: bool, crisis: bool
) -> None:
    nation = answers["nation"]
    for name in services_for(FACTS, answers, danger, crisis):
        service = FACTS.services[name]
        if nation in NATIONS:
            assert nation in service.nations, name
        else:
            assert service.nations == frozenset(NATIONS), name
        if _child({"age": answers["age"], "age_years": answers.get("age_years")}):
            assert (service.age_min or 0) < 18, name


@settings(deadline=None)
@given(ANSWERS, st.booleans())
def test_nobody_is_left_without_a_service_a_law_card_or_advice(
    answers: dict[str, object], crisis: bool
) -> None:
    assert services_for(FACTS, answers, crisis=crisis)
    if answers["incident"] not in ("did_it", "suicide_self_harm") and answers["for_whom"] != "did_it":
        assert law_for(FACTS, answers)
        assert law_for(FACTS, answers, act_days(answers, date(2026, 11, 22)))
        assert len(services_for(FACTS, answers)) >= 2


@settings(deadline=None)
@given(ANSWERS, st.none() | st.dates(date(2010, 1, 1), date(2027, 12, 31)))
def test_no_law_of_another_nation_is_ever_shown(answers: dict[str, object], act_date: date | None) -> None:
    for law in law_for(FACTS, answers, (act_date, act_date)):
        if answers["nation"] in NATIONS:
            assert answers["nation"] in law.nations
        else:
            assert law.nations == frozenset(NATIONS)
        if act_date is not None:
            assert law.since is None or law.since <= act_date
            assert law.until is None or act_date <= law.until


def test_every_service_can_be_reached_by_somebody() -> None:
    reached = {
        name
        for nation in NATIONS
        for age in ("adult", "under_18")
        for name in directory(FACTS, {"age": age, "nation": nation})
    }
    assert reached == set(FACTS.services)


def test_every_incident_and_every_other_name_of_one_is_understood() -> None:
    assert all(incident_named(name) == name for name in INCIDENTS)
    assert set(ALIASES.values()) <= set(INCIDENTS)
    assert incident_named("Intimate-Image shared") == "image_shared"
    assert incident_named("hate_crime") == "hate"
    assert incident_named("the weather") is None


def test_every_issue_word_of_the_services_is_an_incident() -> None:
    words = {issue for service in FACTS.services.values() for issue in service.issues}
    assert {word for word in words if incident_named(word) is None} == set()


@pytest.mark.parametrize(
    ("answers", "row"), [({"age": "adult", "for_whom": "did_it", "incident": "image_shared"}, "A19")]
)
def test_someone_who_did_it_gets_no_help_with_removal(answers: dict[str, object], row: str) -> None:
    shown = services_for(FACTS, {**answers, "nation": "england"})
    assert shown[0] == "respect_phoneline"
    assert not {"stopncii", "platform_report", "google_removal", "report_remove"} & set(shown)
    assert routes_for(FACTS, {**answers, "nation": "england"}) == []


def test_a_watched_device_changes_the_advice() -> None:
    answers = {"age": "adult", "nation": "wales", "incident": "image_shared", "by": "partner"}
    assert "watched_device" in advice_for(FACTS, {**answers, "watched": "yes"})
    assert "watched_device" in advice_for(FACTS, {**answers, "watched": "unsure"})
    assert "watched_device" not in advice_for(FACTS, {**answers, "watched": "no"})


@pytest.mark.parametrize("question", ["age", "age_in_picture"])
def test_who_would_rather_not_say_an_age_gets_no_adult_tool(question: str) -> None:
    told = {"age": "adult", "age_in_picture": "adult", "incident": "image_shared", "nation": "england"}
    answers = said({**told, question: "rather_not_say"})
    assert ADULT_TOOLS & set(services_for(FACTS, said(told)))
    assert not ADULT_TOOLS & set(services_for(FACTS, answers))
    assert "stopncii" not in {route.id for route in routes_for(FACTS, answers)}


@settings(deadline=None)
@given(ANSWERS, st.sampled_from(["age", "age_in_picture"]))
def test_before_an_age_is_known_nothing_is_shown_first_that_is_only_for_one_age(
    answers: dict[str, object], unknown: str
) -> None:
    # Whoever is asked for the age in the picture has said to be an adult now.
    answers = answers if unknown == "age" else {**answers, "age": "adult", "age_years": 34}
    for name in first_for_any_age(FACTS, answers, unknown):
        assert name not in ADULT_TOOLS
        if unknown == "age":
            assert FACTS.services[name].takes_age(True, None)
            assert (FACTS.services[name].age_max or 99) >= 18
    assert "keep_proof" not in any_age_advice(FACTS, answers, unknown)
