"""What the decision table asks about, read from the answers. When an age is not sure, it is a child's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.incidents import incident_named
from responses.entries import NATIONS

# The first and the last day on which something may have happened.
Days = tuple[date | None, date | None]
BY = ("partner", "known", "unknown", "family")
LONG_AGO = frozenset({"this_month", "this_year", "longer"})
# How many days back an answer to "when" may reach. "Longer ago" has only a last day, and that comes early:
# people say "last year" of what was half a year ago.
DAYS_BACK = {"today": 1, "this_week": 7, "this_month": 31, "this_year": 366}
LONGER_FROM = 183


@dataclass(frozen=True)
class Situation:
    """What the table asks about: the answers, with every unsure age taken as a child's."""

    incident: str
    age: str
    picture: str
    by: str
    by_age: str
    for_whom: str
    nation: str | None
    years: int | None
    on_train: bool
    recent: bool
    paid: bool

    @property
    def child(self) -> bool:
        """Say whether a child is or may be the person it happened to, or is or may be in the picture."""
        return self.age == "under_18" or self.picture == "under_18"


def situation(answers: Mapping[str, object]) -> Situation:
    """Read the answers with care: a child unless it is said otherwise, and only nations that are ours."""
    years = answers.get("age_years")
    years = years if isinstance(years, int) and not isinstance(years, bool) else None
    age = _age(answers.get("age"), years)
    by = str(answers.get("by"))
    nation = str(answers.get("nation"))
    for_whom = str(answers.get("for_whom") or "self")
    incident = incident_named(str(answers.get("incident") or "other")) or "other"
    return Situation(
        incident="did_it" if for_whom == "did_it" else incident,
        age=age,
        picture=_age_in_picture(answers),
        by=by if by in BY else "not_said",
        by_age=str(answers.get("by_age") or ""),
        for_whom=for_whom,
        nation=nation if nation in NATIONS else None,
        years=None if years is not None and (years < 18) != (age == "under_18") else years,
        on_train=answers.get("place") == "train",
        recent=answers.get("when") not in LONG_AGO,
        paid=answers.get("money") == "paid",
    )


def act_days(answers: Mapping[str, object], today: date) -> Days:
    """Give the first and the last day on which the act may have been; nothing where no time was said."""
    when = str(answers.get("when"))
    if when == "longer":
        return None, today - timedelta(days=LONGER_FROM)
    return (today - timedelta(days=DAYS_BACK[when]), today) if when in DAYS_BACK else (None, None)


def _age(age: object, years: int | None) -> str:
    # One sign of a child is enough; an adult must have said so.
    if age == "under_18" or (years is not None and years < 18):
        return "under_18"
    return "adult" if age == "adult" or years is not None else "under_18"


def _age_in_picture(answers: Mapping[str, object]) -> str:
    # Not asked yet is an adult's picture if the person is one; asked and not surely adult is a child's.
    if "age_in_picture" not in answers:
        return "adult"
    return "adult" if answers["age_in_picture"] == "adult" else "under_18"
