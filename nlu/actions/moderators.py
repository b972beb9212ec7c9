"""Two consents that belong to a server: telling its moderators without a name, and looking out for a picture.

Each is asked plainly, on its own, before anything leaves; only the second tap asks the shell to act.
"""

from __future__ import annotations

from nlu.actions.heard import Meant
from nlu.actions.report import Report
from nlu.actions.speak import Speaker, Spoken


class TellModerators(Spoken):
    """Ask whether a server's moderators may be told, and say what they would see."""

    called = "action_tell_moderators"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask; the effect follows only on a yes."""
        yes = speaker.press("discord.tell_yes", "do:tell_moderators_yes")
        speaker.say("discord.tell_ask", yes, speaker.press("discord.no_thanks", "do:report_start"))


class WatchForPicture(Spoken):
    """Ask whether a server may look out for copies of the picture."""

    called = "action_watch_for_picture"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask only an adult of a picture of adults; nobody else's fingerprint may be here at all."""
        if not report.is_adult_picture():
            speaker.say("guard.not_adult", speaker.press("talk.carry_on", "do:report_start"))
            return
        yes = speaker.press("guard.watch_yes", "do:watch_for_picture_yes")
        speaker.say("guard.watch_ask", yes, speaker.press("discord.no_thanks", "do:report_start"))


class WatchForPictureYes(Spoken):
    """Take the yes, once more only behind the age gate."""

    called = "action_watch_for_picture_yes"

    def act(self, speaker: Speaker, report: Report, meant: Meant) -> None:
        """Ask the shell to propose the fingerprints; a forged button gets no further than the gate."""
        if report.is_adult_picture():
            speaker.effect("watch_for_picture")
        else:
            speaker.say("guard.not_adult", speaker.press("talk.carry_on", "do:report_start"))
