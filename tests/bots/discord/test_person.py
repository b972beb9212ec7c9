"""The person's half: where only they see it, in direct messages, by button, list and box."""

from __future__ import annotations

import discord
from simcord.backend.models import MessageSticker

from bots.discord import make_desk
from bots.discord.client import Fingerpost, intents
from nlu.dialogue import Button, Effect, Heard, Reply
from tests.bots.channel_contract import FRUIT
from tests.bots.discord.conftest import World, holding, labels, options, said, shown
from tests.pictures.samples import picture, saved

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


async def test_help_me_answers_where_only_the_person_sees_it(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    assert result.acknowledged
    assert all(message.ephemeral for message in shown(result))
    assert "Which fruit?" in said(result)
    assert "Only you can see this" in said(result)


async def test_nobody_else_in_the_server_sees_anything_of_it(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    await world.ada.click(holding(result, "Apple"), label="Apple")
    assert world.general.history(viewer=world.mo) == []


async def test_a_button_goes_to_the_core_and_is_answered_unseen(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    result = await world.ada.click(holding(result, "Pear"), label="Pear")
    assert world.script.heard[-1] == Heard("button", "a:fruit=pear")
    assert all(message.ephemeral for message in shown(result))


async def test_a_long_list_becomes_a_select_and_every_choice_works(world: World) -> None:
    buttons = tuple(Button(f"Choice {number}", f"a:many=n{number}") for number in range(18))
    world.script.replies["start"] = (Reply("Pick one.", buttons),)
    result = await world.ada.slash(world.general, "help-me")
    message = shown(result)[0]
    assert options(message)[:18] == [(button.label, button.payload) for button in buttons]
    select = message.components[0]["components"][0]["custom_id"]
    await world.ada.select(message, ["a:many=n17"], custom_id=select)
    assert world.script.heard[-1] == Heard("button", "a:many=n17")


async def test_the_box_takes_the_persons_own_words(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    box = await world.ada.click(holding(result, "Write in your own words"), label="Write in your own words")
    assert box.modal is not None
    assert box.modal["title"] == "In your own words"
    answer = await world.ada.submit_modal(box, {"words": "my ex posted it"})
    assert world.script.heard[-1] == Heard("text", "my ex posted it")
    assert all(message.ephemeral for message in shown(answer))


async def test_going_on_in_a_direct_message_works_with_free_text(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    go = "Go on in a direct message"
    result = await world.ada.click(holding(result, go), label=go)
    assert "I wrote you a direct message" in said(result)
    assert world.texts(world.ada.user.dm_channel) == ["Which fruit?"]
    await world.ada.send_dm("an apple")
    assert world.script.heard[-1] == Heard("text", "an apple")
    assert len(world.texts(world.ada.user.dm_channel)) == 2


async def test_closed_direct_messages_are_explained_and_it_goes_on_here(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    go = "Go on in a direct message"
    result = await world.ada.click(holding(result, go), label=go)
    assert "does not let me write to you" in said(result)
    assert all(message.ephemeral for message in shown(result))


async def test_a_picture_as_an_option_is_not_fetched_unless_the_core_asks(world: World) -> None:
    result = await world.ada.slash(world.general, "picture", file=("a.png", PNG))
    assert world.script.heard[-1] == Heard("picture")
    assert [one.path for one in world.env.http_requests if "cdn" in one.path] == []
    assert all(message.ephemeral for message in shown(result))


async def test_a_picture_that_is_none_gets_a_clear_sentence(world: World) -> None:
    world.script.effects["picture"] = (Effect("fetch_picture"),)
    result = await world.ada.slash(world.general, "picture", file=("a.png", b"no picture at all"))
    assert "could not recognise that as a picture" in said(result)


async def test_a_file_over_25_mb_is_refused_before_it_is_fetched(world: World) -> None:
    world.script.effects["picture"] = (Effect("fetch_picture"),)
    result = await world.ada.slash(world.general, "picture", file=("a.png", PNG + bytes(25 * 1024 * 1024)))
    assert "larger than 25 MB" in said(result)


async def test_pictures_in_a_direct_message_are_each_offered_to_the_core(world: World) -> None:
    files = [("one.png", PNG), ("two.png", PNG)]
    payloads = world.env.backend.store_attachments(world.ada.user.dm_channel.id, files)
    await world.ada.send_dm("here", attachments=payloads)
    assert [heard.kind for heard in world.script.heard] == ["text", "picture", "picture"]


async def test_buttons_of_an_earlier_process_still_work(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    message = holding(result, "Apple")
    desk = make_desk(world.house)
    desk.wait = (0.0, 0.0)
    await world.env.restart_bot(Fingerpost(desk))
    await world.ada.click(message, label="Apple")
    assert world.script.heard[-1] == Heard("button", "a:fruit=apple")


async def test_hiding_in_a_direct_message_deletes_ours_and_shows_how_to_delete_theirs(world: World) -> None:
    await world.ada.send_dm("hello")
    await world.ada.user.slash("hide")
    left = world.texts(world.ada.user.dm_channel)
    assert "Which fruit?" not in left
    assert "Delete message" in left[-1]


async def test_hiding_in_a_server_shows_how_to_dismiss(world: World) -> None:
    world.script.effects["do:hide"] = (Effect("hide"),)
    world.script.replies["start"] = (Reply("Hello.", (Button("Hide this chat", "do:hide"),)),)
    result = await world.ada.slash(world.general, "help-me")
    result = await world.ada.click(holding(result, "Hide this chat"), label="Hide this chat")
    assert "Dismiss message" in said(result)


async def test_a_dead_core_is_answered_in_time_with_the_numbers(world: World) -> None:
    world.script.fails = True
    result = await world.ada.slash(world.general, "help-me")
    assert result.acknowledged
    assert all(number in said(result) for number in ("999", "116 123", "85258", "0800 1111"))


async def test_an_interaction_that_is_too_late_takes_no_turn(world: World) -> None:
    result = await world.ada.slash(world.general, "help-me")
    taken = len(world.script.heard)
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    await world.ada.click(holding(result, "Apple"), label="Apple")
    assert len(world.script.heard) == taken


async def test_a_message_without_words_or_pictures_is_answered(world: World) -> None:
    world.env.backend.create_message(
        world.ada.user.dm_channel.id, world.ada.id, stickers=[MessageSticker(1, "wave", 1, world.guild.id)]
    )
    await world.env.settle()
    assert world.script.heard == []
    assert "I can read text and pictures" in world.texts(world.ada.user.dm_channel)[-1]


async def test_what_is_written_in_a_server_is_not_read(world: World) -> None:
    await world.ada.send(world.general, "help me please")
    assert world.script.heard == []
    assert world.texts(world.general) == []


async def test_the_button_write_is_only_where_nothing_can_be_typed(world: World) -> None:
    await world.ada.send_dm("hello")
    assert labels(world.last(world.ada.user.dm_channel)) == [button.label for button in FRUIT.buttons]


async def test_documents_are_handed_over_unseen(world: World) -> None:
    made = world.house.turns

    async def with_document(*args: object, **kwargs: object) -> object:
        answer = await type(made).take(made, *args, **kwargs)  # type: ignore[arg-type]
        answer.documents.append(("report.txt", b"one line"))
        return answer

    made.take = with_document  # type: ignore[method-assign]
    result = await world.ada.slash(world.general, "help-me")
    files = [file for message in shown(result) for file in message.attachments]
    assert [file.filename for file in files] == ["report.txt"]


async def test_only_the_least_is_asked_for(world: World) -> None:
    least = intents(world.house.settings.model_copy(update={"discord_guard": False}))
    assert {name for name, on in least if on} == {"guilds", "dm_messages"}
    guard = intents(world.house.settings.model_copy(update={"discord_joins": False}))
    assert {name for name, on in guard if on} == {
        "guilds",
        "dm_messages",
        "guild_messages",
        "message_content",
    }
    assert not intents(world.house.settings).presences


async def test_every_command_has_words_within_discords_limits(world: World) -> None:
    for command in world.bot.tree.walk_commands(type=discord.AppCommandType.chat_input):
        assert 0 < len(command.description) <= 100
        assert len(command.name) <= 32


async def test_after_a_picture_the_server_may_be_asked_to_look_out_for_it(world: World) -> None:
    world.script.effects["picture"] = (Effect("fetch_picture"),)
    file = ("a.jpg", saved(picture()))
    offer = "Let this server look out for it"
    result = await world.ada.slash(world.general, "picture", file=file)
    assert offer not in str([labels(one) for one in shown(result)])
    world.set_up(guard="hold")
    result = await world.ada.slash(world.general, "picture", file=file)
    await world.ada.click(holding(result, offer), label=offer)
    assert world.script.heard[-1] == Heard("button", "do:watch_for_picture")
