"""What people do, as the bot hears of it."""

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


async def test_deletes_a_message_without_a_word_to_the_bot(telegram: LoopbackTelegram, ada: Person) -> None:
    await ada.deletes(await ada.types("oops"))

    assert ada.chat == []
    assert len(telegram.pending) == 1


async def test_two_telegrams_know_nothing_of_each_other(telegram: LoopbackTelegram, ada: Person) -> None:
    async with LoopbackTelegram() as other:
        await other.person(ada.id).types("hello")

        assert other.url != telegram.url
        assert telegram.pending == []
        assert len(other.pending) == 1
