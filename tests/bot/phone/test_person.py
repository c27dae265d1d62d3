"""People and groups, from the outside."""

import asyncio
import re
from typing import Any

import pytest

from bot.phone.person import Person
from bot.phone.sends import PIXEL
from bot.phone.server import LoopbackTelegram
from bot.phone.spec import load


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()}] for label in labels]}


async def test_types_a_command_with_its_entity(telegram: LoopbackTelegram, ada: Person, clock: Any) -> None:
    number = await ada.types("/start code", via_bot=None)

    assert telegram.pending[0]["message"] == {
        "message_id": number,
        "from": {"id": 1001, "is_bot": False, "first_name": "Ada", "language_code": "en"},
        "date": int(clock()),
        "chat": {"id": 1001, "type": "private", "first_name": "Ada"},
        "text": "/start code",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        "via_bot": None,
    }


async def test_everything_people_do_is_a_correct_update(
    telegram: LoopbackTelegram, ada: Person, call: Any
) -> None:
    leo = telegram.person(1002, "Leo", "Lund", "leo_l", None)
    group = telegram.group(-100123, "Club", [ada, leo])
    message = await ada.types("/start", reply_to=await ada.types("hi"))
    await ada.edits(message, "/offer")
    await ada.forwards("theirs", "Someone")
    await ada.forwards("theirs", leo)
    await ada.forwards("theirs", {"type": "hidden_user", "sender_user_name": "Mo"})
    await ada.sends_photo("look")
    await ada.sends_voice()
    await ada.sends_document("a.txt", b"hello", "#jobs")
    await ada.sends_sticker()
    await ada.sends_contact()
    await ada.sends_location()
    await ada.sends_poll()
    await ada.sends(dice={"emoji": "🎲", "value": 6})
    await call("sendMessage", chat_id=ada.id, text="How?", reply_markup=keyboard("Mixed"))
    await ada.taps("Mixed")
    await ada.presses("forged", 9999)
    await ada.blocks()
    await ada.unblocks()
    await group.adds_bot()
    await leo.types("hello", chat=group)
    await group.migrates(to=-1001234567890)
    await group.removes_bot(by=leo)

    wrong = [str(one) for update in telegram.pending for one in load().check_type("Update", update)]

    assert wrong == []
    assert len(telegram.pending) == 24


async def test_edits_an_own_message(telegram: LoopbackTelegram, ada: Person, clock: Any) -> None:
    number = await ada.types("/one")
    clock.passes(60)

    await ada.edits(number, "two")

    edited = telegram.pending[1]["edited_message"]
    assert (edited["message_id"], edited["text"], edited["edit_date"] - edited["date"]) == (number, "two", 60)
    assert "entities" not in edited
    assert telegram.pending[0]["message"]["text"] == "/one"


async def test_taps_the_newest_button_with_the_label(
    telegram: LoopbackTelegram, call: Any, ada: Person
) -> None:
    for text in ("first", "second"):
        await call("sendMessage", chat_id=ada.id, text=text, reply_markup=keyboard("Mixed"))

    query = await ada.taps("Mixed")
    await ada.taps("Mixed", message=1)
    await ada.taps("Mixed", message=ada.chat[0])

    pressed = [update["callback_query"] for update in telegram.pending]
    assert [one["message"]["text"] for one in pressed] == ["second", "first", "first"]
    assert (pressed[0]["id"], pressed[0]["data"], pressed[0]["from"]) == (query, "mixed", ada.user)


async def test_names_the_buttons_there_are(call: Any, ada: Person) -> None:
    await call("sendMessage", chat_id=ada.id, text="How?", reply_markup=keyboard("Good", "Bad"))

    with pytest.raises(
        LookupError, match=re.escape("no button 'Mixed' to press; there are [[['Good'], ['Bad']]]")
    ):
        await ada.taps("Mixed")


