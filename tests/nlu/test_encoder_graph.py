"""The graphs that training writes give in small whole numbers what the weights give in full."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.conftest import NLU_PYTHON, ROOT


@pytest.mark.rasa
def test_whole_numbers_give_nearly_what_full_ones_give() -> None:
    done = subprocess.run(
        [str(NLU_PYTHON), "-W", "ignore", "-m", "tests.nlu.graph_compared"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    apart = json.loads(done.stdout.splitlines()[-1])
    assert set(apart) == {"small", "larger"}
    assert all(share < 0.12 for share in apart.values()), apart
