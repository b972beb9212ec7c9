"""The command: JSON out, one sentence for trouble, exit code 2, never a traceback. Real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BAD_CALLS = [
    [],
    ["nonsense"],
    ["services", "--nation", "france"],
    ["services", "--nation", "wales", "--incident", "zzz"],
    ["services", "--age", "12"],
    ["understand"],
    ["hash"],
]


def call(*words: str, text: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Call the command as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "bots", *words],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings},
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("words", BAD_CALLS, ids=" ".join)
def test_a_wrong_call_gets_one_sentence_and_exit_code_2(words: list[str]) -> None:
    done = call(*words)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named_and_its_value_not_shown() -> None:
    done = call("services", FINGERPOST_WORKERS="many-secret-workers")
    assert done.returncode == 2
    assert "FINGERPOST_WORKERS" in done.stderr
    assert "many-secret-workers" not in done.stderr


def test_a_wrong_key_gets_one_sentence(tmp_path: Path) -> None:
    done = call("chat", FINGERPOST_KEY="not a key", FINGERPOST_DATA=str(tmp_path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "not a key" not in done.stderr


def test_services_come_in_the_order_of_the_table() -> None:
    done = call(
        "services", "--nation", "wales", "--age", "adult", "--incident", "image_shared", "--by", "partner"
    )
    names = [service["id"] for service in json.loads(done.stdout)["services"]]
    assert names[:4] == ["live_fear_free", "revenge_porn_helpline", "stopncii", "101"]


def test_danger_puts_999_first_for_everybody() -> None:
    for age in ("adult", "under_18"):
        done = call("services", "--nation", "scotland", "--age", age, "--incident", "threat", "--danger")
        names = [service["id"] for service in json.loads(done.stdout)["services"]]
        assert names[:2] == ["999", "999_silent_solution_55"]


def test_hash_gives_json_for_a_picture_and_a_sentence_for_what_is_none(tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_mandelbrot((640, 480), (-2.0, -1.5, 1.0, 1.5), 60).save(tmp_path / "drawn.png")
    (tmp_path / "letter.txt").write_text("no picture", encoding="utf-8")
    done = call(
        "hash", str(tmp_path / "drawn.png"), str(tmp_path / "letter.txt"), str(tmp_path / "missing.png")
    )
    made, refused, missing = (json.loads(line) for line in done.stdout.splitlines())
    assert len(made["pdq"]) == 64
    assert refused["why"]
    assert missing["refused"] == "not_found"
    assert done.returncode == 2


@pytest.mark.rasa
def test_understand_reads_lines_and_writes_a_json_line_each(surroundings: dict[str, str]) -> None:
    text = "my ex shared my nudes on instagram im 24 in cardiff\ni want to die\nhello\n"
    done = call("understand", "--jsonl", text=text, **surroundings)
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert set(first) == {"text", "intent", "confidence", "gates", "answers"}
    assert first["answers"]["nation"] == "wales"
    assert first["answers"]["by"] == "partner"
    assert second["gates"]["crisis"] == "alarm"
    assert third["gates"] == {"danger": "clear", "crisis": "clear", "under_18": "clear"}
