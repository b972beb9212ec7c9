"""Rules are looked up quicker than Rasa does it, and never otherwise."""

from __future__ import annotations

import pytest

from tests.nlu.comparing import compared


@pytest.mark.rasa
@pytest.mark.usefixtures("worker")
def test_the_rules_found_are_those_that_rasas_own_policy_finds() -> None:
    counted = compared("rules_compared")
    assert counted["indexes"] == 2
    assert counted["found"] > 300
    assert counted["differed"] == 0
