"""The actions of the dialogue: rasa-sdk actions that run inside the worker, one file a topic."""

from __future__ import annotations

from rasa_sdk import Action

from nlu.actions import (
    ask,
    clock,
    keeping,
    ledger,
    moderators,
    outcome,
    picture,
    questions,
    safety,
    take,
    talk,
)
from responses.reader import Content

KINDS = (
    ask.AskStep,
    ask.Why,
    take.TakeAnswers,
    safety.Safety,
    safety.Doubt,
    safety.Clear,
    outcome.Outcome,
    outcome.Show,
    talk.Welcome,
    talk.Menu,
    talk.Language,
    talk.SmallTalk,
    talk.NotSure,
    talk.Default,
    talk.ChooseChange,
    talk.Stop,
    questions.AnswerQuestion,
    questions.Human,
    questions.OtherLanguage,
    keeping.Held,
    keeping.ForgetAsk,
    keeping.Forget,
    keeping.CarryOn,
    keeping.OutcomeHeard,
    keeping.Hide,
    picture.Picture,
    picture.SendPicture,
    ledger.Ledger,
    ledger.Wrote,
    clock.Clock,
    moderators.TellModerators,
    moderators.WatchForPicture,
    moderators.WatchForPictureYes,
)
ASKS = {
    "action_status": "show_status",
    "action_pack": "make_pack",
    "action_stop_reminders": "stop_reminders",
    "action_tell_moderators_yes": "tell_moderators",
}


def all_actions(content: Content) -> list[Action]:
    """Make every action, with the content it speaks from."""
    return [kind(content) for kind in KINDS] + [
        keeping.Ask(content, called, effect) for called, effect in ASKS.items()
    ]
