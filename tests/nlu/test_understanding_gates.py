"""The word net: what rings, what asks, and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.gates import GATES, word_gates
from nlu.processor import fast_kernel


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself",
        "I don’t want to be here anymore",
        "my son says he wants to die",
        "I am not going to do anything, I just can't stop thinking about ending it",
        "honestly id be better off dead",
    ],
)
def test_words_of_suicide_ring(text: str) -> None:
    assert word_gates(text)["crisis"] == "alarm"


@pytest.mark.parametrize(
    "text",
    [
        "dead serious",
        "my laptop gave up the ghost",
        "I felt like dying of shame back then",
        "I'm not suicidal",
        "he told me to kill myself",
        "my phone died",
        "this wait is killing me",
    ],
)
def test_idioms_quotations_and_denials_do_not_ring_crisis(text: str) -> None:
    assert word_gates(text)["crisis"] == "clear"


def test_a_threat_to_harm_himself_if_she_leaves_is_asked_about() -> None:
    assert word_gates("he says he'll kill himself if i leave")["crisis"] == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "hes outside my flat banging on the door",
        "he has a knife",
        "she won't let me leave",
        "HE'S COMING TO KILL ME",
    ],
)
def test_danger_now_rings(text: str) -> None:
    assert word_gates(text)["danger"] == "alarm"


@pytest.mark.parametrize(
    "text", ["mum is going to kill me if she sees this", "I'm safe", "he lives in Spain"]
)
def test_no_danger_does_not_ring(text: str) -> None:
    assert word_gates(text)["danger"] == "clear"


def test_past_danger_is_no_alarm() -> None:
    assert word_gates("he was outside my house last month")["danger"] != "alarm"


@pytest.mark.parametrize(
    "text",
    ["im 15", "F16 here", "my daughter is 13", "I was 15 in the photo, 24 now", "im in year 9", "not 18 yet"],
)
def test_somebody_under_18_rings(text: str) -> None:
    assert word_gates(text)["under_18"] == "alarm"


@pytest.mark.parametrize(
    "text",
    [
        "we were together ten years",
        "my lad turned 21",
        "14 hours ago",
        "16 pictures",
        "I'm 19",
        "can you lend me a tenner",
        "I am eighty-one years old",
    ],
)
def test_numbers_that_are_no_child_s_age_do_not_ring(text: str) -> None:
    assert word_gates(text)["under_18"] != "alarm"


@given(st.text(max_size=400))
def test_every_text_gets_three_states(text: str) -> None:
    gates = word_gates(text)
    assert set(gates) == set(GATES)
    assert set(gates.values()) <= {"clear", "ask", "alarm"}


@given(st.sampled_from(["i want to kill myself", "he has a knife", "im 15"]), st.integers(0, 2))
def test_capitals_do_not_silence_an_alarm(text: str, how: int) -> None:
    shown = [text.upper(), text.title(), f"ok. {text}. please help"][how]
    assert "alarm" in word_gates(shown).values()


def test_the_kernel_fits_the_processor() -> None:
    assert fast_kernel({"avx512f", "avx512bw", "avx512vl", "avx512dq"}) == "SkylakeX"
    assert fast_kernel({"avx2", "fma"}) == "Haswell"
    assert fast_kernel(set()) is None
