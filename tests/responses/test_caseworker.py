"""What a caseworker types works, and the README's steps are right to the letter."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from responses.__main__ import main
from responses.reader import HERE

README = (HERE / "README.md").read_text(encoding="utf-8")
EXAMPLE = Path(__file__).parent / "overlay_example"
EDIT = re.compile(
    r"In `responses/([^`]+)`, find:\s+```yaml\n(.*?)```\s+and change it to:\s+```yaml\n(.*?)```"
    r"|At the end of `responses/([^`]+)`, add:\s+```yaml\n(.*?)```",
    re.DOTALL,
)


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def commands(title: str) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", section(title), re.DOTALL)
    return [line.split()[3:] for block in blocks for line in block.splitlines() if "-m responses" in line]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Copy the room, so that steps can be tried on it."""
    shutil.copytree(HERE, tmp_path / "responses", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def follow(title: str, copied: Path) -> int:
    """Make each change of a section, to the letter, and say how many there were."""
    edits = EDIT.findall(section(title))
    for file, before, after, end_file, added in edits:
        path = copied / "responses" / (file or end_file)
        text = path.read_text(encoding="utf-8")
        if file:
            assert text.count(before) == 1, (file, before)
            text = text.replace(before, after)
        else:
            text += added
        path.write_text(text, encoding="utf-8")
    return len(edits)


def run(copied: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copied)}
    return subprocess.run(
        [sys.executable, "-m", "responses", *arguments],
        cwd=copied,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("title", "changes"), [("Change a number", 2), ("Add a helpline", 2), ("Add a question", 2)]
)
def test_the_steps_of_the_readme_work_to_the_letter(title: str, changes: int, copied: Path) -> None:
    assert follow(title, copied) == changes
    for arguments in commands(title):
        done = run(copied, *arguments, typed="1\n" * 20)
        assert done.returncode == 0, done.stderr
    if title == "Add a question":
        assert "interpreter" in (copied / "responses/flows/report.mmd").read_text(encoding="utf-8")
        assert "Would you like somebody who speaks your language?" in done.stdout


def test_a_step_that_is_forgotten_is_said_with_its_file(copied: Path) -> None:
    follow("Add a question", copied)
    words = copied / "responses/en/report.yml"
    words.write_text(
        re.sub(r"\ninterpreter:\n(  .*\n)+", "\n", words.read_text(encoding="utf-8")), encoding="utf-8"
    )
    done = run(copied, "check")
    assert done.returncode == 2
    assert "en/report.yml, interpreter.ask: it has no words yet." in done.stderr


def test_a_number_that_is_changed_in_one_place_only_is_found_in_every_other(copied: Path) -> None:
    path = copied / "responses/services/emotional_support.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("phone: 116 123", "phone: 116 124"), encoding="utf-8"
    )
    done = run(copied, "check")
    assert done.returncode == 2
    assert "en/talk.yml line" in done.stderr
    assert "the number 116 123 is not the confirmed number of any service." in done.stderr


def test_a_file_that_cannot_be_read_is_said_and_not_thrown(copied: Path) -> None:
    (copied / "responses/en/talk.yml").write_text("greet: 'no end\n", encoding="utf-8")
    done = run(copied, "check")
    assert done.returncode == 2
    assert "en/talk.yml: this file cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_of_the_readme_exists() -> None:
    named = {
        line.split("-m responses ")[1].split()[0] for line in README.splitlines() if "-m responses " in line
    }
    assert named - {"--overlay"} == {"check", "chart", "preview", "due", "links"}


def test_check_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("All is well: 3 flows, ")


def test_check_looks_at_an_overlay_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--overlay", str(EXAMPLE), "check"]) == 0
    (tmp_path / "overlay.yml").write_text("hide: ['999']\n", encoding="utf-8")
    assert main(["--overlay", str(tmp_path), "check"]) == 2
    assert "999 may not be hidden" in capsys.readouterr().err


def test_due_names_the_most_harmful_first_and_grows_with_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--day", "2026-11-22", "due"]) == 0
    now = capsys.readouterr().out.splitlines()
    assert main(["--day", "2028-11-22", "due"]) == 0
    later = capsys.readouterr().out.splitlines()
    assert len(later) > len(now)
    assert now[0].startswith("service ")
    assert any(line.startswith("words en/") for line in later)


def test_links_lists_addresses_and_opens_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links"]) == 0
    assert "https://" in capsys.readouterr().out


def test_chart_says_when_a_chart_is_out_of_date(capsys: pytest.CaptureFixture[str], copied: Path) -> None:
    assert main(["chart", "--check"]) == 0
    (copied / "responses/flows/report.mmd").write_text("old", encoding="utf-8")
    assert run(copied, "chart", "--check").returncode == 2
    assert run(copied, "chart").stdout == "Wrote flows/report.mmd.\n"
    assert run(copied, "chart", "--check").returncode == 0


def test_preview_walks_a_flow_and_says_why(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n?\n1\nnonsense\n2\n0\n"))
    assert main(["preview", "did_it"]) == 0
    said = capsys.readouterr().out
    assert "There is other help for young people." in said
    assert "Type a number from 0 to 3, ? or q." in said
    assert "nation: rather_not_say" in said
    assert "age_in_picture: adult" in said


def test_preview_stops_when_asked_and_when_the_typing_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    assert main(["preview"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["preview"]) == 0
    assert "Stopped." in capsys.readouterr().out


def test_a_flow_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "holiday"]) == 2
    assert (
        "There is no flow called 'holiday'. There are: did_it, moderator, report." in capsys.readouterr().err
    )
