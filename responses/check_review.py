"""Every file of words says when it was last read, how often it must be, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from responses.fields import read_yaml
from responses.found import Found
from responses.problems import Problems

EVERY = re.compile(r"(\d{1,2}) months?")
# A month said in an answer must be the month in which the file was last checked.
SAID = re.compile(r"Checked: ([A-Z][a-z]+ \d{4})\b")
DAYS_A_MONTH = 30.4


def check_review(folders: Sequence[Path], today: date) -> Iterator[Found]:
    """Name each file whose review block is missing, wrong or in the future."""
    for path, review in _reviews(folders):
        file = f"{path.parent.name}/{path.name}"
        checked, every = review.get("checked"), str(review.get("every"))
        if not isinstance(checked, date) or not EVERY.fullmatch(every) or not review.get("by"):
            sentence = "it must be like {checked: 2026-11-22, every: 6 months, by: casework}."
            yield Found(file, "review", sentence)
        elif checked > today:
            yield Found(file, "review", f"{checked} is still to come.")
        else:
            for month in sorted(set(SAID.findall(path.read_text(encoding="utf-8")))):
                if month != f"{checked:%B %Y}":
                    yield Found(
                        file, "review", f"the words say {month}, but the file was checked on {checked}."
                    )


def due_words(folders: Sequence[Path], today: date) -> list[str]:
    """List the files of words that must be read again by this day, longest overdue first."""
    found = []
    for path, review in _reviews(folders):
        checked, every = review.get("checked"), EVERY.fullmatch(str(review.get("every")))
        if isinstance(checked, date) and every:
            falls_on = checked + timedelta(days=round(int(every[1]) * DAYS_A_MONTH))
            if falls_on <= today:
                found.append((falls_on, f"words {path.parent.name}/{path.name}: due since {falls_on}."))
    return [sentence for _, sentence in sorted(found)]


def _reviews(folders: Sequence[Path]) -> Iterator[tuple[Path, dict[str, object]]]:
    for folder in folders:
        for path in sorted(p for part in ("en", "cy", "letters") for p in (folder / part).glob("*.yml")):
            review = read_yaml(path, Problems()).get("review")
            yield path, review if isinstance(review, dict) else {}
