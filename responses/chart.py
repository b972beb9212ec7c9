"""Draw each flow as a Mermaid chart with its own words, so that nobody has to read YAML to see the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from responses.flows_reader import Condition, Flow, Question
from responses.reader import Content
from responses.replay import every_path
from responses.words import Words

FIRST_LINE = "%% Made by `python -m responses chart`. Change the flow instead, and run it again.\n"


def charts(content: Content) -> dict[str, str]:
    """Return the chart of each flow, by the name of its file."""
    return {f"{flow.id}.mmd": chart(flow, content.words["en"]) for flow in content.flows}


def chart(flow: Flow, words: Words) -> str:
    """Draw one flow from its first question to what it ends in."""
    return FIRST_LINE + "\n".join(["flowchart TD", *_lines(flow, words)]) + "\n"


def write_charts(content: Content, folder: Path) -> list[Path]:
    """Write the chart of each flow beside it, and return the files that changed."""
    changed = []
    for name, drawn in charts(content).items():
        path = folder / "flows" / name
        if not path.exists() or path.read_text(encoding="utf-8") != drawn:
            path.write_text(drawn, encoding="utf-8")
            changed.append(path)
    return changed


def _lines(flow: Flow, words: Words) -> Iterator[str]:
    yield f'  start(["{_start(flow)}"])'
    for question in flow.questions:
        yield f'  {question.id}["{_clean(words.text(f"{flow.id}.{question.id}.ask"))}"]'
        yield f'  {question.id}_options[/"{_options(flow, question, words)}"/]'
        yield f"  {question.id} --- {question.id}_options"
        yield from (f"  {question.id} -.->|{option}| gate_{gate}" for option, gate in question.raises.items())
    for gate in sorted({gate for question in flow.questions for gate in question.raises.values()}):
        yield f'  gate_{gate}(["{gate.replace("_", " ")}: answered at once, then on with the report"])'
    yield f'  outcome(["{_clean(words.text(f"{flow.id}.{flow.outcome}")).split(". ")[0]}"])'
    yield from (f"  {one} -->{_label(flow, other)} {other}" for one, other in _steps(flow))


def _steps(flow: Flow) -> Iterator[tuple[str, str]]:
    """Give each step from one question to the next that some person really takes, in order."""
    steps = {pair for path in every_path(flow) for pair in pairwise(("start", *path, "outcome"))}
    for question in flow.questions:
        if question.volunteered:
            steps |= {("start", question.id), (question.id, next(b for a, b in steps if a == "start"))}
    order = ["start", *(question.id for question in flow.questions), "outcome"]
    yield from sorted(steps, key=lambda step: (order.index(step[0]), order.index(step[1])))


def _start(flow: Flow) -> str:
    return f"when {_condition(flow.starts_when)}" if flow.starts_when else "everybody else"


def _options(flow: Flow, question: Question, words: Words) -> str:
    labels = [words.text(f"{flow.id}.{question.id}.options.{option}") for option in question.options]
    return "<br>".join(_clean(label) for label in labels)


def _when(question: Question) -> str:
    parts = [" or ".join(_condition(condition) for condition in question.when)] if question.when else []
    parts += [f"not when {_condition(question.unless)}"] if question.unless else []
    return "only if somebody says so" if question.volunteered else "; ".join(parts)


def _condition(condition: Condition) -> str:
    return " and ".join(f"{name}: {', '.join(sorted(values))}" for name, values in condition.items())


def _label(flow: Flow, name: str) -> str:
    question = flow.question(name)
    condition = _when(question) if question else ""
    return f'|"{condition}"|' if condition else ""


def _clean(text: str) -> str:
    # A quote ends a label in Mermaid, and a line break ends the line.
    return " ".join(text.replace('"', "'").split())
