"""The client Debrief is built on, in its essentials: python-telegram-bot."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.phone.faults import Kind
from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Mixed", callback_data="m")]])


@pytest.fixture
async def bot(telegram: LoopbackTelegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ExtBot[None]]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    url = telegram.url
    async with ExtBot(telegram.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as running:
        yield running


async def test_talks_with_a_person(bot: ExtBot[None], ada: Person) -> None:
    await ada.types("/start")
    [update] = await bot.get_updates(
        timeout=timedelta(seconds=10), allowed_updates=["message", "callback_query"]
    )
    await bot.send_message(ada.id, "<b>How</b> was it?", parse_mode="HTML", reply_markup=BUTTON)
    await ada.taps("Mixed")
    [pressed] = await bot.get_updates(offset=update.update_id + 1)
    assert pressed.callback_query is not None
    await pressed.callback_query.answer("Noted")
    await pressed.callback_query.edit_message_text("Mixed, then.")

    assert ada.says == ["Mixed, then."]
    assert ada.toasts == ["Noted"]


async def test_sends_files_up_and_down(bot: ExtBot[None], ada: Person) -> None:
    sent = await bot.send_document(ada.id, InputFile(b"# hello", "a.md"), caption="yours")
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)

    assert bytes(await file.download_as_bytearray()) == b"# hello"
    assert ada.last.document == ("a.md", b"# hello")


async def test_sets_commands_in_a_language(bot: ExtBot[None], telegram: LoopbackTelegram) -> None:
    await bot.set_my_commands([BotCommand("offer", "Angebot prüfen")], language_code="de")

    assert telegram.commands("de") == [{"command": "offer", "description": "Angebot prüfen"}]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("too_many_requests", RetryAfter),
        ("forbidden", Forbidden),
        ("server_error", NetworkError),
        ("gateway", NetworkError),
        ("cut_before", NetworkError),
        ("cut_after", NetworkError),
        ("truncated", NetworkError),
        ("unauthorized", InvalidToken),
        ("bad_request", BadRequest),
        ("garbage", TelegramError),
    ],
)
async def test_maps_every_fault_to_its_error(
    bot: ExtBot[None], telegram: LoopbackTelegram, ada: Person, kind: Kind, error: type[Exception]
) -> None:
    telegram.faults.add(kind, "sendMessage")

    with pytest.raises(error):
        await bot.send_message(ada.id, "hi")


async def test_learns_of_another_poller(bot: ExtBot[None], telegram: LoopbackTelegram) -> None:
    telegram.updates.webhook = {"url": "https://example.org"}

    with pytest.raises(Conflict):
        await bot.get_updates()
