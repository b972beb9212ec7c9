"""Rules are looked up quicker than Rasa does it, and never otherwise."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.conftest import NLU_PYTHON, ROOT


@pytest.mark.rasa
@pytest.mark.usefixtures("worker")
def test_the_rules_found_are_those_that_rasas_own_policy_finds() -> None:
    done = subprocess.run(
        [str(NLU_PYTHON), "-W", "ignore", "-m", "tests.nlu.rules_compared"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    counted = json.loads(done.stdout.splitlines()[-1])
    assert counted["indexes"] == 2
    assert counted["found"] > 300
    assert counted["differed"] == 0
