"""Letters, filled from the case: only what the person wrote or answered, and blanks for all else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bots.case.steps import Taken, last_of, steps_in
from bots.case.uk import clock_words, date_words
from responses.letters_reader import Letter
from responses.reader import Content
from storage import Entry

OTHERS = frozenset({"child", "someone_else", "moderator"})


@dataclass(frozen=True, slots=True)
class Written:
    """One letter that is ready: whom it is for, what they learn, what to know before, and its words."""

    id: str
    title: str
    to: str
    learns: str
    before: tuple[str, ...]
    text: str

    def as_facts(self) -> dict[str, Any]:
        """Write it as it stands in the JSON file."""
        return {"id": self.id, "title": self.title, "to": self.to, "text": self.text}


def letters_for(
    content: Content, answers: Mapping[str, Any], entries: list[Entry], now: datetime
) -> list[Written]:
    """Write every letter that fits, one for each site where it is about a site."""
    written = []
    for letter in content.letters.values():
        if letter.fits(answers):
            written += [
                write(letter, content, answers, entries, now, site)
                for site in _sites(letter, answers, entries)
            ]
    return written


def one_letter(
    content: Content, answers: Mapping[str, Any], entries: list[Entry], now: datetime, name: str, site: str
) -> Written | None:
    """Write one letter, for one site; None when it does not fit this person."""
    letter = content.letters.get(name)
    if letter is None or not letter.fits(answers):
        return None
    return write(letter, content, answers, entries, now, site or _sites(letter, answers, entries)[0])


def write(
    letter: Letter,
    content: Content,
    answers: Mapping[str, Any],
    entries: list[Entry],
    now: datetime,
    site: str,
) -> Written:
    """Fill one letter."""
    places = places_of(content, answers, entries, now, site)
    to = letter.to.replace("{site}", places["site"])
    return Written(letter.id, letter.title, to, letter.learns, letter.before, letter.text(places))


def places_of(
    content: Content, answers: Mapping[str, Any], entries: list[Entry], now: datetime, site: str
) -> dict[str, str]:
    """Return what stands in each place of a letter; a blank in brackets where nothing is known."""
    words = content.in_language("en")
    steps = steps_in(entries)
    standing = "other" if answers.get("for_whom") in OTHERS else "self"
    found = {
        "site": content.facts.routes[site].name if site in content.facts.routes else "",
        "links": "\n".join(
            link for entry in entries for link in entry.facts.get("links", ()) if entry.kind == "link"
        ),
        "handles": _texts(entries, "handle", "\n"),
        "references": _texts(entries, "reference", "; "),
        "name": _last(entries, "name"),
        "contact": _last(entries, "contact"),
        "reported": _reported(last_of(steps, site, "reported")),
        "story": "\n\n".join(_note(entry) for entry in entries if entry.kind == "note"),
        "steps": "\n".join(step_line(content, step) for step in steps),
        "nation": _option(content, "nation", answers),
        "came": _came(content, last_of(steps, site, "there", "refused", "gone")),
    }
    blanks = {name: words.text(f"case.blank_{name}") for name, value in found.items() if not value}
    return {
        **{name: value for name, value in found.items() if value},
        **blanks,
        "standing": words.text(f"case.standing_{standing}"),
        "today": date_words(now),
        "incident": _option(content, "incident", answers) or words.text("case.incident.other"),
    }


def step_line(content: Content, step: Taken) -> str:
    """Say one step, with its day, for somebody who was not there."""
    words = content.in_language("en")
    route = content.facts.routes.get(step.site)
    site = route.name if route is not None else words.text("case.blank_site")
    when = clock_words(step.happened) if step.exact == "time" else date_words(step.happened)
    text = words.text(
        f"pack.step_{step.step}", site=site, when=when if step.exact != "before" else f"before {when}"
    )
    return text if step.step == "reported" else f"{date_words(step.happened)}: {text}"


def _sites(letter: Letter, answers: Mapping[str, Any], entries: list[Entry]) -> list[str]:
    if "{site}" not in letter.to + letter.body:
        return [""]
    reported = dict.fromkeys(step.site for step in steps_in(entries) if step.site)
    return list(reported) or [str(answers.get("site") or "")]


def _texts(entries: Iterable[Entry], kind: str, between: str) -> str:
    return between.join(str(entry.facts.get("text", "")) for entry in entries if entry.kind == kind)


def _last(entries: Iterable[Entry], kind: str) -> str:
    found = [str(entry.facts.get("text", "")) for entry in entries if entry.kind == kind]
    return found[-1] if found else ""


def _note(entry: Entry) -> str:
    return f"({clock_words(entry.at)})\n{entry.facts.get('text', '')}"


def _reported(step: Taken | None) -> str:
    if step is None or step.exact == "before":
        return ""
    return clock_words(step.happened) if step.exact == "time" else date_words(step.happened)


def _option(content: Content, name: str, answers: Mapping[str, Any]) -> str:
    words, key = content.in_language("en"), f"case.{name}.{answers.get(name)}"
    return words.text(key) if key in words else ""


def _came(content: Content, step: Taken | None) -> str:
    return content.in_language("en").text(f"case.came_{step.step}") if step is not None else ""
