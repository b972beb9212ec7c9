"""Writing it down: open questions, notes shown back, and kept only when the person says so.

The core never sees a note as text. It says which question is open, and that the message just heard is a
draft for it; the shell, which has the message in hand, shows it back and keeps it when told to.
"""

from __future__ import annotations

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.sharing import share
from nlu.actions.speak import Press, Speaker, Spoken
from nlu.flow import said

# Open questions, in the order of asking. None of them suggests an answer.
QUESTIONS = ("what_happened", "when", "where", "who", "done", "said")
# What can be added by itself. A name and a contact are only for letters, and only if the person types them.
EXTRAS = ("link", "handle", "reference", "name", "contact")
WRITTEN = (*QUESTIONS, *EXTRAS)
# Not a note: the second word of the carry-on code, which the shell takes and nobody keeps.
WORD = "second_word"


class Ledger(Spoken):
    """Lead the person through writing, one tap at a time."""

    called = "action_ledger"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Do what the button says; without one, say what writing it down is for."""
        report.writing = None
        what, which = str(meant.pressed.get("what", "menu")), str(meant.pressed.get("which", ""))
        if what == "write" and which in WRITTEN:
            ask(speaker, report, which)
        elif what == "next":
            ask_next(speaker, report, which)
        elif what in {"keep", "drop"}:
            speaker.effect("add_entry", step=what, draft=which)
        elif what == "word":
            report.writing = WORD
            speaker.say("keeping.word_ask", speaker.press("keeping.word_keep", "do:report_start"))
        elif what == "done":
            speaker.say("case.done", *after_writing(speaker))
        elif what == "share":
            share(speaker, report, which)
        elif what in {"letter", "letters", "copy"}:
            give(speaker, report, meant, self.content)
        else:
            show_menu(speaker)


class Wrote(Spoken):
    """Take the message just heard as a draft for the open question."""

    called = "action_wrote"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Let the shell show it back; nothing is kept yet."""
        report.misses = 0
        if report.writing == WORD:
            report.writing = None
            speaker.effect("give_code", with_word=True)
        else:
            offer_note(speaker, report, meant)


def offer_note(speaker: Speaker, report: Report, meant: Meant) -> None:
    """Offer to keep what was just typed while writing, even when a gate was answered first."""
    if report.writing in WRITTEN and meant.typed:
        speaker.effect("add_entry", step="draft", question=report.writing)


def ask(speaker: Speaker, report: Report, question: str) -> None:
    """Open one question; the next message that is typed is its draft."""
    report.writing = question
    press = [speaker.press("case.skip_question", f"l:next:{question}")] if question in QUESTIONS else []
    speaker.say(f"case.ask_{question}", *press, speaker.press("case.stop_writing", "l:done:0"))


def ask_next(speaker: Speaker, report: Report, question: str) -> None:
    """Open the question after this one, or say that there are no more."""
    after = QUESTIONS.index(question) + 1 if question in QUESTIONS else len(QUESTIONS)
    if after < len(QUESTIONS):
        ask(speaker, report, QUESTIONS[after])
    else:
        speaker.say("case.no_more_questions", *extras(speaker), *after_writing(speaker))


def show_menu(speaker: Speaker) -> None:
    """Say what writing down is for, and offer each thing that can be written."""
    speaker.say(
        "case.what_writing_is", speaker.press("case.begin", f"l:write:{QUESTIONS[0]}"), *extras(speaker),
        speaker.press("talk.menu", "do:menu"),
    )  # fmt: skip


def extras(speaker: Speaker) -> list[Press]:
    """Return a button for each thing that is no question."""
    return [speaker.press(f"case.add_{name}", f"l:write:{name}") for name in EXTRAS]


def after_writing(speaker: Speaker) -> list[Press]:
    """Return what can be done once something is written."""
    return [
        speaker.press("talk.menu_status", "do:status"),
        speaker.press("talk.menu_pack", "do:pack"),
        speaker.press("case.letters", "l:letters:0"),
        speaker.press("talk.carry_on", "do:report_start"),
    ]


def give(speaker: Speaker, report: Report, meant: Meant, content: object) -> None:
    """Offer the letters, or ask the shell for one letter, or for a copy of everything."""
    what, which, site = (str(meant.pressed.get(name) or "") for name in ("what", "which", "site"))
    if what == "copy":
        speaker.effect("make_pack", everything=True)
    elif what == "letter":
        speaker.effect("make_pack", letter=which, site=site)
    else:
        speaker.say("case.which_letter", *letter_buttons(speaker, report, content))


def letter_buttons(speaker: Speaker, report: Report, content: object) -> list[Press]:
    """Return a button for each letter that fits this person's answers."""
    letters = getattr(content, "letters", {}).values()
    answers = said(report.answers)
    fitting = [letter for letter in letters if letter.fits(answers)]
    return [(letter.button, f"l:letter:{letter.id}") for letter in fitting] + [
        speaker.press("talk.menu", "do:menu")
    ]
