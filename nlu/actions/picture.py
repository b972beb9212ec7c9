"""The gate before any picture: both age questions answered with adult, or it is never fetched."""

from __future__ import annotations

from nlu.actions.ask import choices
from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Speaker, Spoken
from nlu.flow import ask_key, is_asked


class Picture(Spoken):
    """Decide about a picture that was offered: fetch it, wait, or refuse it."""

    called = "action_picture"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask for the fetch only behind the gate; the effect is the only permission there is."""
        if report.is_adult_picture():
            speaker.effect("fetch_picture")
        elif "under_18" in (report.answers.get("age"), report.answers.get("age_in_picture")):
            speaker.say("picture.refused_age", speaker.press("talk.carry_on", "do:report_start"))
        else:
            speaker.say("picture.not_yet")
            self._ask_age(speaker, report)

    def _ask_age(self, speaker: Speaker, report: Report) -> None:
        flow = report.flow(self.content)
        for name in ("age", "age_in_picture"):
            question = flow.question(name)
            if question and report.answers.get(name) != "adult" and (name != "age" or is_asked(question, {})):
                report.asked = name
                report.answers.pop(name, None)
                key = ask_key(speaker.words, flow, question, report.answers)
                speaker.say_text(speaker.words.text(key), choices(speaker, flow, question, bool(report.path)))
                return


class SendPicture(Spoken):
    """Explain how to send a picture, once the gate is passed."""

    called = "action_send_picture"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Say what a fingerprint is, then how, or why not yet."""
        if report.is_adult_picture():
            speaker.say("picture.offer")
            speaker.effect("fetch_picture")
            return
        Picture(self.content).act(speaker, report, meant)
