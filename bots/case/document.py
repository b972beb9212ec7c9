"""The pack as a document: sections of plain blocks, in vetted words, ready to be set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bots.case.letters import Written, step_line
from bots.case.steps import steps_in
from bots.case.uk import clock_words
from responses.reader import Content
from responses.words import Words
from storage import Entry, read_entry

Block = dict[str, Any]
Section = dict[str, Any]
SAID = frozenset({"link", "handle", "reference"})
HIDDEN = frozenset({"name", "contact"})


def document_of(pack: Mapping[str, Any], content: Content, letters: list[Written]) -> dict[str, Any]:
    """Lay out a pack. The words of a person stay untouched and are always their own block."""
    words = content.in_language("en")
    entries = [read_entry(facts) for facts in pack["ledger"]]
    sections = [
        _cover(pack, words),
        _section(words, "answers", [_answers(pack["answers"], content, words)]),
        _section(words, "timeline", [_timeline(entries, content, words)]),
        _section(words, "links", [_links(entries, words)]),
        _section(words, "fingerprints", _fingerprints(pack["fingerprints"], words)),
        _section(words, "steps", [_steps(entries, content, words)]),
    ]
    if "also" in pack:
        sections.append(_section(words, "everything_also", [_also(pack["also"], words)]))
    sections.append(_check(pack, entries, words))
    for letter in letters:
        sections += _letter(letter, words)
    return {
        "title": words.text("pack.title_everything" if "also" in pack else "pack.title"),
        "sections": sections,
    }


def _section(words: Words, name: str, blocks: list[Block], level: int = 1) -> Section:
    return {"heading": words.text(f"pack.{name}"), "level": level, "blocks": blocks}


def _text(text: str) -> Block:
    return {"kind": "text", "text": text}


def _table(words: Words, columns: tuple[str, ...], widths: tuple[int, ...], rows: list[list[str]]) -> Block:
    return {
        "kind": "table",
        "columns": [words.text(f"pack.{name}") for name in columns],
        "widths": list(widths),
        "rows": rows,
    }


def _cover(pack: Mapping[str, Any], words: Words) -> Section:
    made = clock_words(datetime.fromisoformat(pack["made"]))
    lines = [
        words.text(f"pack.cover_{name}", when=made) for name in ("what", "words", "picture", "name", "law")
    ]
    return _section(words, "cover", [{"kind": "list", "items": lines}])


def _answers(answers: Mapping[str, Any], content: Content, words: Words) -> Block:
    rows = [[_asked(name, words), _answered(name, value, content, words)] for name, value in answers.items()]
    return _table(words, ("answers_question", "answers_answer"), (1, 1), rows)


def _asked(name: str, words: Words) -> str:
    key = f"report.{name}.ask"
    return words.text(key) if key in words else name.replace("_", " ")


def _answered(name: str, value: Any, content: Content, words: Words) -> str:
    if isinstance(value, list):
        return ", ".join(_answered(name, one, content, words) for one in value) or "-"
    if name == "site" and value in content.facts.routes:
        return content.facts.routes[value].name
    for key in (f"report.{name}.options.{value}", f"case.{name}.{value}"):
        if key in words:
            return words.text(key)
    return words.text("talk.not_said") if value == "rather_not_say" else str(value).replace("_", " ")


def _timeline(entries: list[Entry], content: Content, words: Words) -> Block:
    if not entries:
        return _text(words.text("pack.timeline_none"))
    rows = [[f"{entry.number}. {clock_words(entry.at)}", _what(entry, content, words)] for entry in entries]
    return _table(words, ("when", "what"), (1, 3), rows)


def _what(entry: Entry, content: Content, words: Words) -> str:
    if entry.kind == "step":
        return step_line(content, steps_in([entry])[0])
    if entry.kind == "fingerprint":
        return words.text("pack.kind_fingerprint", code=entry.facts["sha256"])
    if entry.kind in HIDDEN:
        return words.text(f"pack.kind_{entry.kind}")
    said = str(entry.facts.get("text", ""))
    if entry.kind in SAID:
        return words.text(f"pack.kind_{entry.kind}", text=said)
    return words.text(
        "pack.kind_note", question=words.text(f"pack.question.{entry.facts['question']}"), text=said
    )


def _links(entries: list[Entry], words: Words) -> Block:
    rows = [
        [str(link), clock_words(entry.at)]
        for entry in entries
        if entry.kind == "link"
        for link in entry.facts.get("links", ())
    ]
    return (
        _table(words, ("link", "link_added"), (3, 1), rows) if rows else _text(words.text("pack.links_none"))
    )


def _fingerprints(fingerprints: list[dict[str, Any]], words: Words) -> list[Block]:
    if not fingerprints:
        return [_text(words.text("pack.fingerprints_none"))]
    rows = [
        [kind, str(one.get(field)), str(one.get("quality", "")) if field == "pdq" else "-"]
        for one in fingerprints
        for kind, field in (("PDQ", "pdq"), ("pHash", "phash64"), ("MD5", "md5"))
        if one.get(field)
    ]
    columns = ("fingerprint_kind", "fingerprint_value", "fingerprint_quality")
    return [_table(words, columns, (1, 5, 1), rows), _text(words.text("pack.fingerprints_how"))]


def _steps(entries: list[Entry], content: Content, words: Words) -> Block:
    lines = [step_line(content, step) for step in steps_in(entries)]
    return {"kind": "list", "items": lines} if lines else _text(words.text("pack.steps_none"))


def _check(pack: Mapping[str, Any], entries: list[Entry], words: Words) -> Section:
    lines = [words.text("pack.check_how")]
    if entries:
        lines.append(words.text("pack.check_last", code=entries[-1].hash))
    lines += [words.text("pack.check_file", code=pack["number"]), words.text("pack.check_limits")]
    return _section(words, "check", [_text(line) for line in lines])


def _letter(letter: Written, words: Words) -> list[Section]:
    return [
        {
            "heading": f"{letter.title}: {letter.to}" if letter.to not in letter.title else letter.title,
            "level": 1,
            "page": True,
            "blocks": [],
        },
        _section(words, "letter_learns", [_text(letter.learns)], level=2),
        _section(words, "letter_before", [{"kind": "list", "items": list(letter.before)}], level=2),
        _section(words, "letter_words", [{"kind": "letter", "text": letter.text}], level=2),
    ]


def _also(also: Mapping[str, Any], words: Words) -> Block:
    def line(name: str, **places: object) -> str:
        return words.text(f"pack.everything_{name}", **places)

    made, last, goes = (_day(also[name]) for name in ("made", "last_message", "goes"))
    lines = [line("dates", when=made, time=last, until=goes), line("code" if also["has_code"] else "no_code")]
    for one in also["reminders"]:
        lines.append(line("reminder", when=_day(one["due"]), channel=one["channel"], value=one["address"]))
    for one in also["watches"]:
        lines.append(line("watch", server=one["server"], state=one["state"], until=_day(one["ends"])))
    for one in also["threads"]:
        lines.append(line("thread", server=one["server"], alias=one["alias"]))
    return {"kind": "list", "items": [*lines, line("state"), line("conversation")]}


def _day(moment: str) -> str:
    return clock_words(datetime.fromisoformat(moment))
