"""The bot itself: commands, descriptions, menu."""

from typing import Any

import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram


def refused_with(answer: dict[str, Any], code: int, description: str) -> None:
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_keeps_commands_by_scope_and_language(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    def commands(*names: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name} for name in names]

    await call("setMyCommands", commands=commands("start"))
    for_all = ada.menu
    await call("setMyCommands", commands=commands("anfang"), language_code="de")
    await call("setMyCommands", commands=commands("offer"), scope={"type": "all_private_chats"})
    private = ada.menu
    await call("setMyCommands", commands=commands("only"), scope={"type": "chat", "chat_id": ada.id})
    personal = ada.menu
    await call("deleteMyCommands", scope={"type": "chat", "chat_id": ada.id})

    assert (for_all, private, personal, ada.menu) == (["start"], ["offer"], ["only"], ["offer"])
    assert telegram.commands("de") == commands("anfang")
    assert (await call("getMyCommands", language_code="de"))["result"] == commands("anfang")
    assert (await call("getMyCommands", language_code="fr"))["result"] == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": [{"command": "Start!", "description": "x"}]}, "Bad Request: BOT_COMMAND_INVALID"),
        ({"commands": [], "language_code": "english"}, "Bad Request: invalid language code specified"),
    ],
)
async def test_refuses_commands_that_cannot_be(
    call: Any, telegram: LoopbackTelegram, params: dict[str, Any], description: str
) -> None:
    refused_with(await call("setMyCommands", **params), 400, description)
    assert len(telegram.violations) == 1
    telegram.violations.clear()


@pytest.mark.parametrize(
    ("noun", "field"),
    [("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")],
)
async def test_describes_itself_by_language(call: Any, noun: str, field: str) -> None:
    await call(f"setMy{noun}", **{field: "Hello"})
    await call(f"setMy{noun}", **{field: "Hallo"}, language_code="de")

    said = [(await call(f"getMy{noun}", language_code=code))["result"][field] for code in ("", "de", "fr")]
    await call(f"setMy{noun}", **{field: ""}, language_code="de")

    assert said == ["Hello", "Hallo", "Hello"]
    assert (await call(f"getMy{noun}", language_code="de"))["result"] == {field: "Hello"}


async def test_keeps_the_menu_button(call: Any, ada: Person) -> None:
    await call("setChatMenuButton", chat_id=ada.id, menu_button={"type": "commands"})

    assert (await call("getChatMenuButton", chat_id=ada.id))["result"] == {"type": "commands"}


async def test_pins_and_tells_of_chats_and_photos(call: Any, ada: Person) -> None:
    message = await ada.types("remember")

    await call("pinChatMessage", chat_id=ada.id, message_id=message)
    pinned = (await call("getChat", chat_id=ada.id))["result"]
    await call("unpinChatMessage", chat_id=ada.id, message_id=message)
    photos = await call("getUserProfilePhotos", user_id=ada.id)

    assert (pinned["first_name"], pinned["pinned_message"]["text"]) == ("Ada", "remember")
    assert "pinned_message" not in (await call("getChat", chat_id=ada.id))["result"]
    assert photos["result"] == {"total_count": 0, "photos": []}
