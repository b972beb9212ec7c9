"""The anonymous line: what goes to the moderators, and what comes back."""

from __future__ import annotations

from nlu.dialogue import Effect
from tests.bots.discord.conftest import World, holding, labels, said, shown
from tests.bots.discord.lined import CANARY, answer, preview, sent, thread


async def test_nothing_is_sent_before_the_person_has_seen_it_and_said_yes(told: World) -> None:
    result = await preview(told)
    assert "Someone threatens to share it" in said(result)
    assert "Nothing has been sent yet" in said(result)
    assert told.private.threads == []
    result = await told.ada.click(holding(result, "Don't send"), label="Don't send")
    assert "Nothing was sent" in said(result)
    assert told.private.threads == []


async def test_a_case_becomes_a_thread_under_an_animals_name(told: World) -> None:
    result = await sent(told)
    name = thread(told).name
    assert name in said(result)
    assert name.split()[0] in told.desk.text("discord.alias_names").split()
    assert name.split()[1].isdecimal()
    assert "Someone threatens to share it" in told.texts(thread(told))[0]


async def test_moderators_answer_and_the_person_reads_it_in_a_direct_message(told: World) -> None:
    await sent(told)
    result = await answer(told, "We have banned the account.")
    assert "Passed on" in said(result)
    last = told.last(told.ada.user.dm_channel)
    assert "We have banned the account." in last.content
    assert labels(last) == ["Answer them", "Take it back"]


async def test_the_person_answers_and_it_reaches_the_thread(told: World) -> None:
    await sent(told)
    await answer(told, "Which link?")
    ada = told.ada.user
    box = await ada.click(told.last(ada.dm_channel), label="Answer them")
    await ada.submit_modal(box, {"words": "the second one"})
    assert "the second one" in told.texts(thread(told))[-1]
    assert thread(told).name in told.texts(thread(told))[-1]


async def test_answers_wait_for_a_person_who_only_looks_here(told: World) -> None:
    await sent(told, "Send, I will look here for answers")
    await answer(told, "We are on it.")
    assert told.texts(told.ada.user.dm_channel) == []
    result = await told.ada.slash(told.general, "help-me")
    assert "We are on it." in said(result)
    assert "We are on it." not in said(await told.ada.slash(told.general, "help-me"))


async def test_closed_direct_messages_are_no_trace_and_lose_nothing(told: World) -> None:
    await sent(told)
    box = await told.mo.click(told.last(thread(told)), label="Answer")
    told.env.inject_error("POST", f"/channels/{told.ada.user.dm_channel.id}/messages", status=403, code=50007)
    result = await told.mo.submit_modal(box, {"words": "We are on it."})
    assert said(result) == told.desk.text("discord.moderators.passed_on")
    assert "We are on it." in said(await told.ada.slash(told.general, "help-me"))


async def test_moderators_can_close_the_line_without_unmasking(told: World) -> None:
    await sent(told)
    await told.mo.click(told.last(thread(told)), label="Close the line")
    result = await preview(told)
    assert "closed this line" in said(result)
    await told.mo.click(told.last(thread(told)), label="Close the line")
    assert "Nothing has been sent yet" in said(await preview(told))


async def test_taking_it_back_removes_the_thread_and_the_tie(told: World) -> None:
    result = await sent(told)
    name = str(thread(told).id)
    await told.ada.click(holding(result, "Take it back"), label="Take it back")
    assert told.private.threads == []
    assert told.house.store.threads.thread(name) is None


async def test_where_the_thread_may_not_be_deleted_it_says_that_it_was_taken_back(told: World) -> None:
    result = await sent(told)
    told.env.inject_error("DELETE", "/channels/*", status=403, code=50013)
    await told.ada.click(holding(result, "Take it back"), label="Take it back")
    assert "has taken this back" in told.texts(thread(told))[-1]


async def test_forgetting_cuts_the_tie_and_moderators_reach_nobody(told: World) -> None:
    await sent(told)
    head = told.last(thread(told))
    told.house.store.forget(told.conversation())
    result = await told.mo.click(head, label="Answer")
    assert "Nobody stands behind this thread any more" in said(result)


