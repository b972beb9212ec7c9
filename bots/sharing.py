"""The effect by which a fingerprint is given to others: one yes a destination, dated, taken back at once.

The value itself is shown to the person who asked, and waits nowhere. The operator's partner gets the one
value that others can use and nothing else. StopNCII makes its own on the person's device.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bots.carrying import Carrying
from bots.case.uk import date_words
from bots.pictures import Fingerprint
from bots.pictures.sharing import value_to_share
from nlu.dialogue import Button

PERSON, PARTNER = "person", "partner"


def share_picture(carrying: Carrying, facts: Mapping[str, Any]) -> None:
    """Take one step of sharing. What leaves, leaves only on a yes."""
    step, values = str(facts.get("step", "")), shareable(carrying)
    if step.startswith("stop"):
        stop(carrying, step.removeprefix("stop").removeprefix("_"))
    elif not values:
        carrying.say("share.nothing", carrying.press("picture.send", "do:send_picture"), *_ways_on(carrying))
    elif step == "value":
        carrying.say(
            "share.value_ask", carrying.press("share.value_yes", "l:share:value_yes"), _back(carrying)
        )
    elif step == "value_yes":
        show_value(carrying, values)
    elif carrying.partner is not None and step == "partner":
        ask_partner(carrying)
    elif carrying.partner is not None and step == "partner_yes":
        agree_partner(carrying, values)
    else:
        carrying.say("share.menu", *_ways(carrying))


def shareable(carrying: Carrying) -> list[str]:
    """Return the PDQ values of this case that others can use; a plain picture's would find wrong ones."""
    case = carrying.store.cases.case_of(carrying.conversation)
    kept = carrying.store.fingerprints.fingerprints(case) if case is not None else []
    values = [value_to_share(Fingerprint.from_dict(one)) for one in kept]
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def show_value(carrying: Carrying, values: list[str]) -> None:
    """Show the values to the person who asked, and keep that this was agreed to, not what was shown."""
    carrying.store.shares.agree(carrying.case(), carrying.conversation, PERSON, {}, state="shown")
    carrying.quote("share.value", Button(carrying.words("share.stopncii"), "l:share:stopncii"),
                   _back(carrying), values="\n".join(values))  # fmt: skip


def ask_partner(carrying: Carrying) -> None:
    """Say who would get the value, what they learn, and how to take it back, before asking."""
    assert carrying.partner is not None  # noqa: S101 - the step is offered only with a partner
    carrying.say("share.partner_ask", carrying.press("share.partner_yes", "l:share:partner_yes"),
                 _back(carrying), name=carrying.partner.name)  # fmt: skip


def agree_partner(carrying: Carrying, values: list[str]) -> None:
    """Keep the consent, one share a value; the outbox or the operator passes it on afterwards."""
    assert carrying.partner is not None  # noqa: S101 - the step is offered only with a partner
    given = {share.facts.get("pdq") for share in carrying.store.shares.shares_of(carrying.conversation)}
    case = carrying.case()
    for value in values:
        if value not in given:
            facts = {"bank": carrying.partner.bank, "pdq": value}
            carrying.store.shares.agree(case, carrying.conversation, PARTNER, facts)
    ways = [carrying.press("share.stop", "l:share:stop"), _back(carrying), *_ways_on(carrying)]
    carrying.say("share.partner_agreed", *ways, name=carrying.partner.name, when=date_words(carrying.now))


def stop(carrying: Carrying, destination: str) -> None:
    """Take back one consent, or say which ones there are and when each was given."""
    shares = carrying.store.shares.shares_of(carrying.conversation)
    if destination in {PERSON, PARTNER}:
        carrying.store.shares.withdraw(carrying.conversation, destination)
        carrying.say(f"share.stopped_{destination}", *_ways_on(carrying))
    elif shares:
        dates = {share.destination: date_words(share.agreed_at) for share in shares}
        lines = [carrying.words(f"share.agreed_{one}", when=when) for one, when in dates.items()]
        buttons = [carrying.press(f"share.stop_{one}", f"l:share:stop_{one}") for one in dates]
        carrying.say("share.which", *buttons, _back(carrying), lines="\n".join(lines))
    else:
        carrying.say("share.none_agreed", *_ways_on(carrying))


def _ways(carrying: Carrying) -> list[Button]:
    ways = [
        carrying.press("share.stopncii", "l:share:stopncii"),
        carrying.press("share.show", "l:share:value"),
    ]
    if carrying.partner is not None:
        ways.append(carrying.press("share.partner", "l:share:partner", name=carrying.partner.name))
    if carrying.store.shares.shares_of(carrying.conversation):
        ways.append(carrying.press("share.stop", "l:share:stop"))
    return [*ways, *_ways_on(carrying)]


def _ways_on(carrying: Carrying) -> list[Button]:
    return [carrying.press("talk.carry_on", "do:report_start")]


def _back(carrying: Carrying) -> Button:
    return carrying.press("share.other_ways", "l:share:menu")
