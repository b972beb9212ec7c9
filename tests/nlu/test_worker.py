"""The worker's borders: payloads, the token, a missing model, and a state without words."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue_client import DialogueClient
from nlu.dialogue import DialogueError, Heard
from nlu.worker.heard import NotHeard, parse_data_of
from tests.conftest import NLU_PYTHON, ROOT, RunningWorker

NAME = "[a-z_0-9]{1,30}"
GRAMMAR = f"(a:{NAME}={NAME}|c:{NAME}|do:{NAME}|[a-z]{{1,2}}:[a-z_0-9:]{{1,55}})"


@given(st.text(max_size=80))
def test_a_payload_of_another_grammar_is_not_heard(payload: str) -> None:
    try:
        parsed = parse_data_of({"kind": "button", "text": payload})
    except NotHeard:
        return
    assert parsed is not None
    assert len(payload) <= 64
    assert payload.isascii()


@pytest.mark.parametrize("name", ["heard_outcome", "heard_picture", "heard_start", "answer", "doubt"])
def test_no_button_can_say_what_only_the_shell_may_say(name: str) -> None:
    with pytest.raises(NotHeard):
        parse_data_of({"kind": "button", "text": f"do:{name}"})


@given(st.from_regex(GRAMMAR, fullmatch=True))
def test_a_heard_button_never_carries_gates_or_entities_of_its_own(payload: str) -> None:
    try:
        parsed = parse_data_of({"kind": "button", "text": payload})
    except NotHeard:
        return
    assert parsed is not None
    assert parsed["entities"] == []
    assert "gates" not in parsed


def test_without_the_fitting_model_the_worker_says_so_and_stops() -> None:
    done = subprocess.run(
        [str(NLU_PYTHON), "-W", "ignore", "-m", "nlu.worker", "--port", "1", "--model", "nowhere.tar.gz"],
        cwd=ROOT,
        env={**os.environ, "FINGERPOST_WORKER_TOKEN": "one"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "make train" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.rasa
async def test_a_wrong_token_is_refused(worker: RunningWorker) -> None:
    client = DialogueClient("another-token", url=worker.url)
    with pytest.raises(DialogueError):
        await client.turn(Heard("start"), None)
    await client.close()


@pytest.mark.rasa
async def test_the_state_holds_answers_and_no_word_that_was_typed(worker: RunningWorker) -> None:
    client = DialogueClient(worker.token, url=worker.url)
    typed = "my ex shared pictures of me, zarquon marmalade, im 24 in cardiff"
    turn = await client.turn(Heard("text", typed), None)
    await client.close()
    state = json.loads(turn.state)
    assert state["slots"]["answers"]["nation"] == "wales"
    assert "zarquon" not in turn.state
    assert len(turn.state) < 7000


@pytest.mark.rasa
async def test_turns_of_different_people_do_not_mix(worker: RunningWorker) -> None:
    client = DialogueClient(worker.token, url=worker.url)
    one = await client.turn(Heard("button", "a:nation=wales"), None)
    two = await client.turn(Heard("button", "a:nation=scotland"), None)
    await client.close()
    assert json.loads(one.state)["slots"]["answers"] == {"nation": "wales"}
    assert json.loads(two.state)["slots"]["answers"] == {"nation": "scotland"}


@pytest.mark.rasa
async def test_a_forged_button_is_explained_and_changes_nothing(worker: RunningWorker) -> None:
    client = DialogueClient(worker.token, url=worker.url)
    for payload in ("do:heard_outcome", "o:x", "a:nation=", "s:route:nope", "\x00"):
        turn = await client.turn(Heard("button", payload), None)
        assert "isn't open any more" in turn.replies[0].text
        assert turn.effects == ()
    await client.close()


@pytest.mark.rasa
async def test_a_hostile_state_is_an_error_and_not_the_end(worker: RunningWorker) -> None:
    client = DialogueClient(worker.token, url=worker.url)
    with pytest.raises(DialogueError):
        await client.turn(Heard("start"), "no json")
    assert (await client.turn(Heard("start"), None)).replies
    await client.close()
