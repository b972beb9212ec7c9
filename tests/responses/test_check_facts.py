"""The checker catches what it is there for: hurtful words, false hope, doubts told as facts, slips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nlu.signpost import services_for
from responses.check_facts import check_facts
from responses.facts import HERE, ContentError, Facts, load_facts
from responses.plain_words import long_sentences, reading_age, wording_problems

FACTS = load_facts()
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "We help against revenge porn.",
        "The picture will be gone in 48 hours.",
        "Ofcom will remove it for you.",
        "I am sorry, it is too late.",
        "You are safe now.",
        "You should have known.",
        "There is nothing you can do.",
        "He tried to commit suicide.",
        "Report it to Action Fraud.",
        "You have to report it.",
        "We guarantee that it comes down.",
        "Many are too ashamed to ask.",
        "It is child porn.",
        "You broke the law.",
    ],
)
def test_words_that_hurt_or_mislead_are_caught(text: str) -> None:
    assert list(wording_problems(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Revenge Porn Helpline can help.",
        "You do not have to report it.",
        "Victim Support is free.",
        "It took the place of Action Fraud.",
        "Sites must act within 48 hours, but they may say no.",
        "Ofcom cannot take it down.",
    ],
)
def test_true_and_kind_words_are_let_through(text: str) -> None:
    assert list(wording_problems(text)) == []


def test_a_long_sentence_is_caught_and_short_ones_are_not() -> None:
    assert list(long_sentences("word " * 40 + ".")) != []
    assert list(long_sentences("Short one. " * 20)) == []


def test_plain_words_read_younger_than_officials_words() -> None:
    plain = reading_age("You are not to blame. We can help you with the next step.")
    official = reading_age(
        "Subsequent notification facilitates appropriate multi-agency safeguarding interventions."
    )
    assert plain < 10 < 14 < official


def _with_law(facts: Facts, name: str, **changes: object) -> Facts:
    return replace(facts, law={**facts.law, name: replace(facts.law[name], **changes)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("ni_deepfake", {"words": "Making a fake is a crime in England."}, "another nation"),
        ("scotland_making", {"words": "Making a fake is a crime."}, "words do not say so"),
        ("ew_making", {"confidence": "medium"}, "confirmed: false"),
        ("ew_making", {"checked": date(2030, 1, 1)}, "still to come"),
        ("uk_sites", {"words": "It will be gone in 48 hours."}, "48 hours"),
    ],
)
def test_a_law_card_that_misleads_is_caught(name: str, changes: dict[str, object], said: str) -> None:
    problems = check_facts(_with_law(FACTS, name, **changes), TODAY)
    assert any(problem.startswith(f"law {name}:") and said in problem for problem in problems)


def test_a_nation_without_a_card_on_a_topic_is_caught() -> None:
    law = {name: card for name, card in FACTS.law.items() if name != "ni_cyberflashing"}
    assert "law: northern_ireland has no card on cyberflashing." in check_facts(
        replace(FACTS, law=law), TODAY
    )


def test_a_missing_first_contact_service_is_caught() -> None:
    services = {name: service for name, service in FACTS.services.items() if name != "shout"}
    assert any("shout" in problem for problem in check_facts(replace(FACTS, services=services), TODAY))


def _copy_with_table(folder: Path, table: str) -> Path:
    for name in ("services", "routes", "law", "en"):
        (folder / name).symlink_to(HERE / name)
    (folder / "table.yml").write_text(table, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("show: [iwf, need:police]\n", "show: [iwf, need:polise]\n", "no need called 'polise'"),
        (
            "[take_it_down, iwf, need:police, napac]",
            "[take_it_down, iwf, napak]",
            "no service called 'napak'",
        ),
        ("only_if paid", "only_if rich", "no condition called 'rich'"),
        ("advice: [did_it_calm, did_it_stop]", "advice: [did_it_clam]", "no words for the advice"),
        ("by: [partner]", "by: [husband]", "can never be"),
        ("    scotland: [police_scotland]\n", "", "a list for each nation"),
        ("  A_other:\n    when: {}\n", "  A_other:\n    when: {age: [adult]}\n", "the last row"),
        ("  A13:\n", "  A12:\n", "twice"),
        ("needs:\n", "need:\n", "needs: it is missing"),
    ],
)
def test_a_slip_in_the_table_is_a_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    table = (HERE / "table.yml").read_text(encoding="utf-8")
    assert old in table
    folder = _copy_with_table(tmp_path, table.replace(old, new))
    with pytest.raises(ContentError) as caught:
        load_facts(folder)
    assert any(said in problem for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    "settings",
    ["hide: galop\n", "add: [A4]\n", "hide: [nobody]\n", "add: {Z9: {first: [iwf]}}\n", "show: [x]\n"],
)
def test_a_slip_in_an_overlay_is_a_sentence(tmp_path: Path, settings: str) -> None:
    (tmp_path / "overlay.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(ContentError):
        load_facts(overlays=[tmp_path])


def test_an_overlay_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="not there"):
        load_facts(overlays=[tmp_path / "gone"])


def test_an_overlay_line_for_adults_is_still_not_shown_to_a_child(tmp_path: Path) -> None:
    (tmp_path / "overlay.yml").write_text("add: {C7: {first: [stopncii]}}\n", encoding="utf-8")
    facts = load_facts(overlays=[tmp_path])
    shown = services_for(facts, {"age": "under_18", "incident": "image_shared", "nation": "wales"})
    assert shown[0] == "report_remove"
    assert "stopncii" not in shown
