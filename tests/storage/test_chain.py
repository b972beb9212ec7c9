"""A chain shows every later change, with nothing but the entries themselves."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage import Broken, Entry, verify_chain
from storage.chain import BEGINNING, next_entry, read_entry

_facts = st.dictionaries(
    st.text(max_size=8), st.text(max_size=20) | st.integers() | st.booleans(), max_size=4
)
_chains = st.lists(_facts, min_size=1, max_size=6)


def _chain(contents: list[dict[str, Any]]) -> list[Entry]:
    entries: list[Entry] = []
    for number, facts in enumerate(contents, start=1):
        before = entries[-1].hash if entries else BEGINNING
        at = datetime(2026, 3, 29, 0, 30, tzinfo=UTC) + timedelta(hours=number)
        entries.append(next_entry(number, at, "said", facts, before))
    return entries


@given(_chains)
def test_an_untouched_chain_holds_also_through_a_file(contents: list[dict[str, Any]]) -> None:
    entries = _chain(contents)
    written = json.loads(json.dumps([entry.as_facts() for entry in entries]))
    assert verify_chain(entries) is None
    assert verify_chain(written) is None
    assert [read_entry(facts) for facts in written] == entries


@given(_chains, st.data())
def test_any_change_to_any_entry_shows_at_that_entry(
    contents: list[dict[str, Any]], data: st.DataObject
) -> None:
    written = [entry.as_facts() for entry in _chain(contents)]
    place = data.draw(st.integers(0, len(written) - 1))
    name = data.draw(st.sampled_from(["number", "at", "kind", "facts", "before", "hash"]))
    changed = {"number": 99, "facts": {"changed": "x" * 30}}.get(name, "changed")
    written[place] = written[place] | {name: changed}
    assert verify_chain(written) == Broken(place + 1)


@given(_chains.filter(lambda contents: len(contents) > 1), st.data())
def test_an_entry_taken_out_or_moved_shows(contents: list[dict[str, Any]], data: st.DataObject) -> None:
    entries = _chain(contents)
    place = data.draw(st.integers(0, len(entries) - 2))
    assert verify_chain(entries[:place] + entries[place + 1 :]) == Broken(place + 1)
    swapped = [*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :]]
    assert verify_chain(swapped) == Broken(place + 1)


def test_what_is_no_entry_at_all_shows() -> None:
    written = [entry.as_facts() for entry in _chain([{}])]
    assert verify_chain([{}]) == Broken(1)
    assert verify_chain([written[0] | {"extra": 1}]) == Broken(1)
    assert verify_chain([written[0] | {"facts": {"x": float("nan")}}]) == Broken(1)
    assert verify_chain([]) is None
