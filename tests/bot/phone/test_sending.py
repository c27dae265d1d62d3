"""Putting new messages into a chat."""

from typing import Any

import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram


def refused_with(answer: dict[str, Any], code: int, description: str) -> None:
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_one_counter_numbers_the_messages_of_all_chats(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    leo = telegram.person(1002, "Leo")

    numbers = [
        (await call("sendMessage", chat_id=ada.id, text="one"))["result"]["message_id"],
        await leo.types("two"),
        (await call("sendMessage", chat_id=leo.id, text="three"))["result"]["message_id"],
        await ada.types("four"),
    ]

    assert numbers == [1, 2, 3, 4]


async def test_sends_html_as_text_with_entities(call: Any, ada: Person) -> None:
    answer = await call("sendMessage", chat_id=ada.id, text="<b>Hi</b> &amp; ho", parse_mode="HTML")

    assert answer["result"]["text"] == "Hi & ho"
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert answer["result"]["from"]["is_bot"] is True
    assert ada.chat[0].html == "<b>Hi</b> &amp; ho"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": "hi"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 1001}, "Bad Request: message text is empty"),
        ({"chat_id": 1001, "text": ""}, "Bad Request: message text is empty"),
        ({"chat_id": 1001, "text": " \n"}, "Bad Request: text must be non-empty"),
        ({"chat_id": 1001, "text": "\u200b\u2800"}, "Bad Request: text must be non-empty"),
        (
            {"chat_id": 1001, "text": "hi", "reply_markup": None},
            "Bad Request: object expected as reply markup",
        ),
        ({"chat_id": 1001, "text": "x" * 4097}, "Bad Request: message is too long"),
        (
            {"chat_id": 1001, "text": "<b>", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {
                "chat_id": 1001,
                "text": "hi",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 33}]]},
            },
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"chat_id": 1001, "text": "hi", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"chat_id": 1001, "text": "hi", "reply_markup": "{"},
            "Bad Request: object expected as reply markup",
        ),
    ],
)
async def test_refuses_a_wrong_message_and_notes_the_violation(
    call: Any, telegram: LoopbackTelegram, ada: Person, params: dict[str, Any], description: str
) -> None:
    answer = await call("sendMessage", **params)

    refused_with(answer, 400, description)
    assert len(telegram.violations) == 1
    assert ada.chat == []
    telegram.violations.clear()


async def test_measures_a_text_after_parsing_and_in_characters(call: Any, ada: Person) -> None:
    answer = await call("sendMessage", chat_id=ada.id, text="<b>" + "😀" * 4096 + "</b>", parse_mode="HTML")

    assert answer["ok"]


async def test_measures_captions_too(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")

    fits = await call("sendDocument", chat_id=ada.id, document=kept.file_id, caption="x" * 1024)
    longer = await call("sendDocument", chat_id=ada.id, document=kept.file_id, caption="x" * 1025)
    copied = await call("copyMessage", chat_id=ada.id, from_chat_id=ada.id, message_id=1, caption="new")

    assert fits["ok"]
    refused_with(longer, 400, "Bad Request: message caption is too long")
    assert (copied["result"], ada.last.text) == ({"message_id": 2}, "new")
    assert len(telegram.violations) == 1
    telegram.violations.clear()


async def test_knows_no_other_chats(call: Any) -> None:
    refused_with(await call("sendMessage", chat_id=77, text="hi"), 400, "Bad Request: chat not found")
    refused_with(await call("sendMessage", chat_id="@nobody", text="hi"), 400, "Bad Request: chat not found")


async def test_finds_a_public_group_by_its_name(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    group = telegram.group(-1001234567890, "Club", [ada])
    await group.adds_bot()
    telegram.account.chats[group.id].raw["username"] = "the_club"

    assert (await call("sendMessage", chat_id="@The_Club", text="hi"))["ok"]


async def test_cannot_write_first(call: Any, telegram: LoopbackTelegram) -> None:
    shy = telegram.person(1003, "Shy", started=False)

    refused = await call("sendMessage", chat_id=shy.id, text="hi")
    await shy.types("/start")
    allowed = await call("sendMessage", chat_id=shy.id, text="hi")

    refused_with(refused, 403, "Forbidden: bot can't initiate conversation with a user")
    assert allowed["ok"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "hi"}),
        ("sendChatAction", {"action": "typing"}),
        ("editMessageText", {"message_id": 1, "text": "ho"}),
    ],
)
async def test_cannot_write_to_whoever_blocked_it(
    call: Any, ada: Person, method: str, params: dict[str, Any]
) -> None:
    await call("sendMessage", chat_id=ada.id, text="hi")

    await ada.blocks()
    refused = await call(method, chat_id=ada.id, **params)
    await ada.unblocks()
    allowed = await call(method, chat_id=ada.id, **params)

    refused_with(refused, 403, "Forbidden: bot was blocked by the user")
    assert allowed["ok"]


async def test_shows_and_hides_the_reply_keyboard(call: Any, ada: Person) -> None:
    await call(
        "sendMessage",
        chat_id=ada.id,
        text="hi",
        reply_markup={"keyboard": [[{"text": "Yes"}, {"text": "No"}]]},
    )
    shown = ada.keyboard
    await call("sendMessage", chat_id=ada.id, text="ho", reply_markup={"remove_keyboard": True})

    assert shown == [["Yes", "No"]]
    assert ada.keyboard == []


async def test_replies_to_what_is_there(call: Any, ada: Person) -> None:
    message = await ada.types("what?")

    answered = await call(
        "sendMessage", chat_id=ada.id, text="that", reply_parameters={"message_id": message}
    )
    refused = await call("sendMessage", chat_id=ada.id, text="that", reply_parameters={"message_id": 99})
    anyway = await call(
        "sendMessage",
        chat_id=ada.id,
        text="that",
        reply_parameters={"message_id": 99, "allow_sending_without_reply": True},
    )

    assert answered["result"]["reply_to_message"]["text"] == "what?"
    refused_with(refused, 400, "Bad Request: message to be replied not found")
    assert "reply_to_message" not in anyway["result"]


async def test_forwards_and_copies(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    leo = telegram.person(1002, "Leo")
    message = await ada.types("see you")

    await call("forwardMessage", chat_id=leo.id, from_chat_id=ada.id, message_id=message)
    await call("copyMessage", chat_id=leo.id, from_chat_id=ada.id, message_id=message)

    assert [one.text for one in leo.chat] == ["see you", "see you"]
    assert [one.raw.get("forward_origin", {}).get("sender_user") for one in leo.chat] == [ada.user, None]


async def test_sends_albums_contacts_places_and_actions(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")
    media = [{"type": "document", "media": kept.file_id, "caption": name} for name in ("one", "two")]

    album = await call("sendMediaGroup", chat_id=ada.id, media=media)
    await call("sendContact", chat_id=ada.id, phone_number="+49", first_name="Leo")
    await call("sendLocation", chat_id=ada.id, latitude=52, longitude=13.4)
    typing = await call("sendChatAction", chat_id=ada.id, action="typing")

    assert len({one["media_group_id"] for one in album["result"]}) == 1
    assert ada.says == ["one", "two", "", ""]
    assert typing["result"] is True


async def test_protects_what_it_is_asked_to_protect(call: Any, ada: Person) -> None:
    await call("sendMessage", chat_id=ada.id, text="private", protect_content=True)

    assert ada.last.raw["has_protected_content"] is True
