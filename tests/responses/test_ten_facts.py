"""The ten facts whose wrongness would hurt a person most. One test each, in the order of the research."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

import pytest

from nlu.signpost import advice_for, law_for, routes_for, services_for
from nlu.situation import act_days
from responses.cards import card
from responses.facts import load_facts

FACTS = load_facts()
NATIONS = ("england", "wales", "scotland", "northern_ireland")
SHARED: dict[str, object] = {"incident": "image_shared", "by": "unknown"}


def _law(nation: str, incident: str, act_date: date | None = None, age: str = "adult") -> dict[str, str]:
    answers = {"nation": nation, "incident": incident, "age": age}
    return {law.id: law.words for law in law_for(FACTS, answers, (act_date, act_date))}


def _all_words() -> str:
    parts = [law.words for law in FACTS.law.values()] + list(FACTS.advice.values())
    parts += [
        " ".join([*r.steps, r.promise or "", r.discloses, r.choose or ""]) for r in FACTS.routes.values()
    ]
    return "\n".join(parts + [service.what for service in FACTS.services.values()])


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize(
    ("age", "picture"), [("under_18", "under_18"), ("adult", "under_18"), ("adult", "unsure"), ("unsure", "")]
)
def test_1_under_18_ever_in_the_picture_means_the_childrens_way_only(
    nation: str, age: str, picture: str
) -> None:
    for incident in ("image_shared", "threat", "sextortion", "deepfake", "taken"):
        answers = {"nation": nation, "incident": incident, "age": age, "age_in_picture": picture}
        shown = services_for(FACTS, answers)
        assert not {"stopncii", "revenge_porn_helpline"} & set(shown)
        assert {"report_remove", "take_it_down", "iwf", "ceop"} & set(shown)
        routes = {route.id for route in routes_for(FACTS, answers)}
        assert "stopncii" not in routes
        assert "take_it_down" in routes
        assert "keep_proof" not in advice_for(FACTS, answers)


@pytest.mark.parametrize(("age", "name"), [("adult", "dont_pay"), ("under_18", "dont_pay_child")])
def test_2_do_not_pay_keep_proof_tell_the_police_and_life_first(age: str, name: str) -> None:
    answers = {"nation": "england", "incident": "sextortion", "age": age}
    assert advice_for(FACTS, answers)[0] == name
    assert "Do not send money" in FACTS.advice["dont_pay"]
    assert "do not send money" in FACTS.advice["dont_pay_child"]
    assert "101" in services_for(FACTS, answers)[:3]
    assert services_for(FACTS, answers, danger=True)[0] == "999"
    assert advice_for(FACTS, answers, danger=True, crisis=True)[:2] == ["danger_now", "crisis_now"]
    assert {"samaritans", "papyrus"} & set(services_for(FACTS, answers))


@pytest.mark.parametrize("nation", NATIONS)
def test_3_the_48_hour_duty_holds_now_in_all_nations_and_is_no_promise(nation: str) -> None:
    words = _law(nation, "image_shared")["uk_sites"]
    assert "29 June 2026" in words
    assert "without an account" in words
    assert "not certain" in words
    report = FACTS.routes["report_words"]
    assert any("section 20A" in step for step in report.steps)
    assert any("section 21(2A)" in step for step in FACTS.routes["no_answer"].steps)
    assert "not every picture comes down" in str(report.promise)
    assert not re.search(r"(gone|removed|down) in 48 hours|proposed", _all_words())


def test_4_ofcom_removes_nothing_and_answers_nobody_and_never_comes_first() -> None:
    assert "cannot take a picture down" in " ".join(FACTS.routes["ofcom"].steps)
    assert "cannot take a picture down or answer you" in FACTS.law["uk_ofcom"].words
    for nation in NATIONS:
        answers = {**SHARED, "nation": nation, "age": "adult", "site": "reddit"}
        assert "ofcom" not in services_for(FACTS, answers)[:8]
        routes = [route.id for route in routes_for(FACTS, answers)]
        assert routes.index("ofcom") > routes.index("reddit")
        assert routes.index("ofcom") > routes.index("report_words")


def test_5_the_law_on_fakes_is_each_nations_own_and_nobody_hears_nothing_can_be_done() -> None:
    assert "ew_making" in _law("england", "deepfake", date(2026, 2, 6))
    assert "ew_making" in _law("wales", "deepfake")
    assert "ew_making" not in _law("england", "deepfake", date(2026, 2, 5))
    assert "Sharing a fake" in _law("england", "deepfake", date(2026, 2, 5))["ew_making_before"]
    for nation, own in (("scotland", "scotland_making"), ("northern_ireland", "ni_deepfake")):
        cards = _law(nation, "deepfake")
        assert own in cards
        assert "When we last checked" in cards[own]
        assert not re.search(r"England|Wales|6 February 2026", " ".join(cards.values()))
        assert re.search("take it down|take the fake down", cards[own])
    assert "nothing can be done" not in _all_words().lower()


def _law_when(incident: str, when: str, today: date) -> set[str]:
    answers = {"nation": "england", "incident": incident, "age": "adult", "when": when}
    return {law.id for law in law_for(FACTS, answers, act_days(answers, today))}


def test_5_long_ago_with_no_day_named_shows_the_older_law_beside_the_newer() -> None:
    assert {"ew_sharing", "ew_sharing_older"} <= _law_when("image_shared", "longer", date(2026, 11, 22))
    assert "ew_sharing_older" not in _law_when("image_shared", "today", date(2026, 11, 22))


def test_5_a_law_that_came_within_the_last_year_is_not_claimed_for_an_act_before_it() -> None:
    in_the_year = _law_when("deepfake", "this_year", date(2026, 11, 22))
    assert {"ew_making", "ew_making_before"} <= in_the_year
    longer = _law_when("deepfake", "longer", date(2026, 3, 1))
    assert "ew_making_before" in longer
    assert "ew_making" not in longer
    assert "ew_making_before" not in _law_when("deepfake", "this_month", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("act_date", "card_id"),
    [
        (date(2024, 1, 30), "ew_sharing_older"),
        (date(2024, 1, 31), "ew_sharing"),
        (date(2015, 4, 13), "ew_sharing_older"),
    ],
)
def test_5_the_law_of_the_day_of_the_act_is_shown(act_date: date, card_id: str) -> None:
    sharing = [name for name in _law("wales", "image_shared", act_date) if "sharing" in name]
    assert sharing == [card_id]


@pytest.mark.parametrize("nation", NATIONS)
def test_6_report_soon_and_nobody_is_told_they_are_too_late(nation: str) -> None:
    for act_date in (None, date(2026, 11, 1), date(2026, 1, 1), date(2014, 1, 1)):
        words = " ".join(_law(nation, "image_shared", act_date).values())
        assert "as soon as you can" in words
        assert "still ask" in words
    assert "too late" not in _all_words().lower()


def test_7_stopncii_is_told_as_it_is() -> None:
    steps = " ".join(FACTS.routes["stopncii"].steps)
    for truth in ("18 or over in the picture", "never leaves", "your own copy", "nobody can get them back"):
        assert truth in steps
    assert "exactly the same file" in steps
    assert "sites that have joined" in str(FACTS.routes["stopncii"].promise)


def test_8_proof_before_blocking_if_safe_and_a_copyright_notice_warns_first() -> None:
    assert "If it is safe" in FACTS.advice["keep_proof"]
    assert "before you report or block" in FACTS.advice["keep_proof"]
    notice = FACTS.routes["copyright_notice"]
    assert "gives your name" in notice.steps[0]
    assert "Your name" in notice.discloses
    routes = [route.id for route in routes_for(FACTS, {**SHARED, "nation": "england", "age": "adult"})]
    assert routes.index("copyright_notice") > routes.index("report_words")


@pytest.mark.parametrize("nation", ["england", "wales", "northern_ireland"])
def test_9_anonymity_for_life_but_not_with_blackmail_or_harassment(nation: str) -> None:
    words = " ".join(words for key, words in _law(nation, "image_shared").items() if "anonymity" in key)
    assert "for the rest of your life" in words
    assert "may not come with a charge of blackmail or harassment" in " ".join(words.split())
    for incident in ("sextortion", "harassment"):
        assert not any("anonymity" in key for key in _law(nation, incident))


def test_9_scotland_is_not_promised_what_could_not_be_confirmed() -> None:
    assert "could not confirm" in _law("scotland", "image_shared")["scotland_anonymity"].replace("\n", " ")


def test_10_the_right_contacts() -> None:
    fraud, helpline = FACTS.services["report_fraud"], FACTS.services["revenge_porn_helpline"]
    assert fraud.shown("phone") == "0300 123 2040"
    assert fraud.name.startswith("Report Fraud")
    assert "scotland" not in fraud.nations
    assert helpline.shown("phone") == "0345 6000 459"
    assert helpline.age_min == 18
    night = datetime(2026, 11, 24, 2, tzinfo=timezone.utc)
    assert "Closed now" in card(helpline, night)
    for name in ("samaritans", "rape_sexual_abuse_line", "lifeline_ni"):
        assert "Open now" in card(FACTS.services[name], night)
    assert "0808 801 0327" in card(FACTS.services["mens_advice_line"], night)
    assert "Open" not in card(FACTS.services["mens_advice_line"], night)
