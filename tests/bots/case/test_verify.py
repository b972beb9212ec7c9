"""Any change to a pack shows, with nothing but the file."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bots.case.numbers import number_of
from bots.case.verify import check_pack
from tests.bots.case.conftest import FINGERPRINT, Person


def pack_of(person: Person) -> dict[str, Any]:
    person.keeps("what_happened", "It was posted on Tuesday, after work.")
    person.keeps("link", "https://x.com/a/status/1")
    from bots.case.carried import keep_fingerprint

    keep_fingerprint(person.carrying(), FINGERPRINT)
    person.reports()
    documents = dict(person.does("make_pack").documents)
    [written] = [content for name, content in documents.items() if name.endswith(".json")]
    pack: dict[str, Any] = json.loads(written)
    return pack


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Name every place in a pack where a value stands."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = False
    for key, part in items:
        found = True
        yield from leaves(part, (*way, key))
    if not found:
        yield way


def changed(pack: dict[str, Any], way: tuple[Any, ...], to: Any) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(pack))
    place: Any = copy
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = to
    return copy


def verdict(pack: Any) -> str:
    return check_pack(json.dumps(pack).encode()).key


@pytest.fixture
def pack(person: Person) -> dict[str, Any]:
    return pack_of(person)


def test_a_pack_as_it_was_given_is_sound(pack: dict[str, Any]) -> None:
    checked = check_pack(json.dumps(pack).encode())
    assert checked.is_sound
    assert checked.count == len(pack["ledger"]) == 4
    assert checked.last == pack["ledger"][-1]["hash"]


def test_every_single_value_that_is_changed_shows(pack: dict[str, Any]) -> None:
    ways = list(leaves(pack))
    assert len(ways) > 50
    for way in ways:
        for other in ("changed", 0, None, True, [], {}):
            there: Any = pack
            for key in way:
                there = there[key]
            if (there, type(there)) != (other, type(other)):
                assert verdict(changed(pack, way, other)) != "verify_sound", (way, other)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_entries_moved_taken_out_or_put_twice_show(pack: dict[str, Any], data: st.DataObject) -> None:
    ledger = pack["ledger"]
    chosen = data.draw(st.lists(st.sampled_from(range(len(ledger))), max_size=6))
    other = [ledger[number] for number in chosen]
    whole = {**{name: pack[name] for name in pack if name != "number"}, "ledger": other}
    renumbered = whole | {"number": number_of(whole)}
    assert (verdict(renumbered) == "verify_sound") <= (other == ledger[: len(other)])
    assert (verdict({**pack, "ledger": other}) == "verify_sound") == (other == ledger)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(noise=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_is_no_pack_gets_a_sentence_and_no_error(noise: bytes) -> None:
    assert check_pack(noise).key == "verify_no_pack"


@pytest.mark.parametrize(
    "content",
    [
        b'{"format":"fingerpost-pack","ledger":[1]}',
        b'{"format":"fingerpost-pack","ledger":[{}],"fingerprints":[]}',
        b'{"format":"fingerpost-pack","ledger":[],"fingerprints":3,"number":""}',
        b'{"format":"fingerpost-pack","ledger":[],"fingerprints":[NaN],"number":""}',
        b'{"format":"fingerpost-pack","format":"fingerpost-pack","ledger":[]}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_a_hostile_file_is_never_sound_and_never_an_error(content: bytes) -> None:
    assert not check_pack(content).is_sound


def test_a_swapped_fingerprint_shows_even_if_the_file_is_numbered_anew(pack: dict[str, Any]) -> None:
    other = {**pack, "fingerprints": [{**FINGERPRINT, "pdq": "00" * 32}]}
    del other["number"]
    assert verdict(other | {"number": number_of(other)}) == "verify_fingerprint"


def test_the_same_name_twice_in_the_file_is_refused(pack: dict[str, Any]) -> None:
    text = json.dumps(pack)
    doubled = text[:-1] + ', "answers": {"nation": "scotland"}}'
    assert check_pack(doubled.encode()).key == "verify_no_pack"
