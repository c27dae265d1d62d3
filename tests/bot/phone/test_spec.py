"""Whether a request keeps to the Bot API's own description."""

from typing import Any

import pytest

from bot.phone.spec import load

BUTTON = {"text": "Mixed", "callback_data": "x"}


def found(method: str, **params: Any) -> list[str]:
    return [str(one) for one in load().check(method, params)]


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Mixed", **button}]]}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("getMe", {}),
        ("getUpdates", {"offset": -1, "limit": 100, "allowed_updates": ["message"]}),
        ("sendMessage", {"chat_id": 1, "text": "hi"}),
        (
            "sendMessage",
            {"chat_id": "@club", "text": "hi", "reply_markup": keyboard(url="https://example.org")},
        ),
        ("sendMessage", {"chat_id": 1, "text": "hi", "reply_markup": {"keyboard": [[{"text": "Yes"}]]}}),
        ("sendMessage", {"chat_id": 1, "text": "hi", "reply_markup": {"force_reply": True}}),
        ("sendMessage", {"chat_id": 1, "text": "hi", "reply_markup": {"remove_keyboard": True}}),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b"}], "scope": {"type": "chat", "chat_id": 1}},
        ),
        (
            "setMessageReaction",
            {"chat_id": 1, "message_id": 2, "reaction": [{"type": "emoji", "emoji": "👍"}]},
        ),
        ("sendLocation", {"chat_id": 1, "latitude": 52, "longitude": 13.4}),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "document", "media": "id"}] * 2}),
    ],
)
def test_finds_nothing_wrong_with_a_correct_request(method: str, params: dict[str, Any]) -> None:
    assert found(method, **params) == []


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("sendMessage", {"chat_id": 1}, "sendMessage: text is missing"),
        ("sendMessage", {"chat_id": 1.5, "text": "hi"}, "sendMessage: chat_id 1.5 is no Integer"),
        ("sendMessage", {"chat_id": 1, "text": 7}, "sendMessage: text 7 is no String"),
        ("sendMessage", {"chat_id": 1, "text": "hi", "txt": "ho"}, "sendMessage: txt is no parameter of it"),
        ("sendMessage", {"chat_id": 1, "text": "hi", "parse_mode": None}, "sendMessage: parse_mode is null"),
        ("getUpdates", {"offset": True}, "getUpdates: offset True is no Integer"),
        ("getUpdates", {"limit": 101}, "getUpdates: limit is 101, not 1 to 100"),
        ("getUpdates", {"allowed_updates": "message"}, "getUpdates: allowed_updates 'message' is no array"),
        ("getUpdates", {"allowed_updates": [1]}, "getUpdates: allowed_updates[0] 1 is no String"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1", "text": "x" * 201},
            "text has 201 characters, not 0 to 200",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1", "show_alert": "yes"},
            "show_alert 'yes' is no Boolean",
        ),
        ("deleteMessages", {"chat_id": 1, "message_ids": []}, "message_ids has 0 items, not 1 to 100"),
        (
            "setMyCommands",
            {"commands": [{"command": "a"}]},
            "setMyCommands: commands[0] description is missing",
        ),
        ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}, "is of no known type"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "scope chat_id is missing"),
        ("setWebhook", {"url": "https://x", "certificate": "text"}, "certificate is no uploaded file"),
    ],
)
def test_names_what_is_wrong(method: str, params: dict[str, Any], complaint: str) -> None:
    complaints = found(method, **params)

    assert len(complaints) == 1
    assert complaints[0].endswith(complaint)


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"callback_data": ""}, "callback_data has 0 bytes, not 1 to 64"),
        ({"callback_data": "é" * 33}, "callback_data has 66 bytes, not 1 to 64"),
        ({"callback_data": "x", "style": "loud"}, "style 'loud' is none of danger, success, primary"),
        ({"callback_data": "x", "colour": "red"}, "colour is no parameter of it"),
    ],
)
def test_looks_into_the_buttons(button: dict[str, Any], complaint: str) -> None:
    complaints = found("sendMessage", chat_id=1, text="hi", reply_markup=keyboard(**button))

    assert complaints == [f"sendMessage: reply_markup inline_keyboard[0][0] {complaint}"]


def test_takes_64_bytes_of_callback_data() -> None:
    complaints = found("sendMessage", chat_id=1, text="hi", reply_markup=keyboard(callback_data="é" * 32))

    assert complaints == []


def test_tells_what_telegram_tolerates_from_what_it_refuses() -> None:
    wrong = load().check("sendMessage", {"chat_id": 1, "surplus": 2})

    assert {str(one): one.refused for one in wrong} == {
        "sendMessage: text is missing": True,
        "sendMessage: surplus is no parameter of it": False,
    }


def test_leaves_lengths_after_parsing_to_the_method() -> None:
    assert found("sendMessage", chat_id=1, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML") == []


def test_checks_a_value_of_a_named_type() -> None:
    wrong = load().check_type("User", {"id": 1, "is_bot": False})

    assert [str(one) for one in wrong] == ["User first_name is missing"]


def test_does_not_know_a_method_that_is_not_there() -> None:
    assert not load().knows("sendTelepathy")
