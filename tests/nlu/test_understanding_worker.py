"""The real worker's `understand`, in the core's own environment, gives the contract and not a word more."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
ASK = """
import asyncio, json, sys
from pathlib import Path
from nlu.processor import prefer_fast_arithmetic
prefer_fast_arithmetic()
from nlu.worker.quiet import be_quiet
be_quiet()
from nlu.train import model_path
from nlu.worker.engine import Engine
from responses.reader import load
engine = Engine(model_path(), load())
for text in json.load(sys.stdin):
    sys.stdout.write(json.dumps(asyncio.run(engine.understand(text))) + chr(10))
"""


@pytest.mark.rasa
def test_the_worker_understands_by_the_contract() -> None:
    told = ["over 18", "im 15 and my ex posted my nudes on insta", "i want to kill myself", "dunno"]
    done = subprocess.run(
        [str(PYTHON), "-W", "ignore", "-c", ASK],
        input=json.dumps(told), capture_output=True, text=True, cwd=ROOT, check=True, timeout=300,
    )  # fmt: skip
    got = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [set(one) for one in got] == [{"intent", "confidence", "gates", "answers"}] * len(told)
    adult, young, crisis, unsure = got
    assert set(adult["gates"].values()) == {"clear"}
    assert adult["answers"]["age"] == "adult"
    assert young["gates"]["under_18"] == "alarm"
    assert young["answers"] | {"age": "under_18", "age_years": 15, "site": "instagram"} == young["answers"]
    assert crisis["intent"] == "crisis"
    assert crisis["gates"]["crisis"] == "alarm"
    assert unsure["intent"] == "skip"
