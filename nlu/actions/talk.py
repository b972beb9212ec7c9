"""Welcome, menu, small talk, and what to say when nothing was understood."""

from __future__ import annotations

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Press, Speaker, Spoken
from nlu.flow import flow_for

MENU = (
    ("talk.menu_report", "do:report_start"),
    ("talk.menu_danger", "do:danger"),
    ("talk.menu_crisis", "do:crisis"),
    ("talk.menu_under_18", "do:under_18"),
    ("talk.menu_someone_else", "do:for_someone_else"),
    ("talk.menu_moderator", "do:i_am_a_moderator"),
    ("talk.menu_removal", "do:ask_removal"),
    ("talk.menu_law", "do:ask_is_it_illegal"),
    ("talk.menu_police", "do:ask_police"),
    ("talk.menu_support", "do:ask_support"),
    ("talk.menu_picture", "do:send_picture"),
    ("talk.menu_code", "do:carry_on"),
    ("talk.menu_status", "do:status"),
    ("case.write_down", "do:write_down"),
    ("clock.i_reported", "do:i_reported"),
    ("talk.menu_pack", "do:pack"),
    ("talk.menu_held", "do:what_do_you_hold"),
    ("talk.menu_forget", "do:forget_me"),
)
FIRST = MENU[:6] + (MENU[11],)
SMALL = {
    "greet": "talk.greet",
    "thank": "talk.thank",
    "goodbye": "talk.goodbye",
    "abuse_at_bot": "talk.abuse",
}
NEAREST = 3
LANGUAGES = {"en": "english", "cy": "welsh"}
OFFERED = "offer."
# To ask somebody who was harmed whether they did it would be cruel; who did it says so.
NEVER_OFFERED = frozenset({"i_did_it", "abuse_at_bot"})


class Welcome(Spoken):
    """Say who we are, what is kept, and the numbers that help at once."""

    called = "action_welcome"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Welcome a person, or welcome them back."""
        back = bool(report.answers)
        report.tell_once("first_help")
        if back:
            speaker.say("talk.welcome_back", speaker.press("talk.carry_on", "do:report_start"))
            return
        speaker.say("talk.welcome", *(speaker.press(*press) for press in FIRST))


class Menu(Spoken):
    """Show everything the bot can do."""

    called = "action_menu"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Show the menu, with the other language at its end."""
        other = "cy" if report.language == "en" else "en"
        name = self.content.in_language(other).text("language.choose")
        presses = [speaker.press(*press) for press in MENU]
        speaker.say("talk.menu_text", *presses, (name, f"do:{LANGUAGES[other]}"))


class Language(Spoken):
    """Change the language: Welsh where there are Welsh words, English where there are none yet."""

    called = "action_language"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Change it, and give the numbers that help in it."""
        report.language = next(code for code, name in LANGUAGES.items() if name == meant.intent)
        words = self.content.in_language(report.language)
        text = words.text("language.help_now")
        if report.language == "cy":
            text = f"{text}\n\n{words.text('language.welsh')}"
        speaker.say_text(text, [(words.text("talk.carry_on"), "do:report_start")])


class SmallTalk(Spoken):
    """Answer a greeting, thanks, a goodbye, or anger at the machine."""

    called = "action_small_talk"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Answer in a sentence, with a way on."""
        press = [speaker.press("talk.carry_on", "do:report_start"), speaker.press("talk.menu", "do:menu")]
        speaker.say(SMALL[meant.intent], *press)


class NotSure(Spoken):
    """Say that it was not understood, offer the nearest meanings, then the menu, then a person."""

    called = "action_not_sure"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Never give the same answer twice in a row."""
        report.misses += 1
        if report.misses == 1 and (near := nearest(speaker, meant)):
            speaker.say("talk.not_sure", *near, speaker.press("talk.menu", "do:menu"))
        elif report.misses == 1:
            presses = [speaker.press(*press) for press in FIRST]
            speaker.say("talk.not_understood", *presses, speaker.press("talk.menu", "do:menu"))
        elif report.misses == 2:
            speaker.say("talk.menu_text", *(speaker.press(*press) for press in MENU))
        else:
            report.misses = 0
            speaker.say("talk.not_sure_again", *(speaker.press(*press) for press in FIRST))


class Default(NotSure):
    """Take the turn that no rule took, the same way."""

    called = "action_default_fallback"


class ChooseChange(Spoken):
    """Ask which answer to change."""

    called = "action_choose_change"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Offer each answer that was given."""
        from nlu.actions.take import said_label

        flow = flow_for(self.content.flows, report.answers)
        labels = [
            (label, f"c:{question.id}")
            for question in flow.questions
            if question.id in report.answers
            and (label := said_label(speaker, report, question.id, self.content))
        ]
        speaker.say("talk.which_answer", *labels, speaker.press("talk.menu", "do:menu"))


class Stop(Spoken):
    """Stop for now; nothing is lost and nothing more is asked."""

    called = "action_stop"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Say that it can go on any time."""
        speaker.say("talk.stopped", speaker.press("talk.carry_on", "do:report_start"))
        speaker.effect("stop")


def nearest(speaker: Speaker, meant: Meant) -> list[Press]:
    """Return the two or three nearest meanings that have words."""
    fitting = [name for name in meant.ranking if name not in NEVER_OFFERED]
    known = [name for name in fitting if f"{OFFERED}{name}" in speaker.words][:NEAREST]
    return [speaker.press(f"{OFFERED}{name}", f"do:{name}") for name in known]
