"""What is at hand while the effects of one turn are carried out: the store, the words, and what was heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bots.case.drafts import Drafts
from bots.case.uk import date_words, utc_now
from bots.pictures import Fingerprint, Refused
from bots.pictures.sharing import Partner
from nlu.dialogue import Button, Reply
from responses.reader import Content
from responses.words import Words
from storage import CaseId, Store


@dataclass(slots=True)
class Carrying:
    """What is at hand while the effects of one turn are carried out."""

    store: Store
    content: Content
    channel: str
    conversation: str
    replies: list[Reply]
    # The language this person reads; what is not yet in it is said in English, and marked.
    language: str = "en"
    picture: Fingerprint | Refused | None = None
    # What was typed in this turn: only a note that is being written is ever taken from it.
    text: str = field(default="", repr=False)
    # Where a reminder would go; kept only inside a reminder that the person asks for.
    address: str | None = field(default=None, repr=False)
    drafts: Drafts = field(default_factory=Drafts, repr=False)
    now: datetime = field(default_factory=utc_now)
    # Who may be given a fingerprint, if the operator works with anybody.
    partner: Partner | None = None
    asks: set[str] = field(default_factory=set)
    documents: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    # Words that quote what was typed: they go to the person and wait nowhere.
    fleeting: list[Reply] = field(default_factory=list, repr=False)
    # Done once the turn is committed: what takes long, or must not happen if the turn is not kept.
    afterwards: list[Callable[[], None]] = field(default_factory=list, repr=False)

    def say(self, key: str, *buttons: Button, **places: object) -> None:
        """Add vetted words to the replies."""
        self.replies.append(Reply(self._own.marked(key, **places), buttons))

    def quote(self, key: str, *buttons: Button, **places: object) -> None:
        """Say words that quote what was typed; unlike other words they are never kept until they are sent."""
        self.quote_text(self._own.marked(key, **places), *buttons)

    def quote_text(self, text: str, *buttons: Button) -> None:
        """Say a text that was put together from what was typed."""
        self.replies.append(Reply(text, buttons))
        self.fleeting.append(self.replies[-1])

    def words(self, key: str, **places: object) -> str:
        """Return vetted words."""
        return self._own.text(key, **places)

    @property
    def _own(self) -> Words:
        return self.content.in_language(self.language)

    def press(self, key: str, payload: str, **places: object) -> Button:
        """Return a button with vetted words on it."""
        return Button(self.words(key, **places), payload)

    def case(self) -> CaseId:
        """Return the conversation's case, opened now if there is none."""
        return self.store.cases.case_of(self.conversation) or self.store.cases.open_case(self.conversation)

    def until(self, case: CaseId) -> str:
        """Say on which day a case goes."""
        return date_words(self.store.cases.dates(case).goes_at)
