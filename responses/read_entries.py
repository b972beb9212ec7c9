"""Turn the files of services, routes, law and advice into typed entries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from responses.bank_holidays import CALENDAR_OF_NATION
from responses.entries import CONFIDENCES, VERIFICATIONS, LawCard, Route, Service
from responses.fields import Fields, entries, read_yaml
from responses.hours import Hours, HoursError, read_hours
from responses.problems import Problems

KINDS = (
    "emergency",
    "police",
    "child_protection",
    "hash_service",
    "specialist_helpline",
    "platform",
    "emotional_support",
    "legal",
    "regulator",
    "workplace_education",
)
# What may stand in `unconfirmed`: fields of a service, and doubts about the whole of it.
UNCONFIRMED = frozenset(
    ["phone", "text", "whatsapp", "email", "url", "webchat_url", "hours", "cost", "languages", "relay_bsl"]
    + ["confidentiality_limits", "hours_chat", "phone_criminal", "phone_work", "ages", "nations", "running"]
    + ["scope", "areas", "menu", "funding", "partners", "duty_start"]
)
ROUTE_KINDS = (
    "site",
    "report",
    "fingerprint",
    "search",
    "police",
    "child",
    "regulator",
    "data",
    "complaint",
    "civil",
) + ("compensation", "work")
ROUTE_UNCONFIRMED = frozenset({"link", "also", "email", "account", "choose", "promise", "stopncii"})
# under_18: a child in the picture, whoever asks; under_18_now: a child today.
ROUTE_AGES = ("any", "adult", "under_18", "under_18_now")
TRI = ("yes", "no", "not_known")


def read_services(folder: Path, problems: Problems) -> Mapping[str, Service]:
    """Read every service of a folder of kinds."""
    found: dict[str, Service] = {}
    for path in sorted(folder.glob("*.yml")):
        for top, fields in entries(path, "services", problems):
            if fields.entry in found:
                fields.wrong("this id is already taken by another service.")
            kind = str(top.get("kind"))
            if kind not in KINDS:
                fields.wrong(f"the file's `kind` must be one of {', '.join(KINDS)}.")
            found[fields.entry] = _service(fields, kind)
            fields.finish()
    return found


def _service(fields: Fields, kind: str) -> Service:
    nations = fields.nations()
    return Service(
        id=fields.entry,
        name=fields.needed("name"),
        what=fields.needed("what"),
        kind=kind,
        nations=nations,
        age_min=fields.number("age_min"),
        age_max=fields.number("age_max"),
        groups=fields.list_of_words("groups"),
        issues=fields.list_of_words("issues"),
        phone=fields.words("phone"),
        text=fields.words("text"),
        whatsapp=fields.words("whatsapp"),
        email=fields.words("email"),
        url=fields.address("url"),
        webchat_url=fields.address("webchat_url"),
        hours=_hours(fields, nations),
        hours_words=fields.words("hours_words"),
        cost=fields.words("cost"),
        languages=fields.words("languages"),
        relay_bsl=fields.words("relay_bsl"),
        confidentiality_limits=fields.words("confidentiality_limits"),
        source_url=_source(fields),
        source_date=fields.words("source_date"),
        checked=fields.day("checked"),
        confidence=fields.one_of("confidence", CONFIDENCES),
        verification=fields.one_of("verification", VERIFICATIONS),
        unconfirmed=_unconfirmed(fields, UNCONFIRMED),
        to_check=fields.list_of_words("to_check"),
        notes=fields.words("notes"),
    )


def _hours(fields: Fields, nations: frozenset[str]) -> Hours | None:
    # A service of one nation keeps that nation's holidays; one for all keeps England's, where they sit.
    nation = next(iter(nations)) if len(nations) == 1 else "england"
    raw, holidays = fields.raw("hours"), fields.raw("bank_holidays")
    try:
        return read_hours(raw, holidays, CALENDAR_OF_NATION.get(nation, "england_and_wales"))
    except HoursError as error:
        fields.wrong(f"{error}.")
        return None


def _source(fields: Fields) -> str | None:
    url, note = fields.words("source_url"), fields.words("source_note")
    verification = fields.raw("verification")
    if not url and not note and verification != "recalled":
        fields.wrong("`source_url` is missing: say where this was read, or set verification: recalled.")
    return url


def _unconfirmed(fields: Fields, allowed: frozenset[str]) -> frozenset[str]:
    names = frozenset(fields.list_of_words("unconfirmed"))
    for name in sorted(names - allowed):
        fields.wrong(f"`unconfirmed` names {name!r}, which is no field.")
    return names


def read_routes(folder: Path, problems: Problems) -> Mapping[str, Route]:
    """Read every route of a folder."""
    found: dict[str, Route] = {}
    for path in sorted(folder.glob("*.yml")):
        for _top, fields in entries(path, "routes", problems):
            if fields.entry in found:
                fields.wrong("this id is already taken by another route.")
            found[fields.entry] = _route(fields)
            fields.finish()
    return found


def _route(fields: Fields) -> Route:
    steps = fields.list_of_words("steps")
    if not steps:
        fields.wrong("`steps` is missing: say what to do, one step a line.")
    return Route(
        id=fields.entry,
        name=fields.needed("name"),
        kind=fields.one_of("kind", ROUTE_KINDS),
        nations=fields.nations(),
        for_ages=fields.one_of("for_ages", ROUTE_AGES, default="any"),
        incidents=fields.list_of_words("incidents"),
        steps=steps,
        choose=fields.words("choose"),
        link=fields.address("link"),
        also=fields.addresses("also"),
        email=fields.words("email"),
        account=fields.one_of("account", TRI, default="not_known"),
        discloses=fields.needed("discloses"),
        stopncii=fields.one_of("stopncii", TRI, default="not_known"),
        promise=fields.words("promise"),
        services=fields.list_of_words("services"),
        source_url=fields.words("source_url"),
        checked=fields.day("checked"),
        confidence=fields.one_of("confidence", CONFIDENCES),
        unconfirmed=_unconfirmed(fields, ROUTE_UNCONFIRMED),
        notes=fields.words("notes"),
    )


def read_law(folder: Path, problems: Problems) -> Mapping[str, LawCard]:
    """Read every law card of a folder."""
    found: dict[str, LawCard] = {}
    for path in sorted(folder.glob("*.yml")):
        for _top, fields in entries(path, "law", problems):
            if fields.entry in found:
                fields.wrong("this id is already taken by another law card.")
            card = _law(fields)
            if card is not None:
                found[fields.entry] = card
            fields.finish()
    return found


def _law(fields: Fields) -> LawCard | None:
    checked = fields.day("checked")
    if checked is None:
        fields.wrong("`checked` is missing: law is never shown without the day it was checked.")
        return None
    return LawCard(
        id=fields.entry,
        topic=fields.needed("topic"),
        nations=fields.nations(),
        incidents=fields.list_of_words("incidents"),
        since=fields.day("since"),
        until=fields.day("until"),
        words=fields.needed("words"),
        under_18=fields.one_of("under_18", ("any", "only", "never"), default="any"),
        source_url=fields.words("source_url")
        if fields.raw("confirmed") is False
        else fields.needed("source_url"),
        checked=checked,
        confidence=fields.one_of("confidence", CONFIDENCES),
        confirmed=fields.raw("confirmed") is not False,
        notes=fields.words("notes"),
    )


def read_advice(path: Path, problems: Problems) -> Mapping[str, str]:
    """Read the short lines of advice, by id."""
    content = read_yaml(path, problems)
    return {name: str(words).strip() for name, words in content.items() if name != "review"}
