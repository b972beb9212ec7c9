"""Run a comparison in the worker's own environment, where Rasa and the models are."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from tests.conftest import NLU_PYTHON, ROOT


def compared(module: str) -> dict[str, Any]:
    """Run a module of this folder, and give the JSON object of its last line."""
    done = subprocess.run(
        [str(NLU_PYTHON), "-W", "ignore", "-m", f"tests.nlu.{module}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
