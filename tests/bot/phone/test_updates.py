"""Fetching updates, by Telegram's rules."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram


async def poll(call: Any, **params: Any) -> list[int]:
    answer = await call("getUpdates", **params)
    return [update["update_id"] for update in answer["result"]]


@pytest.fixture
async def three(telegram: LoopbackTelegram, ada: Person) -> list[int]:
    """Three updates wait."""
    for text in ("one", "two", "three"):
        await ada.types(text)
    return [update["update_id"] for update in telegram.pending]


async def test_hands_out_the_same_updates_until_they_are_confirmed(call: Any, three: list[int]) -> None:
    first = await poll(call)
    second = await poll(call, offset=three[0])

    assert first == second == three


async def test_forgets_what_lies_before_the_offset(
    call: Any, telegram: LoopbackTelegram, three: list[int]
) -> None:
    assert await poll(call, offset=three[2]) == three[2:]
    assert await poll(call) == three[2:]
    assert len(telegram.pending) == 1


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    call: Any, three: list[int]
) -> None:
    assert await poll(call, offset=-2) == three[1:]
    assert await poll(call) == three[1:]


async def test_an_offset_far_ahead_forgets_nothing(call: Any, three: list[int]) -> None:
    assert await poll(call, offset=three[2] + 1000) == three


async def test_hands_out_no_more_than_the_limit(call: Any, three: list[int]) -> None:
    assert await poll(call, limit=2) == three[:2]


async def test_numbers_updates_one_by_one(three: list[int]) -> None:
    assert three == [three[0], three[0] + 1, three[0] + 2]


async def test_waits_for_an_update_and_answers_at_once(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    waiting = asyncio.create_task(poll(call, timeout=30))
    await telegram.receives("getUpdates")

    await ada.types("hello")

    assert len(await waiting) == 1


async def test_ends_a_poll_without_updates_empty(call: Any) -> None:
    assert await poll(call, timeout=1) == []


async def test_a_second_poller_ends_the_first_with_a_conflict(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await telegram.receives("getUpdates")

    second = asyncio.create_task(call("getUpdates", timeout=30))
    refused = await first
    await ada.types("hello")
    answered = await second

    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert len(answered["result"]) == 1


async def test_a_poller_that_hung_up_takes_no_updates_along(call: Any, telegram: LoopbackTelegram) -> None:
    async with httpx.AsyncClient(base_url=telegram.url, trust_env=False) as gone:
        with pytest.raises(httpx.ReadTimeout):
            await gone.get(f"/bot{telegram.token}/getUpdates?timeout=30&offset=9", timeout=0.1)
    await call("getMe")

    await telegram.inject({"update_id": 5, "message": {}})

    assert await poll(call, offset=9) == [5]


async def test_an_update_lives_a_day_and_a_button_150_seconds(
    call: Any, telegram: LoopbackTelegram, ada: Person, clock: Any
) -> None:
    await call("sendMessage", chat_id=ada.id, text="How?", reply_markup=keyboard("Mixed"))
    await ada.types("hello")
    await ada.taps("Mixed")

    clock.passes(149)
    assert [list(update)[1] for update in telegram.pending] == ["message", "callback_query"]
    clock.passes(1)
    assert [list(update)[1] for update in telegram.pending] == ["message"]
    clock.passes(24 * 3600 - 150)
    assert telegram.pending == []


async def test_keeps_back_what_the_bot_did_not_ask_for(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    await poll(call, allowed_updates=["callback_query"])
    await ada.types("not for you")

    await poll(call, allowed_updates=[])
    await ada.types("for you")

    assert [update["message"]["text"] for update in telegram.pending] == ["for you"]


async def test_remembers_which_updates_were_asked_for(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    await poll(call, allowed_updates=["callback_query"])
    await poll(call)

    await ada.types("not for you")

    assert telegram.pending == []


async def test_injects_any_update_as_it_is(call: Any, telegram: LoopbackTelegram) -> None:
    raw = {"update_id": 5, "message": {"text": "\ud83d", "surplus": [None]}}

    await telegram.inject(raw)

    assert (await call("getUpdates"))["result"] == [raw]


async def test_gives_an_injected_update_the_next_id(
    call: Any, telegram: LoopbackTelegram, three: list[int]
) -> None:
    await telegram.inject({"moon": {}})

    assert await poll(call, offset=three[2]) == [three[2], three[2] + 1]


async def test_delivers_an_injected_id_once_though_it_was_confirmed(
    call: Any, telegram: LoopbackTelegram, three: list[int]
) -> None:
    await poll(call, offset=three[2] + 1)

    await telegram.inject({"update_id": three[0], "message": {}})

    assert await poll(call, offset=three[2] + 1) == [three[0]]
    assert await poll(call, offset=three[2] + 1) == []


async def test_delivers_the_same_id_as_often_as_injected(call: Any, telegram: LoopbackTelegram) -> None:
    for _ in range(3):
        await telegram.inject({"update_id": 9, "message": {}})

    assert await poll(call) == [9, 9, 9]


async def test_an_update_without_a_usable_id_does_not_stop_the_queue(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    await telegram.inject({"update_id": "five"})
    await ada.types("hello")

    answer = await call("getUpdates", offset=telegram.updates.next_id - 1)

    assert [update["update_id"] for update in answer["result"]] == ["five", telegram.updates.next_id - 1]


async def test_says_what_was_not_confirmed(telegram: LoopbackTelegram, three: list[int]) -> None:
    with pytest.raises(AssertionError, match=f"these updates are not confirmed: .*{three[0]}"):
        await telegram.confirms(timeout=0.01)


async def test_begins_with_the_id_asked_for(ada: Person, telegram: LoopbackTelegram) -> None:
    telegram.updates.next_id = 5

    await ada.types("hello")

    assert telegram.pending[0]["update_id"] == 5


async def test_refuses_polling_while_a_webhook_is_set(call: Any) -> None:
    await call("setWebhook", url="https://example.org/hook")

    answer = await call("getUpdates")

    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: can't use getUpdates method while webhook is active")


async def test_deleting_the_webhook_can_drop_what_waits(
    call: Any, telegram: LoopbackTelegram, three: list[int]
) -> None:
    await call("setWebhook", url="https://example.org/hook", allowed_updates=["message"])
    info = await call("getWebhookInfo")

    await call("deleteWebhook", drop_pending_updates=True)

    assert info["result"]["url"] == "https://example.org/hook"
    assert info["result"]["pending_update_count"] == len(three)
    assert info["result"]["allowed_updates"] == ["message"]
    assert telegram.pending == []
    assert await poll(call) == []


async def test_throttles_whoever_asks_for_the_same_at_once(ada: Person) -> None:
    async with (
        LoopbackTelegram() as throttling,
        httpx.AsyncClient(base_url=throttling.url, trust_env=False) as client,
    ):
        busy = throttling.person(ada.id)
        await busy.types("one")
        await busy.types("two")

        answers = [await client.get(f"/bot{throttling.token}/getUpdates") for _ in range(2)]

    assert [len(answer.json()["result"]) for answer in answers] == [2, 1]


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()}] for label in labels]}
