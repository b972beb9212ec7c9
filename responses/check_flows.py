"""Rules that every flow keeps: words for all, nothing unreachable, safety first, and short enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responses.flows_reader import RATHER_NOT_SAY, Condition, Flow, Question
from responses.found import Found, of_words
from responses.reader import Content
from responses.replay import every_path
from responses.words import Words

MOST_QUESTIONS = 12
# Discord shows at most 25 buttons: the options, and three for "rather not say", "why" and "back".
MOST_OPTIONS = 22
LONGEST_PAYLOAD = 64
PLAIN = re.compile(r"[a-z0-9][a-z0-9_]*")
VERSIONS = ("child", "someone_else", "moderator", "did_it", "self", "adult", "under_18")


def check_flows(content: Content) -> Iterator[Found]:
    """Name every broken rule of every flow."""
    words = content.words["en"]
    for flow in content.flows:
        yield from _shape(flow)
        yield from _safety(flow)
        yield from _words_of(flow, words)
    if sum(not flow.starts_when for flow in content.flows) != 1:
        yield Found(
            "flows/report.yml",
            "starts_when",
            "exactly one flow must be for everybody: without `starts_when`.",
        )


def _shape(flow: Flow) -> Iterator[Found]:
    paths = list(every_path(flow))
    longest = max(map(len, paths)) + any(question.volunteered for question in flow.questions)
    if longest > MOST_QUESTIONS:
        yield _of(flow, "", f"a person could be asked {longest} questions; {MOST_QUESTIONS} is the most.")
    reached = {name for path in paths for name in path}
    for place, question in enumerate(flow.questions):
        if not question.volunteered and question.id not in reached:
            yield _of(flow, question.id, "nobody can ever be asked this; look at `when` and `unless`.")
        yield from _of_question(flow, question, flow.questions[:place])


def _of_question(flow: Flow, question: Question, earlier: tuple[Question, ...]) -> Iterator[Found]:
    options = question.options
    if not 2 <= len(options) <= MOST_OPTIONS:
        yield _of(flow, question.id, f"it needs between 2 and {MOST_OPTIONS} options.")
    if len(set(options)) < len(options):
        yield _of(flow, question.id, "an option stands there twice.")
    for name in (question.id, *options):
        if not PLAIN.fullmatch(name):
            yield _of(flow, question.id, f"{name!r} may only have small letters, digits and _.")
    for option in (*options, RATHER_NOT_SAY):
        if len(f"a:{question.id}={option}".encode()) > LONGEST_PAYLOAD:
            yield _of(flow, question.id, f"its name and {option!r} are too long together for a button.")
    named = {*question.means, *question.raises, *filter(None, (question.affirm, question.deny))}
    for option in sorted(named - set(options)):
        yield _of(flow, question.id, f"{option!r} is not one of its options.")
    for gate in sorted(set(question.raises.values()) - {"danger", "crisis", "under_18"}):
        yield _of(flow, question.id, f"`raises` may name danger, crisis or under_18, not {gate!r}.")
    for condition in (*question.when, question.unless):
        yield from _of_condition(flow, question, condition, earlier)


def _of_condition(
    flow: Flow, question: Question, condition: Condition, earlier: tuple[Question, ...]
) -> Iterator[Found]:
    known = {other.id: {str(other.meaning(option)) for option in other.options} for other in earlier}
    for name, values in condition.items():
        if name not in known:
            yield _of(
                flow, question.id, f"it depends on {name!r}, which is no earlier question of this flow."
            )
            continue
        for value in sorted(values - known[name]):
            yield _of(flow, question.id, f"it depends on {value!r}, which is no answer to {name!r}.")


def _safety(flow: Flow) -> Iterator[Found]:
    asked = [question for question in flow.questions if not question.volunteered]
    if set(asked[0].raises.values()) < {"danger", "crisis"}:
        yield _of(flow, asked[0].id, "the first question must ask about danger and crisis, with `raises`.")
    if flow.question("age") is None:
        yield _of(flow, "", "every flow must ask `age`: without it an adult's tools could reach a child.")


def _words_of(flow: Flow, words: Words) -> Iterator[Found]:
    needed = {f"{flow.id}.{flow.outcome}"}
    allowed = set(needed)
    for question in flow.questions:
        base = f"{flow.id}.{question.id}"
        needed |= {f"{base}.ask", f"{base}.why", *(f"{base}.options.{option}" for option in question.options)}
        allowed |= needed | {f"{base}.ask_{version}" for version in VERSIONS}
    here = {key for key in words if key.startswith(f"{flow.id}.")}
    for key in sorted(needed - here):
        yield of_words("en", key, "it has no words yet.")
    for key in sorted(here - allowed):
        yield of_words("en", key, "these words belong to no question or option of the flow.")


def _of(flow: Flow, name: str, sentence: str) -> Found:
    return Found(f"flows/{flow.id}.yml", f"questions.{name}" if name else "", sentence)
