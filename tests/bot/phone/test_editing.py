"""Changing, removing and answering what is there."""

from typing import Any

import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram

BUTTON = {"inline_keyboard": [[{"text": "Mixed", "callback_data": "m"}]]}


def refused_with(answer: dict[str, Any], code: int, description: str) -> None:
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_edits_its_own_message(call: Any, ada: Person, clock: Any) -> None:
    await call("sendMessage", chat_id=ada.id, text="hi", reply_markup=BUTTON)
    clock.passes(5)

    answer = await call("editMessageText", chat_id=ada.id, message_id=1, text="<i>ho</i>", parse_mode="HTML")

    assert answer["result"]["edit_date"] == answer["result"]["date"] + 5
    assert (ada.last.text, ada.last.edited, ada.last.buttons) == ("ho", True, [])


async def test_refuses_an_edit_that_changes_nothing(call: Any, ada: Person) -> None:
    await call("sendMessage", chat_id=ada.id, text="hi", reply_markup=BUTTON)

    same = await call("editMessageText", chat_id=ada.id, message_id=1, text="hi", reply_markup=BUTTON)
    markup = await call("editMessageReplyMarkup", chat_id=ada.id, message_id=1, reply_markup=BUTTON)
    other = await call("editMessageReplyMarkup", chat_id=ada.id, message_id=1)

    refused_with(
        same,
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message",
    )
    assert markup == same
    assert other["ok"]


async def test_refuses_to_edit_what_cannot_be_edited(call: Any, ada: Person) -> None:
    theirs = await ada.types("mine")
    fixed = await call(
        "sendMessage", chat_id=ada.id, text="hi", reply_markup={"keyboard": [[{"text": "Yes"}]]}
    )

    async def edit(message_id: int) -> str:
        answer = await call("editMessageText", chat_id=ada.id, message_id=message_id, text="x")
        return str(answer["description"])

    assert await edit(99) == "Bad Request: message to edit not found"
    assert await edit(theirs) == "Bad Request: message can't be edited"
    assert await edit(fixed["result"]["message_id"]) == "Bad Request: message can't be edited"


async def test_edits_captions_and_texts_each_in_their_own_way(
    call: Any, ada: Person, telegram: LoopbackTelegram
) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")
    await call("sendMessage", chat_id=ada.id, text="hi")
    await call("sendDocument", chat_id=ada.id, document=kept.file_id, caption="one")

    wrong_text = await call("editMessageText", chat_id=ada.id, message_id=2, text="x")
    wrong_caption = await call("editMessageCaption", chat_id=ada.id, message_id=1, caption="x")
    right = await call("editMessageCaption", chat_id=ada.id, message_id=2, caption="two")

    refused_with(wrong_text, 400, "Bad Request: there is no text in the message to edit")
    refused_with(wrong_caption, 400, "Bad Request: there is no caption in the message to edit")
    assert right["result"]["caption"] == "two"


async def test_deletes_messages_young_enough(call: Any, ada: Person, clock: Any) -> None:
    for text in ("one", "two", "three", "four"):
        await call("sendMessage", chat_id=ada.id, text=text)

    await call("deleteMessage", chat_id=ada.id, message_id=1)
    await call("deleteMessages", chat_id=ada.id, message_ids=[2, 99])
    gone = await call("deleteMessage", chat_id=ada.id, message_id=1)
    clock.passes(48 * 3600)
    old = await call("deleteMessage", chat_id=ada.id, message_id=3)
    await call("deleteMessages", chat_id=ada.id, message_ids=[4])

    assert ada.says == ["three", "four"]
    refused_with(gone, 400, "Bad Request: message to delete not found")
    refused_with(old, 400, "Bad Request: message can't be deleted for everyone")


async def test_deletes_in_groups_only_what_it_wrote(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    group = telegram.group(-100123, "Club", [ada])
    await group.adds_bot()
    theirs = await ada.types("mine", chat=group)

    refused = await call("deleteMessage", chat_id=group.id, message_id=theirs)

    refused_with(refused, 400, "Bad Request: message can't be deleted for everyone")


async def test_answers_a_button_within_150_seconds(call: Any, ada: Person, clock: Any) -> None:
    await call("sendMessage", chat_id=ada.id, text="How?", reply_markup=BUTTON)
    query = await ada.taps("Mixed")

    clock.passes(150)
    answered = await call("answerCallbackQuery", callback_query_id=query, text="Noted")
    clock.passes(1)
    late = await call("answerCallbackQuery", callback_query_id=query, text="Too late")
    unknown = await call("answerCallbackQuery", callback_query_id="1")

    assert answered["ok"]
    assert ada.toasts == ["Noted"]
    refused_with(
        late, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert unknown == late


async def test_reacts_with_the_emoji_there_are(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    message = await ada.types("edited")

    def reaction(emoji: str) -> dict[str, Any]:
        return {"chat_id": ada.id, "message_id": message, "reaction": [{"type": "emoji", "emoji": emoji}]}

    await call("setMessageReaction", **reaction("✍"))
    refused = await call("setMessageReaction", **reaction("🍏"))

    assert ada.chat[0].reaction == "✍"
    refused_with(refused, 400, "Bad Request: REACTION_INVALID")
    assert telegram.violations == ["setMessageReaction: Bad Request: REACTION_INVALID"]
    telegram.violations.clear()


async def test_unpins_everything(call: Any, ada: Person) -> None:
    message = await ada.types("remember")
    await call("pinChatMessage", chat_id=ada.id, message_id=message)

    await call("unpinAllChatMessages", chat_id=ada.id)

    assert "pinned_message" not in (await call("getChat", chat_id=ada.id))["result"]


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("leaveChat", {"chat_id": 1001}, "Bad Request: chat not found"),
        ("getUserProfilePhotos", {"user_id": 77}, "Bad Request: user not found"),
        ("unpinChatMessage", {"chat_id": 1001}, "Bad Request: message to unpin not found"),
        (
            "copyMessage",
            {"chat_id": 1001, "from_chat_id": 1001, "message_id": 1},
            "Bad Request: message can't be copied",
        ),
        (
            "forwardMessage",
            {"chat_id": 1001, "from_chat_id": 1001, "message_id": 9},
            "Bad Request: message to forward not found",
        ),
        (
            "setMessageReaction",
            {"chat_id": 1001, "message_id": 9},
            "Bad Request: message to react not found",
        ),
    ],
)
async def test_refuses_what_cannot_be_done_here(
    call: Any, ada: Person, method: str, params: dict[str, Any], description: str
) -> None:
    await ada.sends(dice={"emoji": "🎲", "value": 6})

    refused_with(await call(method, **params), 400, description)
