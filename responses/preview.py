"""Walk a flow in the terminal without the bot: what is asked, in which words, and where it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from responses.flows_reader import RATHER_NOT_SAY, Flow, Question
from responses.reader import Content
from responses.replay import ask_key, is_asked
from responses.words import Words

Ask = Callable[[str], str]
Say = Callable[[str], None]
LEAVE = ("q", "quit", "stop")


def preview(content: Content, flow: Flow, ask: Ask, say: Say) -> dict[str, Any]:
    """Ask each question of a flow as the bot would, and return the answers that were chosen."""
    words = content.words["en"]
    answers: dict[str, Any] = {name: min(values) for name, values in flow.starts_when.items()}
    asked = 0
    for question in flow.questions:
        if not (question.volunteered or is_asked(question, answers)):
            continue
        asked += 1
        meaning = _one(words, flow, question, answers, ask, say)
        if meaning is None:
            return answers
        answers[question.id] = meaning
    say(f"\n{words.text(f'{flow.id}.{flow.outcome}')}\n")
    say(f"{asked} questions. The services, the law and the steps for these answers come from table.yml:")
    say("\n".join(f"  {name}: {value}" for name, value in answers.items()))
    return answers


def _one(words: Words, flow: Flow, question: Question, answers: dict[str, Any], ask: Ask, say: Say) -> Any:
    say(f"\n{words.text(ask_key(words, flow, question, answers))}   [{question.id}]")
    for number, option in enumerate(question.options, start=1):
        gate = f"   (raises {question.raises[option]})" if option in question.raises else ""
        say(f"  {number}. {words.text(f'{flow.id}.{question.id}.options.{option}')}{gate}")
    say("  0. Rather not say    ?. Why do you ask?    q. Stop")
    while True:
        typed = ask("> ").strip().lower()
        if typed in LEAVE:
            return None
        if typed == "?":
            say(f"  {words.text(f'{flow.id}.{question.id}.why')}")
        elif typed == "0":
            return RATHER_NOT_SAY
        elif typed.isdecimal() and 1 <= int(typed) <= len(question.options):
            return question.meaning(question.options[int(typed) - 1])
        else:
            say(f"  Type a number from 0 to {len(question.options)}, ? or q.")
