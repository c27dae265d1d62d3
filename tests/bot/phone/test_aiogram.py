"""Another client than ours, over HTTP: aiogram."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)

from bot.phone.person import Person
from bot.phone.sends import PIXEL
from bot.phone.server import LoopbackTelegram

BUTTON = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Mixed", callback_data="m")]])


@pytest.fixture
async def bot(telegram: LoopbackTelegram) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(telegram.token, session=session) as running:
        yield running


async def test_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.is_bot, me.username) == (123456, True, "debrief_bot")


async def test_talks_with_a_person(bot: Bot, ada: Person) -> None:
    await ada.types("/start")
    [update] = await bot.get_updates(timeout=10)
    await bot.send_message(ada.id, "<b>How</b> was it?", parse_mode="HTML", reply_markup=BUTTON)
    query = await ada.taps("Mixed")
    [_, pressed] = await bot.get_updates(timeout=10)
    assert pressed.callback_query is not None
    await bot.answer_callback_query(pressed.callback_query.id, "Noted", show_alert=True)
    await bot.edit_message_text("Mixed, then.", chat_id=ada.id, message_id=2)
    rest = await bot.get_updates(offset=pressed.update_id + 1)

    assert update.message is not None
    assert update.message.text == "/start"
    assert (pressed.callback_query.id, pressed.callback_query.data) == (query, "m")
    assert ada.says == ["Mixed, then."]
    assert [(toast.text, toast.alert) for toast in ada.answers] == [("Noted", True)]
    assert rest == []


async def test_waits_in_a_long_poll(bot: Bot, telegram: LoopbackTelegram, ada: Person) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.receives("getUpdates")

    await ada.types("hello")

    assert len(await waiting) == 1


async def test_reads_html_as_aiogram_writes_it(bot: Bot, ada: Person) -> None:
    source = '<b>a</b> <i>b</i> <u>c</u> <s>d</s> <code>e &lt; f</code> <a href="https://example.org/">g</a>'

    message = await bot.send_message(ada.id, source, parse_mode="HTML")

    assert message.html_text == source


async def test_sends_files_up_and_down(bot: Bot, ada: Person) -> None:
    sent = await bot.send_document(ada.id, BufferedInputFile(b"# hello", "a.md"), caption="yours")
    assert sent.document is not None
    again = await bot.send_document(ada.id, sent.document.file_id)
    picture = await bot.send_photo(ada.id, BufferedInputFile(PIXEL, "a.png"))
    voice = await bot.send_voice(ada.id, BufferedInputFile(b"OggS", "a.oga"), duration=3)
    album = await bot.send_media_group(
        ada.id, [InputMediaDocument(media=BufferedInputFile(name.encode(), name)) for name in ("one", "two")]
    )
    described = await bot.get_file(sent.document.file_id)
    assert described.file_path is not None
    down = await bot.download_file(described.file_path)

    assert down is not None
    assert down.read() == b"# hello"
    assert again.document == sent.document
    assert picture.photo is not None
    assert picture.photo[0].width == 1
    assert voice.voice is not None
    assert voice.voice.duration == 3
    assert [message.document and message.document.file_name for message in album] == ["one", "two"]
    assert [message.document for message in ada.chat[-2:]] == [("one", b"one"), ("two", b"two")]


async def test_fetches_a_file_a_person_sent(bot: Bot, ada: Person) -> None:
    await ada.sends_document("cv.pdf", b"%PDF", "mine")
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None

    down = await bot.download(update.message.document)

    assert down is not None
    assert (update.message.caption, down.read()) == ("mine", b"%PDF")


async def test_looks_after_messages(bot: Bot, ada: Person) -> None:
    theirs = await ada.types("hello")
    first = await bot.send_message(ada.id, "one", reply_parameters=ReplyParameters(message_id=theirs))
    second = await bot.send_message(ada.id, "two", reply_markup=BUTTON)

    await bot.set_message_reaction(ada.id, theirs, reaction=[ReactionTypeEmoji(emoji="👍")])
    await bot.edit_message_reply_markup(chat_id=ada.id, message_id=second.message_id)
    await bot.delete_message(ada.id, first.message_id)
    await bot.send_chat_action(ada.id, "typing")

    assert first.reply_to_message is not None
    assert first.reply_to_message.text == "hello"
    assert [(message.text, message.buttons, message.reaction) for message in ada.chat] == [
        ("hello", [], "👍"),
        ("two", [], ""),
    ]


async def test_sets_commands_and_descriptions(bot: Bot, ada: Person) -> None:
    scope = BotCommandScopeChat(chat_id=ada.id)

    await bot.set_my_commands(
        [BotCommand(command="offer", description="Review an offer")], scope=scope, language_code="en"
    )
    await bot.set_my_short_description("Coaches")

    [kept] = await bot.get_my_commands(scope=scope, language_code="en")
    assert (kept.command, kept.description) == ("offer", "Review an offer")
    assert (await bot.get_my_short_description()).short_description == "Coaches"
    assert ada.menu == ["offer"]
    assert (await bot.get_chat(ada.id)).first_name == "Ada"


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("too_many_requests", TelegramRetryAfter),
        ("forbidden", TelegramForbiddenError),
        ("server_error", TelegramServerError),
        ("gateway", Exception),
        ("cut_before", TelegramNetworkError),
        ("cut_after", TelegramNetworkError),
        ("truncated", TelegramNetworkError),
        ("unauthorized", TelegramUnauthorizedError),
        ("migrated", TelegramMigrateToChat),
        ("bad_request", TelegramBadRequest),
        ("garbage", Exception),
    ],
)
async def test_maps_every_fault_to_its_exception(
    bot: Bot, telegram: LoopbackTelegram, ada: Person, kind: Any, error: type[Exception]
) -> None:
    telegram.faults.add(kind, "sendMessage", migrate_to_chat_id=-1001)

    with pytest.raises(error):
        await bot.send_message(ada.id, "hi")

    assert (await bot.send_message(ada.id, "ho")).text == "ho"


async def test_tells_how_long_to_wait(bot: Bot, telegram: LoopbackTelegram, ada: Person) -> None:
    telegram.faults.add("too_many_requests", "sendMessage", retry_after=17)

    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(ada.id, "hi")

    assert refusal.value.retry_after == 17


async def test_refuses_in_words_clients_know(bot: Bot, telegram: LoopbackTelegram, ada: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(77, "hi")
    with pytest.raises(TelegramBadRequest, match="can't parse entities: Unsupported start tag"):
        await bot.send_message(ada.id, "<div>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=ada.id, message_id=7)
    await ada.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ada.id, "hi")
    telegram.violations.clear()


async def test_ends_the_first_of_two_pollers(bot: Bot, telegram: LoopbackTelegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.receives("getUpdates")

    await bot.get_updates(timeout=0)

    with pytest.raises(TelegramConflictError):
        await first


async def test_refuses_another_bots_token(telegram: LoopbackTelegram) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot("654321:ANOTHER", session=session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_does_not_know_every_method(bot: Bot, telegram: LoopbackTelegram, ada: Person) -> None:
    with pytest.raises(TelegramNotFound):
        await bot.send_dice(ada.id)

    assert len(telegram.violations) == 1
    telegram.violations.clear()


async def test_polls_on_its_own_and_confirms_what_it_handled(
    bot: Bot, telegram: LoopbackTelegram, ada: Person
) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(f"You said: {message.text}")

    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    for text in ("one", "two", "three"):
        await ada.types(text)
    heard = await ada.hears(3)
    await telegram.confirms()
    await dispatcher.stop_polling()
    await polling

    assert sorted(message.text for message in heard) == ["You said: one", "You said: three", "You said: two"]
