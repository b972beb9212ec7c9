"""What the moderators are told about a case: what happened, a warning, the links given, and no more."""

from __future__ import annotations

from bots.discord.desk import Desk
from storage import CaseId

MESSAGE = "discord_message"
MOST_LINKS = 3
MAY_BE_CHILD = (
    ("age", "under_18"),
    ("age_in_picture", "under_18"),
    ("shows_child", "yes"),
    ("incident", "child_image"),
)


def told(desk: Desk, case: CaseId | None, server: int | None, words: str) -> str:
    """Write what the moderators would see. Age and nation are left out: they narrow down who it is."""
    settings = desk.servers.get(server or 0)
    language = settings.language if settings else "en"
    lines: list[str] = []
    answers = desk.store.cases.answers(case) if case else {}
    label = f"report.incident.options.{answers.get('incident')}"
    if label in desk.content.in_language(language):
        lines.append(desk.text("discord.line.said_incident", language, label=desk.text(label, language)))
    if any(answers.get(name) == value for name, value in MAY_BE_CHILD):
        lines.append(desk.text("discord.line.said_child", language))
    links = links_of(desk, case, server) if case else []
    lines += [desk.text("discord.line.said_link", language, link=f"<{link}>") for link in links]
    if words:
        lines += [desk.text("discord.line.said_words", language), words]
    return "\n".join(lines)


def links_of(desk: Desk, case: CaseId, server: int | None) -> list[str]:
    """Return the links of the messages that were reported privately in this server, the newest few."""
    found = [
        str(entry.facts["link"])
        for entry in desk.store.ledger.entries(case)
        if entry.kind == MESSAGE and entry.facts.get("server") == str(server)
    ]
    return list(dict.fromkeys(found))[-MOST_LINKS:]
