"""Two weak signs in one talk are heard like one plain sign, unless the person has said no between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlu.hints import add_up

SHARES = st.floats(0, 1)


def talk(*messages: tuple[str, float]) -> list[str]:
    heard: list[str] = []
    before: dict[str, float] | None = None
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


def test_a_weak_alarm_in_the_first_message_alarms() -> None:
    assert talk(("alarm", 0.7)) == ["alarm"]


def test_a_weak_alarm_later_is_asked_about_in_plain_words() -> None:
    assert talk(("clear", 0.0), ("alarm", 0.7)) == ["clear", "ask"]


def test_a_weak_alarm_that_earlier_hints_bear_out_alarms() -> None:
    assert talk(("ask", 0.5), ("alarm", 0.7)) == ["ask", "alarm"]


def test_a_weak_alarm_after_a_no_alarms() -> None:
    gates, _ = add_up({"crisis": "alarm"}, {"crisis": 0.7}, {}, quiet={"crisis"})
    assert gates == {"crisis": "alarm"}


def test_an_alarm_by_words_alone_is_never_weak() -> None:
    gates, _ = add_up({"danger": "alarm"}, {}, {})
    assert gates == {"danger": "alarm"}


@given(st.lists(st.tuples(st.sampled_from(["clear", "ask", "alarm"]), SHARES), max_size=8))
def test_whatever_asks_or_alarms_is_at_least_asked_about(messages: list[tuple[str, float]]) -> None:
    for (state, _), heard in zip(messages, talk(*messages), strict=True):
        assert (heard == "clear") == (state == "clear")


@given(st.lists(st.tuples(st.sampled_from(["clear", "ask", "alarm"]), SHARES), max_size=8))
def test_a_firm_alarm_always_alarms(messages: list[tuple[str, float]]) -> None:
    assert talk(*messages, ("alarm", 1.0))[-1] == "alarm"
