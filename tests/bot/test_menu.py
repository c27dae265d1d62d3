"""What Telegram shows of the bot: set in each language, and only where it differs."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.menu import Menu, show
from bot.phone.server import LoopbackTelegram
from bot.wire import Wire

WORDS = {"Where things stand": "Wie es steht", "About": "Über mich", "What I do": "Was ich tue"}
MENU = Menu(
    commands=(("start", "Where things stand"),),
    description="What I do",
    about="About",
    languages=("en", "de"),
    translate=lambda language, words: WORDS[words] if language == "de" else words,
)


@pytest.fixture
async def telegram() -> AsyncIterator[LoopbackTelegram]:
    async with LoopbackTelegram() as server:
        yield server


@pytest.fixture
async def wire(telegram: LoopbackTelegram) -> AsyncIterator[Wire]:
    async with Wire(telegram.token, telegram.url) as made:
        yield made


async def test_sets_everything_in_each_language(telegram: LoopbackTelegram, wire: Wire) -> None:
    changed = await show(wire, MENU)

    assert changed == 6
    assert telegram.commands("", "all_private_chats") == [
        {"command": "start", "description": "Where things stand"}
    ]
    assert telegram.commands("de", "all_private_chats") == [
        {"command": "start", "description": "Wie es steht"}
    ]
    assert await wire.call("getMyDescription", {"language_code": "de"}) == {"description": "Was ich tue"}
    assert await wire.call("getMyShortDescription", {}) == {"short_description": "About"}
    assert telegram.violations == []


async def test_sets_nothing_that_is_so_already(telegram: LoopbackTelegram, wire: Wire) -> None:
    await show(wire, MENU)
    asked = len(telegram.requests)

    changed = await show(wire, MENU)

    assert changed == 0
    assert all(request.method.startswith("get") for request in telegram.requests[asked:])


async def test_sets_only_what_has_changed(telegram: LoopbackTelegram, wire: Wire) -> None:
    await show(wire, MENU)

    changed = await show(wire, replace(MENU, commands=(*MENU.commands, ("help", "About"))))

    assert changed == 2
    assert [one["command"] for one in telegram.commands("de", "all_private_chats")] == ["start", "help"]
