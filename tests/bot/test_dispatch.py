"""Each chat its turn: in order, once, and no chat waits for another."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from bot.dispatch import MOST_ASIDE, MOST_WAITING
from storage.inbox import RawUpdate
from storage.records import Records
from storage.tables import InboxRow
from tests.bot.running import Bench, Heard, bench, during, eventually, never, said, say, sometime

ADA, BOB = 7, 8


@pytest.fixture
async def at(any_url: str) -> AsyncIterator[Bench]:
    async with bench(any_url) as made:
        yield made


def update(number: int, words: str, chat: int = ADA) -> RawUpdate:
    message = {"message_id": number, "chat": {"id": chat, "type": "private"}, "text": words}
    return RawUpdate(number, chat, json.dumps({"update_id": number, "message": message}))


async def comes(at: Bench, *updates: RawUpdate) -> None:
    """These are in the inbox."""
    now = at.clock.now()
    await at.store.run(lambda records: records.inbox.put(updates, now))


async def open_in(at: Bench, chat: int) -> int:
    return await at.store.read(lambda records: records.inbox.open_in(chat))


async def all_done(at: Bench) -> None:
    async def look() -> bool:
        at.later(0)
        return await open_in(at, ADA) == 0

    await sometime(look)


async def has_said(at: Bench) -> bool:
    return bool(await said(at.store))


async def test_handles_a_chats_updates_in_order_and_once(at: Bench) -> None:
    await comes(at, *(update(number, f"{number}") for number in range(1, 30)))

    async with during(at.dispatch().run):
        await eventually(lambda: len(at.parrot.heard) == 29)
        await comes(at, update(5, "5"))
        await comes(at, update(30, "30"))
        await eventually(lambda: "30" in at.parrot.heard)

    assert at.parrot.heard == [f"{number}" for number in range(1, 31)]


async def test_handles_numbers_that_begin_anew_lower(at: Bench) -> None:
    await comes(at, update(1_000_000, "high"))

    async with during(at.dispatch().run):
        await eventually(lambda: at.parrot.heard == ["high"])
        await comes(at, update(5, "low"), update(6, "lower"))
        await eventually(lambda: len(at.parrot.heard) == 3)

    assert at.parrot.heard == ["high", "low", "lower"]


async def test_lets_no_chat_wait_for_a_flood(at: Bench) -> None:
    await comes(at, *(update(number, "flood") for number in range(1, 40)), update(99, "hello", BOB))

    async with during(at.dispatch(slots=1).run):
        await eventually(lambda: "hello" in at.parrot.heard)

    assert at.parrot.heard.index("hello") < 5


async def test_wipes_what_it_has_handled(at: Bench) -> None:
    await comes(at, update(1, "secret"))

    async with during(at.dispatch().run):
        await eventually(lambda: at.parrot.heard == ["secret"])
        await all_done(at)

    row = await at.store.read(lambda records: records.session.get_one(InboxRow, 1))
    assert (row.state, row.payload) == ("done", "")


async def test_tries_a_failing_update_again_and_keeps_nothing_of_the_failed_try(at: Bench) -> None:
    at.parrot.refuses = {"poison"}
    await comes(at, update(1, "poison"), update(2, "after"), update(3, "hello", BOB))

    async with during(at.dispatch().run):
        await waiting_again(at, 1)
        await sometime(lambda: has_said(at))
        kept = await said(at.store)
        at.parrot.refuses = set()
        at.later(1)
        await eventually(lambda: at.parrot.heard[-1] == "after")

    assert kept == ["hello"]
    assert await said(at.store) == ["hello", "poison", "after"]


async def waiting_again(at: Bench, attempts: int) -> None:
    """Until the first update has failed so often."""

    async def look() -> bool:
        return (
            await at.store.read(lambda records: records.session.get_one(InboxRow, 1))
        ).attempts >= attempts

    await sometime(look)


async def test_puts_a_poisoned_update_aside_after_five_tries_apologises_and_goes_on(at: Bench) -> None:
    at.parrot.refuses = {"poison"}
    await comes(at, update(1, "poison"), update(2, "after"))

    async with during(at.dispatch().run):
        for attempt in range(1, 6):
            await waiting_again(at, attempt)
            at.later(120)
        await eventually(lambda: at.parrot.heard[-1] == "after")

    row = await at.store.read(lambda records: records.session.get_one(InboxRow, 1))
    assert (row.state, row.error) == ("dead", "LookupError")
    assert "poison" in row.payload
    assert at.parrot.heard.count("poison") == 5
    assert at.parrot.sorry == [(ADA, 1)]


async def test_puts_it_aside_even_if_the_apology_fails(at: Bench) -> None:
    def sulk(*_: object) -> None:
        raise LookupError

    at.parrot.refuses = {"poison"}
    await comes(at, update(1, "poison"), update(2, "after"))
    dispatch = at.dispatch()
    dispatch.apologise = sulk

    async with during(dispatch.run):
        for attempt in range(1, 6):
            await waiting_again(at, attempt)
            at.later(120)
        await eventually(lambda: at.parrot.heard[-1] == "after")

    row = await at.store.read(lambda records: records.session.get_one(InboxRow, 1))
    assert row.state == "dead"


async def test_counts_what_cannot_be_written_as_the_updates_fault(at: Bench) -> None:
    def unkeepable(records: Records, update: Mapping[str, Any], now: datetime) -> Heard:
        say(records, ADA, update["message"]["text"], now).chat_id = 2**70
        return Heard()

    await comes(at, update(1, "poison"))
    dispatch = at.dispatch()
    dispatch.hear = unkeepable

    async with during(dispatch.run):
        await waiting_again(at, 1)

    row = await at.store.read(lambda records: records.session.get_one(InboxRow, 1))
    assert row.state == "new"


async def test_does_not_blame_the_update_for_a_full_disk(at: Bench) -> None:
    await comes(at, update(1, "hello"))
    at.store.full = lambda: at.store.refused < 2

    async with during(at.dispatch().run):
        await eventually(lambda: at.parrot.heard == ["hello"])

    row = await at.store.read(lambda records: records.session.get_one(InboxRow, 1))
    assert row.attempts == 0


async def test_answers_a_button_press_after_the_commit_without_delaying_the_chat(at: Bench) -> None:
    at.telegram.person(ADA)
    at.telegram.faults.add("slow_before", "answerCallbackQuery", seconds=0.6)
    query = {"id": "4711", "from": {"id": ADA}, "data": "x"}
    await comes(
        at,
        RawUpdate(1, ADA, json.dumps({"update_id": 1, "callback_query": query})),
        update(2, "meanwhile"),
    )

    async with during(at.dispatch().run):
        await eventually(lambda: at.parrot.heard == ["meanwhile"])
        await eventually(lambda: bool(at.telegram.requests))

    [request] = at.telegram.requests
    assert request.params == {"callback_query_id": "4711", "text": "pressed"}


async def test_tries_to_answer_a_button_press_only_once_and_keeps_what_it_meant(at: Bench) -> None:
    at.telegram.faults.add(
        "bad_request",
        "answerCallbackQuery",
        times=5,
        description="query is too old and response timeout expired",
    )
    query = {"id": "4711", "from": {"id": ADA}, "data": "x"}
    await comes(at, RawUpdate(1, ADA, json.dumps({"update_id": 1, "callback_query": query})))

    async with during(at.dispatch().run):
        await eventually(lambda: bool(at.telegram.requests))
        await asyncio.sleep(0.1)

    assert len(at.telegram.requests) == 1
    assert await open_in(at, ADA) == 0


async def test_leaves_a_group(at: Bench) -> None:
    group = {"id": -5, "type": "group"}
    message = {"message_id": 1, "chat": group, "text": "hello all"}
    await comes(at, RawUpdate(1, -5, json.dumps({"update_id": 1, "message": message})))

    async with during(at.dispatch().run):
        await eventually(lambda: bool(at.telegram.requests))

    assert at.telegram.asked("leaveChat")[0].params == {"chat_id": -5}


async def test_finishes_the_unit_of_work_and_begins_no_other_when_told_to_stop(at: Bench) -> None:
    await comes(at, *(update(number, f"{number}") for number in range(1, 200)))

    async with during(at.dispatch().run) as stop:
        await eventually(lambda: len(at.parrot.heard) > 2)
        stop.set()

    assert await said(at.store) == at.parrot.heard
    assert len(at.parrot.heard) < 150


async def test_takes_no_more_from_a_chat_that_has_too_many_answers_waiting(at: Bench) -> None:
    await comes(at, *(update(number, "flood") for number in range(1, 71)))

    async with during(at.dispatch().run):
        await eventually(lambda: len(at.parrot.heard) == MOST_WAITING)
        await asyncio.sleep(0.1)
        held = len(at.parrot.heard)
        async with during(at.delivery().run):
            at.telegram.person(ADA)
            await all_done(at)

    assert held == MOST_WAITING
    assert len(at.parrot.heard) == 70


async def test_hears_again_what_it_could_not_look_up(at: Bench) -> None:
    at.store.blind = lambda: True

    async with during(at.dispatch().run):
        await eventually(lambda: at.store.refused > 0)
        at.store.blind = never
        await comes(at, update(1, "hello"))
        await eventually(lambda: at.parrot.heard == ["hello"])


async def test_takes_what_came_while_it_was_at_it(at: Bench) -> None:
    held = asyncio.Event()

    def slowly(records: Records, update: Mapping[str, Any], now: datetime) -> Heard:
        held.set()
        return at.parrot.hear(records, update, now)

    dispatch = at.dispatch()
    dispatch.hear = slowly
    await comes(at, update(1, "one"))

    async with during(dispatch.run):
        await held.wait()
        for number in range(2, 20):
            await comes(at, update(number, f"{number}"))
        await eventually(lambda: len(at.parrot.heard) == 19)

    assert at.parrot.heard == ["one", *(f"{number}" for number in range(2, 20))]


async def test_starts_no_more_than_so_many_calls_beside(at: Bench) -> None:
    queries = [
        RawUpdate(
            number,
            number,
            json.dumps({"update_id": number, "callback_query": {"id": "1", "from": {"id": 1}}}),
        )
        for number in range(1, MOST_ASIDE + 21)
    ]
    await comes(at, *queries)
    slow = Slow()
    dispatch = at.dispatch()
    dispatch.wire = slow  # type: ignore[assignment]  # the one method that is used

    async with during(dispatch.run):
        await sometime(lambda: nothing_open(at, queries))
        slow.free.set()

    assert slow.calls == MOST_ASIDE


class Slow:
    """A wire on which every call waits."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.calls = 0

    async def call(self, *_: object) -> None:
        self.calls += 1
        await self.free.wait()


async def nothing_open(at: Bench, updates: list[RawUpdate]) -> bool:
    def look(records: Records) -> int:
        return sum(records.inbox.open_in(one.chat_id) for one in updates)

    return await at.store.read(look) == 0