async def test_presses_a_forged_button_on_a_message_that_is_gone(
    telegram: LoopbackTelegram, ada: Person
) -> None:
    await ada.presses("forged", 99)

    query = telegram.pending[0]["callback_query"]
    assert query["data"] == "forged"
    assert query["message"] == {
        "message_id": 99,
        "chat": {"id": 1001, "type": "private", "first_name": "Ada"},
        "date": 0,
    }


async def test_a_press_keeps_the_message_as_it_was(
    telegram: LoopbackTelegram, call: Any, ada: Person
) -> None:
    await call("sendMessage", chat_id=ada.id, text="How?", reply_markup=keyboard("Mixed"))
    await ada.taps("Mixed")

    await call("editMessageText", chat_id=ada.id, message_id=1, text="So.")

    assert telegram.pending[0]["callback_query"]["message"]["text"] == "How?"


async def test_blocking_is_told_and_ends_the_typing(telegram: LoopbackTelegram, ada: Person) -> None:
    await ada.blocks()
    with pytest.raises(RuntimeError, match="has blocked the bot"):
        await ada.types("hello")
    await ada.unblocks()

    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in telegram.pending]
    assert changes == ["kicked", "member"]


async def test_sends_files_the_bot_can_fetch(telegram: LoopbackTelegram, ada: Person, call: Any) -> None:
    await ada.sends_photo("look", PIXEL)
    photo = telegram.pending[0]["message"]["photo"][0]

    described = await call("getFile", file_id=photo["file_id"])

    assert (photo["width"], photo["height"]) == (1, 1)
    assert described["result"]["file_path"].startswith("photos/")
    assert ada.chat[0].file == PIXEL


async def test_hears_new_messages_one_after_the_other(call: Any, ada: Person) -> None:
    async def speak() -> None:
        for text in ("one", "two", "three"):
            await call("sendMessage", chat_id=ada.id, text=text)

    speaking = asyncio.create_task(speak())

    assert [message.text for message in await ada.hears(2)] == ["one", "two"]
    assert [message.text for message in await ada.hears()] == ["three"]
    await speaking


async def test_prints_the_chat_when_nothing_is_heard(call: Any, ada: Person) -> None:
    await ada.types("hello?")
    await call("sendMessage", chat_id=ada.id, text="one", reply_markup=keyboard("Mixed", "Good"))

    with pytest.raises(AssertionError) as failure:
        await ada.hears(2, timeout=0.01)

    assert str(failure.value) == (
        "Ada (1001) waited for 2 messages and got 1:\n"
        "     1 person: hello?\n"
        "     2 bot   : one\n"
        "         [Mixed]\n"
        "         [Good]"
    )


@pytest.mark.parametrize("wanted", ["So", re.compile("^So"), lambda message: message.edited])
async def test_sees_what_was_edited(call: Any, ada: Person, wanted: Any) -> None:
    await call("sendMessage", chat_id=ada.id, text="How?")
    waiting = asyncio.create_task(ada.sees(wanted))

    await call("editMessageText", chat_id=ada.id, message_id=1, text="So.")

    assert (await waiting).message_id == 1


async def test_prints_the_chat_when_something_is_not_seen(ada: Person) -> None:
    await ada.sends_sticker()

    with pytest.raises(AssertionError, match=r"Ada \(1001\) does not see 'Welcome':\n *1 person: sticker"):
        await ada.sees("Welcome", timeout=0.01)


async def test_settles_when_nothing_more_happens(call: Any, ada: Person) -> None:
    async def speak() -> None:
        for text in ("one", "two"):
            await asyncio.sleep(0.05)
            await call("sendMessage", chat_id=ada.id, text=text)

    speaking = asyncio.create_task(speak())
    await ada.settles(quiet=0.3)

    assert ada.says == ["one", "two"]
    await speaking


