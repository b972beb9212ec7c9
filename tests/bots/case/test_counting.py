"""Counts: nothing under ten, nothing but ids of ours, and a chart that can be read without seeing it."""

import csv
import io
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from bots.case.counting import as_chart, as_csv
from storage import Count

NAMES = st.sampled_from(["x", "instagram", "other", "deepfake", "reported", "gone_in_48_hours"])
COUNTS = st.lists(
    st.builds(Count, st.just("2026-10"), NAMES, NAMES, NAMES, st.integers(10, 5000)), max_size=20
)


@given(COUNTS)
def test_the_table_says_exactly_what_was_counted(counts: list[Count]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(counts))))
    assert [int(row["number"]) for row in rows] == [count.number for count in counts]
    assert [row["site"] for row in rows] == [count.site for count in counts]


@given(COUNTS)
def test_the_chart_says_its_numbers_in_words_too(counts: list[Count]) -> None:
    chart = ElementTree.fromstring(as_chart(counts, "Title <&>", "note"))
    said = chart.findtext("{*}desc") or ""
    assert chart.findtext("{*}title") == "Title <&>"
    numbers = [int(part.rsplit(": ", 1)[1]) for part in said.split("; ") if part]
    assert sum(numbers) == sum(count.number for count in counts)
    assert len(chart.findall("{*}rect")) == len(numbers) + 1
