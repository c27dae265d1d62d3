"""Looking at a chat and waiting for what the bot says."""

import asyncio
import re
from typing import Any

import pytest

from bot.phone.person import Person


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()}] for label in labels]}


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
