"""What is not confirmed is never shown; what is broken is named; what is there is sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responses.cards import card
from responses.check_facts import FIRST_CONTACT, check_facts
from responses.due import due
from responses.entries import Service
from responses.facts import ContentError, load_facts
from responses.links import link_report, links

FACTS = load_facts()
SERVICES = sorted(FACTS.services.values(), key=lambda service: service.id)
CONTACTS = ("phone", "text", "whatsapp", "email", "url", "webchat_url")
HIDEABLE = (*CONTACTS, "hours", "cost")
TODAY = date(2026, 11, 22)
# Hypothesis wants bounds without a zone and adds it.
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc))  # noqa: DTZ001


def test_all_services_of_the_research_are_there() -> None:
    assert len(FACTS.services) == 116
    assert set(FACTS.services) >= FIRST_CONTACT


def test_the_facts_keep_every_rule() -> None:
    assert check_facts(FACTS, TODAY) == []


def _values(service: Service, field: str) -> list[str]:
    value = service.hours_words if field == "hours" else getattr(service, field)
    return [str(value)] if value else []


@settings(deadline=None)
@given(st.sampled_from(SERVICES), st.sets(st.sampled_from(HIDEABLE)), MOMENTS)
def test_no_unconfirmed_field_is_ever_on_a_card(service: Service, doubted: set[str], when: datetime) -> None:
    service = replace(service, unconfirmed=service.unconfirmed | doubted)
    lines = card(service, when).splitlines()[2:]  # after the name and the sentence of what it is
    shown = {field for field in HIDEABLE if service.shown("hours_words" if field == "hours" else field)}
    confirmed = {value for field in shown for value in _values(service, field)}
    for field in HIDEABLE:
        if field not in shown:
            for value in _values(service, field):
                said = [line for line in lines if line.endswith((f": {value}", f": {value}."))]
                assert not said or value in confirmed, (service.id, field, said)
    if "hours" in service.unconfirmed:
        assert "Open" not in "\n".join(lines)
        assert "Closed now" not in "\n".join(lines)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_no_unconfirmed_number_or_address_stands_anywhere_on_the_card(service: Service) -> None:
    text = card(service, datetime(2026, 11, 22, 2, tzinfo=timezone.utc))
    for field in CONTACTS:
        value = getattr(service, field)
        others = [getattr(service, f) or "" for f in CONTACTS if service.shown(f)]
        # A chat page may be below a confirmed home page, or the same address.
        if value and service.shown(field) is None and not any(value in other for other in others):
            assert value not in text


def test_what_is_only_recalled_shows_nothing_but_its_name() -> None:
    recalled = [service for service in SERVICES if service.verification == "recalled"]
    assert len(recalled) == 26
    for service in recalled:
        assert all(service.shown(field) is None for field in (*CONTACTS, "hours", "hours_words", "cost"))


def test_open_now_is_said_only_of_sure_hours() -> None:
    when = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
    for service in SERVICES:
        if "Open now" in card(service, when):
            assert service.confidence == "high"
            assert "hours" not in service.unconfirmed
            assert service.hours is not None
            assert service.hours.always


def test_nobody_is_at_the_helpline_at_two_in_the_morning_and_the_card_says_so() -> None:
    helpline = FACTS.services["revenge_porn_helpline"]
    text = card(helpline, datetime(2026, 11, 22, 2, tzinfo=timezone.utc))
    assert "Open" not in text
    assert "Next open Monday 23 November at 10am" in text
    assert "0345 6000 459" in text


def test_every_card_says_when_it_was_checked() -> None:
    for service in SERVICES:
        last = card(service, datetime(2026, 11, 22, tzinfo=timezone.utc)).splitlines()[-1]
        assert "hecked" in last


def test_a_service_that_may_have_closed_shows_no_number() -> None:
    text = card(FACTS.services["stop_hate_uk"], datetime(2026, 11, 22, tzinfo=timezone.utc))
    assert "0800 138 1625" not in text
    assert "still open" in text


def _broken(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "ours.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_facts(overlays=[tmp_path])
    return caught.value.problems


def test_every_problem_is_named_at_once_with_file_and_entry(tmp_path: Path) -> None:
    problems = _broken(
        tmp_path,
        "kind: police\nservices:\n  one:\n    nmae: Slip\n    nations: [france]\n    confidence: sure\n"
        "    verification: seen\n    url: http://x.example\n    unconfirmed: [fone]\n    checked: soon\n",
    )
    text = "\n".join(problems)
    assert all(problem.startswith("services/ours.yml, one:") for problem in problems)
    for word in ("nmae", "`name` is missing", "nations", "confidence", "https://", "fone", "a day like"):
        assert word in text


def test_a_file_that_is_no_yaml_is_a_sentence_with_its_line(tmp_path: Path) -> None:
    problems = _broken(tmp_path, "kind: police\nservices:\n  one: [\n")
    assert any("services/ours.yml" in problem and "line" in problem for problem in problems)


GOOD = """
kind: specialist_helpline
services:
  our_line:
    name: Our own line
    what: Someone to talk to.
    nations: [scotland]
    phone: 0141 496 0000
    hours: always
    hours_words: 24 hours, every day
    source_url: https://example.org
    checked: 2026-11-01
    confidence: high
    verification: seen
"""


def test_an_overlay_adds_its_service_and_hides_another(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "ours.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "overlay.yml").write_text("hide: [galop]\nadd: {A4: {first: [our_line]}}\n", encoding="utf-8")
    facts = load_facts(overlays=[tmp_path])
    assert "galop" not in facts.services
    row = next(row for row in facts.table.rows if row.id == "A4")
    assert row.show[0].service == "our_line"
    assert len(load_facts().services) == 116


@pytest.mark.parametrize("name", ["999", "childline", "samaritans"])
def test_an_overlay_may_not_hide_what_people_in_danger_need(tmp_path: Path, name: str) -> None:
    (tmp_path / "overlay.yml").write_text(f"hide: ['{name}']\n", encoding="utf-8")
    with pytest.raises(ContentError, match="may not be hidden"):
        load_facts(overlays=[tmp_path])


def test_an_overlay_may_not_take_one_of_our_ids(tmp_path: Path) -> None:
    problems = _broken(tmp_path, GOOD.replace("our_line", "childline"))
    assert any("already one of ours" in problem for problem in problems)


def test_what_is_due_is_named_with_the_most_harmful_first() -> None:
    found = due(FACTS, TODAY)
    assert [item.harm for item in found] == sorted(item.harm for item in found)
    assert {item.id for item in found if item.harm == 0} >= {"calm", "999_silent_solution_55"}
    assert "childline" not in {item.id for item in found}
    assert "childline" in {item.id for item in due(FACTS, date(2027, 3, 1))}


def test_the_link_report_names_each_address_once_and_marks_what_is_not_shown() -> None:
    report = "\n".join(link_report(FACTS))
    for link in links(FACTS):
        assert link.url in report
        assert link.url.startswith("https://")
    assert "report.iwf.org.uk  (service iwf.url, not shown: unconfirmed)" in report
