"""Two weak signs in one talk are heard like one plain sign, unless the person has said no between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlu.hints import add_up

SHARES = st.floats(0, 1)


def talk(*messages: tuple[str, float]) -> list[str]:
    heard, before = [], {}
    for state, hint in messages:
        gates, before = add_up({"crisis": state}, {"crisis": hint}, before)
        heard.append(gates["crisis"])
    return heard


def test_one_weak_sign_is_asked_about() -> None:
    assert talk(("clear", 0.0), ("ask", 0.6)) == ["clear", "ask"]


def test_a_second_weak_sign_alarms() -> None:
    assert talk(("ask", 0.6), ("clear", 0.0), ("ask", 0.6)) == ["ask", "clear", "alarm"]


def test_a_clear_message_never_alarms_by_what_came_before() -> None:
    assert talk(("ask", 0.9), ("clear", 0.0)) == ["ask", "clear"]


def test_after_an_alarm_counting_starts_anew() -> None:
    assert talk(("ask", 0.6), ("ask", 0.6), ("ask", 0.6)) == ["ask", "alarm", "ask"]


def test_a_gate_answered_with_no_adds_nothing_up() -> None:
    gates, after = add_up({"crisis": "ask"}, {"crisis": 0.9}, {"crisis": 0.9}, quiet={"crisis"})
    assert (gates, after) == ({"crisis": "ask"}, {})


@given(st.lists(st.tuples(st.sampled_from(["clear", "ask", "alarm"]), SHARES), max_size=8))
def test_no_message_is_heard_as_less_than_it_says(messages: list[tuple[str, float]]) -> None:
    order = ["clear", "ask", "alarm"]
    for (state, _), heard in zip(messages, talk(*messages), strict=True):
        assert order.index(heard) >= order.index(state)
