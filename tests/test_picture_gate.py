"""Promise 3: nothing is fetched before both ages are answered with adult. Real core, real sandbox."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bots.dialogue_client import DialogueClient
from bots.pictures import Fingerprint
from bots.turn import Answer, Turns
from nlu.dialogue import Heard
from responses.reader import load
from storage import Store, new_key, open_store
from tests.conftest import RunningWorker

pytestmark = pytest.mark.rasa

UP_TO_THE_AGE = ["do:report_start", "a:safe_now=safe", "a:incident=image_shared"]
NOT_BOTH_ADULT = [
    [],
    UP_TO_THE_AGE,
    [*UP_TO_THE_AGE, "a:age=adult"],
    [*UP_TO_THE_AGE, "a:age=under_18"],
    [*UP_TO_THE_AGE, "a:age=rather_not_say"],
    [*UP_TO_THE_AGE, "a:age=adult", "a:age_in_picture=under_18"],
    [*UP_TO_THE_AGE, "a:age=adult", "a:age_in_picture=unsure"],
    [*UP_TO_THE_AGE, "a:age=adult", "a:age_in_picture=rather_not_say"],
    [*UP_TO_THE_AGE, "a:age=adult", "a:age_in_picture=adult", "do:under_18"],
    [*UP_TO_THE_AGE, "a:age=adult", "a:age_in_picture=adult", "c:age"],
]
BOTH_ADULT = [*UP_TO_THE_AGE, "a:age=adult", "a:age_in_picture=adult"]


class Person:
    """One person who presses, types and offers pictures, and counts how often a picture was fetched."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self.fetched = turns, 0

    async def press(self, *payloads: str) -> Answer:
        """Press buttons in order; return the last answer."""
        for payload in payloads:
            answer = await self._turns.take("test", "one", Heard("button", payload))
        return answer

    async def type(self, text: str) -> Answer:
        """Type one message."""
        return await self._turns.take("test", "one", Heard("text", text))

    async def offer_picture(self) -> Answer:
        """Offer a picture; it is drawn only when somebody fetches it."""
        return await self._turns.take("test", "one", Heard("picture"), self._fetch)

    async def _fetch(self) -> bytes:
        self.fetched += 1
        return drawn()


def drawn() -> bytes:
    """Draw a picture with enough in it for a fingerprint."""
    picture = Image.effect_mandelbrot((640, 480), (-2.0, -1.5, 1.0, 1.5), 60).convert("RGB")
    kept = io.BytesIO()
    picture.save(kept, "JPEG")
    return kept.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Open a real store."""
    return open_store(tmp_path / "fingerpost.db", new_key())


@pytest.fixture
async def person(store: Store, worker: RunningWorker) -> AsyncIterator[Person]:
    """Put a person before the real core."""
    client = DialogueClient(worker.token, url=worker.url)
    yield Person(Turns(store, client, load()))
    await client.close()
    store.close()


@pytest.mark.parametrize("pressed", NOT_BOTH_ADULT, ids=lambda pressed: pressed[-1] if pressed else "nothing")
async def test_a_picture_is_never_fetched_before_the_gate(person: Person, pressed: list[str]) -> None:
    if pressed:
        await person.press(*pressed)
    answer = await person.offer_picture()
    assert person.fetched == 0
    assert answer.replies


async def test_a_picture_is_fetched_once_behind_the_gate_and_leaves_only_numbers(
    person: Person, store: Store
) -> None:
    await person.press(*BOTH_ADULT)
    answer = await person.offer_picture()
    assert person.fetched == 1
    assert "fingerprint" in answer.replies[-1].text
    case = store.cases.case_of(store.conversation_id("test", "one"))
    assert case is not None
    assert store.fingerprints.count(case) == 1


async def test_under_18_said_later_destroys_the_fingerprint(person: Person, store: Store) -> None:
    await person.press(*BOTH_ADULT)
    await person.offer_picture()
    await person.type("actually i was 16 in that picture")
    case = store.cases.case_of(store.conversation_id("test", "one"))
    assert case is not None
    assert store.fingerprints.count(case) == 0
    await person.offer_picture()
    assert person.fetched == 1


@pytest.mark.parametrize("pressed", NOT_BOTH_ADULT, ids=lambda pressed: pressed[-1] if pressed else "nothing")
@pytest.mark.parametrize("step", ["value_yes", "partner_yes"])
async def test_no_fingerprint_is_given_to_others_before_the_gate(
    person: Person, store: Store, pressed: list[str], step: str
) -> None:
    if pressed:
        await person.press(*pressed)
    conversation = store.conversation_id("test", "one")
    case = store.cases.case_of(conversation) or store.cases.open_case(conversation)
    store.fingerprints.add_fingerprint(case, Fingerprint("0f" * 32, 90).as_dict())
    answer = await person.press(f"l:share:{step}")
    assert "0f" * 32 not in "".join(reply.text for reply in answer.replies)
    assert store.shares.shares_of(conversation) == []


async def test_behind_the_gate_the_yes_shows_the_value_and_under_18_takes_it_all_back(
    person: Person, store: Store
) -> None:
    await person.press(*BOTH_ADULT)
    await person.offer_picture()
    answer = await person.press("l:share:menu", "l:share:value", "l:share:value_yes")
    conversation = store.conversation_id("test", "one")
    case = store.cases.case_of(conversation)
    assert case is not None
    assert store.fingerprints.fingerprints(case)[0]["pdq"] in answer.replies[0].text
    assert [share.destination for share in store.shares.shares_of(conversation)] == ["person"]
    await person.type("actually i was 16 in that picture")
    assert store.shares.shares_of(conversation) == []
    told = await person.press("l:share:menu")
    assert {"s:route:report_remove", "s:route:take_it_down"} <= {
        button.payload for reply in told.replies for button in reply.buttons
    }


async def test_typing_that_one_is_an_adult_does_not_undo_under_18(person: Person) -> None:
    await person.press(*UP_TO_THE_AGE, "a:age=under_18")
    await person.type("ok im 25 really")
    await person.offer_picture()
    assert person.fetched == 0


async def test_forgetting_leaves_nothing_held(person: Person, store: Store) -> None:
    await person.press(*BOTH_ADULT)
    await person.offer_picture()
    answer = await person.press("do:forget_me", "do:forget_now")
    assert "forget" in answer.asks
    assert store.held(store.conversation_id("test", "one")).nothing


async def test_a_code_brings_the_report_back_on_another_channel(person: Person, store: Store) -> None:
    await person.press(*BOTH_ADULT, "a:by=unknown", "a:nation=scotland", "a:site=x")
    case = store.cases.case_of(store.conversation_id("test", "one"))
    assert case is not None
    code = store.codes.new_code(case)
    other = person._turns
    answer = await other.take("elsewhere", "two", Heard("text", code))
    assert "found your report" in answer.replies[0].text
    assert store.cases.case_of(store.conversation_id("elsewhere", "two")) == case
