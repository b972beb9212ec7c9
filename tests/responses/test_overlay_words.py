"""A charity lays its own folder over ours; what could do harm is refused in a sentence."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nlu.signpost import services_for
from responses.check import check
from responses.colours import DEFAULTS, contrast
from responses.problems import ContentError
from responses.reader import HERE, load

TODAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parent / "overlay_example"
PARTNER = {
    "incident": "image_shared",
    "age": "adult",
    "age_in_picture": "adult",
    "by": "partner",
    "nation": "england",
}
REVIEW = "review: {checked: 2026-11-22, every: 6 months, by: us}\n"


def overlay(folder: Path, file: str, text: str) -> Path:
    """Write one file of an overlay and return the overlay."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_example_keeps_every_rule() -> None:
    assert check(TODAY, overlays=[EXAMPLE]) == []


def test_a_charity_adds_a_service_words_and_colours_and_hides_others() -> None:
    content = load(overlays=[EXAMPLE])
    assert services_for(content.facts, PARTNER)[0] == "harbour_line"
    assert "the_mix" not in content.facts.services
    assert "Harbour" in content.words["en"].text("talk.goodbye")
    assert content.words["en"].text("talk.greet") == load().words["en"].text("talk.greet")
    assert content.colours["button"] == "#0b5d4e"
    assert content.colours["text"] == DEFAULTS["text"]


def test_the_example_says_how_to_use_it(tmp_path: Path) -> None:
    copied = tmp_path / "our-charity"
    shutil.copytree(EXAMPLE, copied)
    assert check(TODAY, overlays=[copied]) == []


def test_two_overlays_lie_in_order(tmp_path: Path) -> None:
    later = overlay(
        tmp_path,
        "en/talk.yml",
        REVIEW + "goodbye: Take care, from the later one. Samaritans are on 116 123.\n",
    )
    assert "later" in load(overlays=[EXAMPLE, later]).words["en"].text("talk.goodbye")


@pytest.mark.parametrize(
    "name", ["999", "999_silent_solution_55", "samaritans", "childline", "shout", "report_remove"]
)
def test_what_saves_a_life_may_not_be_hidden(name: str, tmp_path: Path) -> None:
    problems = check(TODAY, overlays=[overlay(tmp_path, "overlay.yml", f"hide: ['{name}']\n")])
    assert any(f"{name} may not be hidden" in problem for problem in problems)


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("en/talk.yml", "greet: !!python/object/apply:os.system [ls]\n", "uses a tag, an anchor or an alias"),
        ("en/talk.yml", "greet: &a [x]\nthank: [*a, *a]\n", "uses a tag, an anchor or an alias"),
        ("en/talk.yml", "%YAML 1.1\n---\ngreet: hi\n", "uses a tag, an anchor or an alias"),
        ("en/talk.yml", "greet: " + "[" * 40 + "]" * 40, "nested deeper"),
        ("en/talk.yml", "greet: '" + "x" * 200_000 + "'\n", "is larger than 128 kilobytes"),
        ("en/talk.yml", "greet: 'open javascript:alert(1)'\n", "an address that runs code"),
        ("en/talk.yml", "greet: '<script>alert(1)</script>'\n", "holds HTML"),
        ("en/talk.yml", "greet: '{{ config }}'\n", "holds a template"),
        ("en/talk.yml", "greet: '{0.__class__}'\n", "holds a template"),
        ("en/talk.yml", "greet: '${HOME}'\n", "holds a template"),
        ("en/talk.yml", 'greet: "He\\u202ello"\n', "holds hidden letters"),
        ("en/talk.yml", "greet: 'a\n", "cannot be read"),
        ("en/talk.yml", "greet: hi\ngreet: ho\n", "stands twice"),
        ("en/talk.yml", "- a list\n", "must hold names"),
        ("en/talk.yml", "yes: hello\n", "put yes and no in quotes"),
        ("en/talk.yml", "greet: [a, b]\n", "must be words under a name"),
        ("en/talk.yml", "Greet me: hello\n", "may only have small letters"),
        ("en/talk.yml", REVIEW + "greet: Look at https://evil.example now.\n", "may not stand here"),
        ("en/talk.yml", REVIEW + "greet: Ring 0800 123 4567 now.\n", "is not the confirmed number"),
        ("en/talk.yml", REVIEW + "greet: Hello {code}.\n", "{code} is not filled here"),
        ("en/talk.yml", REVIEW + "greet: It will be gone in 48 hours.\n", "must not be said"),
        ("en/safety.yml", REVIEW + "danger: Please breathe.\n", "it must say 999"),
        ("en/talk.yml", "greet: Hello.\n", "review: it must be like"),
        ("services/legal.yml", "kind: legal\nservices: {a: {name: A, url: 'javascript:x()'}}\n", "runs code"),
        (
            "services/legal.yml",
            "kind: legal\nservices: {a: {name: A, url: 'http://a.example'}}\n",
            "https://",
        ),
        ("flows/report.yml", "questions: {a: {options: [b, c]}}\noutcome: x\n", "danger and crisis"),
        ("flows/report.yml", "questions: []\noutcome: x\n", "a flow needs `questions:`"),
        ("flows/report.yml", "questions: {a: {otpions: [b]}}\noutcome: x\n", "a question may only have"),
        ("flows/report.yml", "questions: {a: {when: age}}\noutcome: x\n", "need options under the name"),
        ("related.yml", "related: {ask_pay: how_long}\n", "it must be a list"),
        ("related.yml", "relatd: {}\n", "there is no such part"),
        ("colours.yml", "button: red\n", "it must be like '#1f4e79'"),
        ("colours.yml", "buton: '#000000'\n", "there is no colour called 'buton'"),
        ("colours.yml", "button: '#ffffff'\n", "people need at least 4.5"),
        ("run.py", "print('hello')\n", "nothing here reads this file"),
        ("en/deep/talk.yml", "greet: hi\n", "nothing here reads this file"),
    ],
)
def test_what_an_overlay_may_not_hold_is_refused_in_a_sentence(
    file: str, text: str, sentence: str, tmp_path: Path
) -> None:
    problems = check(TODAY, overlays=[overlay(tmp_path, file, text)])
    assert any(sentence in problem for problem in problems), problems


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "talk.yml").symlink_to(HERE / "en" / "talk.yml")
    assert any("links are not followed" in problem for problem in check(TODAY, overlays=[tmp_path]))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert any("no such overlay folder" in problem for problem in check(TODAY, overlays=[tmp_path / "gone"]))


def test_a_folder_with_too_many_files_is_said(tmp_path: Path) -> None:
    for number in range(201):
        overlay(tmp_path, f"en/file{number}.yml", "a: b\n")
    assert any("more than 200 files" in problem for problem in check(TODAY, overlays=[tmp_path]))


def test_the_bot_does_not_start_with_a_hostile_overlay(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="uses a tag"):
        load(overlays=[overlay(tmp_path, "en/talk.yml", "greet: !!python/name:os.system ''\n")])


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