async def test_words_go_along_only_as_they_were_shown_and_without_the_persons_names(told: World) -> None:
    result = await preview(told)
    box = await told.ada.click(holding(result, "Add words"), label="Add words")
    words = f"hi, ada.lovelace here, ADDERS or <@{told.ada.id}>, it is {CANARY}"
    result = await told.ada.submit_modal(box, {"words": words})
    assert "took your own name" in said(result)
    assert CANARY in said(result)
    way = "Send, I will look here for answers"
    await told.ada.click(holding(result, way), label=way)
    text = "\n".join(told.texts(thread(told)))
    assert CANARY in text
    assert not any(name in text.lower() for name in ("ada.lovelace", "adders", str(told.ada.id)))


async def test_somebody_who_is_no_moderator_cannot_answer(told: World) -> None:
    await sent(told)
    head = told.last(thread(told))
    eve = told.guild.add_member(told.env.create_user("eve"), roles=[told.guests])
    result = await eve.click(head, label="Answer")
    assert "for the moderators of this server" in said(result)
    assert result.modal is None


async def test_a_moderator_who_is_accused_can_be_left_out(told: World) -> None:
    mia = told.guild.add_member(told.env.create_user("mia"), roles=[told.mods])
    told.set_up(moderators=(told.mo.id, mia.id))
    result = await preview(told)
    result = await told.ada.click(holding(result, "Leave out a moderator"), label="Leave out a moderator")
    result = await told.ada.select(shown(result)[0], [mia])
    assert "Left out" in said(result)
    way = "Send, I will look here for answers"
    await told.ada.click(holding(result, way), label=way)
    made = told.bot.get_channel(thread(told).id)
    assert made.is_private()
    members = {member.id for member in await made.fetch_members()}
    assert told.mo.id in members
    assert mia.id not in members
    line = told.house.store.threads.thread(str(made.id))
    assert line is not None
    assert line.facts["without"] == mia.id


async def test_a_left_out_moderator_sees_nothing_of_it_in_the_log(told: World) -> None:
    mia = told.guild.add_member(told.env.create_user("mia"), roles=[told.mods])
    told.desk.store.moderator_log.append(
        str(told.guild.id), "person", "line opened", {"line": "Heron 41", "without": mia.id}
    )
    result = await mia.slash(told.general, "fingerpost log")
    assert "Nothing was done" in said(result)
    result = await told.mo.slash(told.general, "fingerpost log")
    (file,) = shown(result)[0].attachments
    content = await file.read()
    assert b"Heron 41" in content
    assert str(mia.id).encode() not in content


async def test_somebody_who_would_see_it_anyway_cannot_be_left_out_and_the_person_is_told(
    told: World,
) -> None:
    told.set_up(moderators=(told.mo.id, told.guild.owner.id))
    result = await preview(told)
    result = await told.ada.click(holding(result, "Leave out a moderator"), label="Leave out a moderator")
    result = await told.ada.select(shown(result)[0], [told.guild.owner])
    assert "I can't hide it from that person" in said(result)


async def test_a_server_that_is_not_set_up_is_said_so(world: World) -> None:
    world.script.effects["start"] = (Effect("tell_moderators"),)
    result = await world.ada.slash(world.general, "help-me")
    assert "have not set me up" in said(result)


async def test_in_a_direct_message_without_a_server_it_says_where_to_begin(world: World) -> None:
    world.script.effects["text"] = (Effect("tell_moderators"),)
    await world.ada.send_dm("tell them")
    assert "Please use /help-me in the server" in world.texts(world.ada.user.dm_channel)[-1]


async def test_a_missing_permission_is_told_to_the_person(told: World) -> None:
    told.env.inject_error("POST", "/channels/*/threads", status=403, code=50013)
    await sent(told)
    assert "could not reach the moderators" in told.texts(told.ada.user.dm_channel)[-1]
    case = told.house.store.cases.case_of(told.conversation())
    assert case is not None
    assert told.house.store.threads.threads_of(case) == []


async def test_nothing_goes_into_a_channel_that_everybody_can_read(told: World) -> None:
    told.private = told.general
    told.set_up()
    await sent(told)
    assert told.general.threads == []


async def test_three_lines_a_day_are_enough(told: World) -> None:
    for _ in range(3):
        await sent(told)
    assert "a lot to these moderators today" in said(await sent(told))
