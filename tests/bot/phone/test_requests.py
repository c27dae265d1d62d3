"""How requests are read, and what no correct client sends."""

from typing import Any

import httpx
import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram

BUTTON = {"inline_keyboard": [[{"text": "Mixed", "callback_data": "m"}]]}


def refused_with(answer: dict[str, Any], code: int, description: str) -> None:
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_tolerates_an_unknown_parameter_but_notes_it(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    answer = await call("sendMessage", chat_id=ada.id, text="hi", disable_web_page_preview=True)

    assert answer["ok"]
    assert telegram.violations == ["sendMessage: disable_web_page_preview is no parameter of it"]
    telegram.violations.clear()


async def test_refuses_a_strange_token_and_a_strange_method(
    call: Any, http: httpx.AsyncClient, telegram: LoopbackTelegram
) -> None:
    stranger = await http.get("/bot1:wrong/getMe")
    unknown = await call("sendTelepathy")
    unplayed = await call("sendDice", chat_id=1)

    refused_with(stranger.json(), 401, "Unauthorized")
    refused_with(unknown, 404, "Not Found")
    assert unplayed["error_code"] == 404
    assert [one.partition(":")[0] for one in telegram.violations] == ["sendTelepathy", "sendDice"]
    telegram.violations.clear()


@pytest.mark.parametrize("encoding", ["json", "data", "params"])
async def test_reads_json_forms_and_query_strings_alike(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person, encoding: str
) -> None:
    markup = '{"inline_keyboard": [[{"text": "Mixed", "callback_data": "m"}]]}'
    said = {"chat_id": str(ada.id), "text": "12", "disable_notification": "true", "reply_markup": markup}

    carried: dict[str, Any] = {encoding: said}
    await http.request("POST", f"/bot{telegram.token}/sendMessage", **carried)

    assert telegram.requests[0].params == {
        "chat_id": ada.id,
        "text": "12",
        "disable_notification": True,
        "reply_markup": BUTTON,
    }
    assert (ada.last.text, ada.last.buttons) == ("12", [["Mixed"]])


async def test_notes_attachments_nobody_asked_for_and_odd_booleans(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    await http.post(
        f"/bot{telegram.token}/sendMessage",
        data={"chat_id": str(ada.id), "text": "hi", "protect_content": "1"},
        files={"surplus": ("a", b"b")},
    )

    assert telegram.violations == [
        "sendMessage: protect_content '1' is no Boolean",
        "sendMessage: the attached file 'surplus' is not used",
    ]
    telegram.violations.clear()


@pytest.mark.parametrize("body", ["{", "[]"])
async def test_refuses_a_body_that_is_no_json_object(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, body: str
) -> None:
    answer = await http.post(
        f"/bot{telegram.token}/getMe", content=body, headers={"content-type": "application/json"}
    )

    assert answer.status_code == 400
    assert len(telegram.violations) == 1
    telegram.violations.clear()


@pytest.mark.parametrize(
    ("asked", "description"),
    [
        (
            ("setWebhook", {"url": "http://example.org"}),
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            ("editMessageText", {"text": "x", "message_id": 1}),
            "Bad Request: message identifier is not specified",
        ),
        (
            ("sendChatAction", {"chat_id": 1001, "action": "dance"}),
            "Bad Request: wrong parameter action in request",
        ),
        (
            ("setMyCommands", {"commands": [{"command": "a", "description": " "}]}),
            "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            (
                "setMessageReaction",
                {"chat_id": 1001, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
            ),
            "Bad Request: REACTIONS_TOO_MANY",
        ),
        (
            (
                "sendMediaGroup",
                {
                    "chat_id": 1001,
                    "media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}],
                },
            ),
            "Bad Request: only documents or only photos are played as an album here",
        ),
        (
            (
                "sendMessage",
                {
                    "chat_id": 1001,
                    "text": "hi",
                    "reply_markup": {"inline_keyboard": [[{"text": " ", "url": "x"}]]},
                },
            ),
            "Bad Request: can't parse inline keyboard button: button text must be non-empty",
        ),
        (
            ("sendMessage", {"chat_id": 1001, "text": 7}),
            "Bad Request: wrong parameter: sendMessage: text 7 is no String",
        ),
        (
            ("sendLocation", {"chat_id": 1001, "latitude": "north", "longitude": "1.5"}),
            "Bad Request: wrong parameter: sendLocation: latitude 'north' is no Float",
        ),
    ],
)
async def test_refuses_what_no_correct_client_asks(
    call: Any, telegram: LoopbackTelegram, ada: Person, asked: tuple[str, dict[str, Any]], description: str
) -> None:
    method, params = asked
    await ada.types("hi")

    refused_with(await call(method, **params), 400, description)
    assert len(telegram.violations) == 1
    telegram.violations.clear()