async def test_says_when_a_chat_does_not_settle(call: Any, ada: Person) -> None:
    async def chatter() -> None:
        while True:
            await call("sendMessage", chat_id=ada.id, text="and another thing")

    chattering = asyncio.create_task(chatter())
    with pytest.raises(AssertionError, match="does not come to rest"):
        await ada.settles(quiet=0.2, timeout=0.4)
    chattering.cancel()
    await asyncio.gather(chattering, return_exceptions=True)


async def test_looks_at_the_last_message(call: Any, ada: Person) -> None:
    with pytest.raises(LookupError, match="has not said anything"):
        _ = ada.last

    await call("sendMessage", chat_id=ada.id, text="<b>one</b>", parse_mode="HTML")
    await ada.types("two")

    assert (ada.last.html, ada.last.mine, ada.last.document) == ("<b>one</b>", False, None)


async def test_deletes_a_message_without_a_word_to_the_bot(telegram: LoopbackTelegram, ada: Person) -> None:
    await ada.deletes(await ada.types("oops"))

    assert ada.chat == []
    assert len(telegram.pending) == 1


async def test_a_group_hears_the_bot_only_while_it_is_in(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    group = telegram.group(-100123, "Club", [ada])
    await ada.types("unheard", chat=group)
    outside = await call("sendMessage", chat_id=group.id, text="hi")
    await group.adds_bot()
    await ada.types("heard", chat=group)
    await call("sendMessage", chat_id=group.id, text="hi")
    said = await group.hears()
    await call("leaveChat", chat_id=group.id)
    left = await call("sendMessage", chat_id=group.id, text="hi")

    kinds = [next(kind for kind in update if kind != "update_id") for update in telegram.pending]
    assert kinds == ["my_chat_member", "message", "message", "my_chat_member"]
    assert outside["description"] == left["description"] == "Forbidden: bot is not a member of the group chat"
    assert [message.text for message in said] == ["hi"]
    assert not group.has_bot
    assert ada.chat == []


async def test_a_group_that_put_the_bot_out_refuses_it(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    group = telegram.group(-1001234567890, "Club", [ada])
    await group.adds_bot()
    await group.removes_bot()

    answer = await call("sendMessage", chat_id=group.id, text="hi")

    assert answer["description"] == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_group_may_become_a_supergroup(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    group = telegram.group(-100123, "Club", [ada])
    await group.adds_bot()
    new = await group.migrates(to=-1001234567890)

    old_answer = await call("sendMessage", chat_id=group.id, text="hi")
    new_answer = await call("sendMessage", chat_id=new.id, text="hi")

    assert old_answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert new_answer["result"]["chat"] == {"id": new.id, "type": "supergroup", "title": "Club"}


async def test_a_channel_posts_without_a_sender(telegram: LoopbackTelegram, ada: Person) -> None:
    channel = telegram.group(-1009876543210, "News", [ada], kind="channel")
    await channel.adds_bot()

    post = await ada.types("news", chat=channel)
    await ada.edits(post, "old news", chat=channel)

    assert "from" not in telegram.pending[1]["channel_post"]
    assert telegram.pending[2]["edited_channel_post"]["text"] == "old news"


async def test_presses_in_a_group_too(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    leo = telegram.person(1002, "Leo")
    group = telegram.group(-100123, "Club", [ada, leo])
    await group.adds_bot()
    await call("sendMessage", chat_id=group.id, text="How?", reply_markup=keyboard("Mixed"))

    await leo.taps("Mixed", chat=group)

    assert telegram.pending[-1]["callback_query"]["from"]["id"] == leo.id


def test_an_empty_group_cannot_do_anything(telegram: LoopbackTelegram) -> None:
    group = telegram.group(-100123, "Nobody")

    with pytest.raises(LookupError, match="nobody is in the group"):
        asyncio.run(group.adds_bot())


async def test_two_telegrams_know_nothing_of_each_other(telegram: LoopbackTelegram, ada: Person) -> None:
    async with LoopbackTelegram() as other:
        await other.person(ada.id).types("hello")

        assert other.url != telegram.url
        assert telegram.pending == []
        assert len(other.pending) == 1
