"""What Telegram sent: kept once, worked on in order within a chat, wiped when done."""

import json
import logging
from datetime import datetime, timedelta
from functools import partial

import pytest

from storage.inbox import RawUpdate
from storage.records import Records
from storage.store import Store
from storage.tables import InboxRow
from tests.storage.given import ADA, BOB, DAY, HOUR, NOW, SECOND, update


async def put(store: Store, *updates: RawUpdate) -> int:
    return await store.run(lambda records: records.inbox.put(updates, NOW))


def finish_next(records: Records, chat: int = ADA) -> int | None:
    row = records.inbox.oldest(chat, NOW)
    if row is None:
        return None
    records.inbox.finish(row, NOW)
    return row.update_id


def fail(now: datetime, records: Records) -> tuple[bool, datetime | None]:
    dead = records.inbox.postpone(1, "KeyError", now)
    return dead, records.session.get_one(InboxRow, 1).next_try_at


async def row_of(store: Store, number: int) -> InboxRow:
    return await store.read(lambda records: records.session.get_one(InboxRow, number))


async def test_keeps_an_update_once_however_often_it_comes(any_store: Store) -> None:
    counts = [await put(any_store, update(1), update(1)) for _ in range(3)]

    assert counts == [1, 0, 0]
    assert await any_store.run(finish_next) == 1
    assert await any_store.run(finish_next) is None


async def test_does_not_work_again_on_an_update_that_comes_again_when_done(any_store: Store) -> None:
    await put(any_store, update(1))
    await any_store.run(finish_next)

    again = await put(any_store, update(1))

    assert again == 0
    assert await any_store.run(finish_next) is None


async def test_works_through_a_chat_by_number_whatever_the_order_they_came_in(any_store: Store) -> None:
    await put(any_store, update(3), update(1))
    await put(any_store, update(2))

    worked = [await any_store.run(finish_next) for _ in range(4)]

    assert worked == [1, 2, 3, None]


async def test_takes_numbers_that_begin_again_lower(any_store: Store) -> None:
    await put(any_store, update(10**6))
    await any_store.run(finish_next)

    new = await put(any_store, *(update(number) for number in range(5, 10)))

    assert new == 5
    assert [await any_store.run(finish_next) for _ in range(5)] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize("done", [False, True])
async def test_reports_a_known_number_with_other_content(
    any_store: Store, caplog: pytest.LogCaptureFixture, *, done: bool
) -> None:
    await put(any_store, update(1, payload='{"text": "first"}'))
    if done:
        await any_store.run(finish_next)

    with caplog.at_level(logging.ERROR):
        new = await put(any_store, update(1, payload='{"text": "second"}'))

    assert new == 0
    assert caplog.messages == ["update 1 came again with other content; the first one stands"]
    assert (await row_of(any_store, 1)).payload == ("" if done else '{"text": "first"}')


async def test_says_nothing_of_a_known_number_with_the_same_content(
    any_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await put(any_store, update(1))

    await put(any_store, update(1))

    assert caplog.messages == []


async def test_wipes_what_was_written_once_it_is_done(any_store: Store) -> None:
    await put(any_store, update(1, payload='{"text": "62000 a year"}'))

    await any_store.run(finish_next)

    row = await row_of(any_store, 1)
    assert (row.state, row.payload, row.ended_at) == ("done", "", NOW)
    assert row.digest


async def test_names_the_chats_with_something_to_do_the_one_that_waits_longest_first(
    any_store: Store,
) -> None:
    await put(any_store, update(5, ADA), update(4, BOB), update(6, BOB))

    chats = await any_store.read(lambda records: records.inbox.chats(NOW))

    assert chats == [BOB, ADA]


async def test_a_failing_update_holds_back_its_chat_and_no_other(any_store: Store) -> None:
    await put(any_store, update(1, ADA), update(2, ADA), update(3, BOB))
    await any_store.run(lambda records: records.inbox.postpone(1, "KeyError", NOW))

    chats = await any_store.read(lambda records: records.inbox.chats(NOW))
    held = await any_store.run(lambda records: records.inbox.oldest(ADA, NOW))
    later = await any_store.read(lambda records: records.inbox.chats(NOW + SECOND))

    assert (chats, held, later) == ([BOB], None, [ADA, BOB])


async def test_gives_up_at_the_fifth_failure_and_keeps_what_it_was(any_store: Store) -> None:
    await put(any_store, update(1), update(2))
    moments = [NOW + number * HOUR for number in range(5)]

    tries = [await any_store.run(partial(fail, moment)) for moment in moments]

    waits = [timedelta(seconds=seconds) for seconds in (1, 5, 30, 120)]
    assert tries == [(False, now + wait) for now, wait in zip(moments, waits, strict=False)] + [(True, None)]
    row = await row_of(any_store, 1)
    assert (row.state, row.error, row.payload) == ("dead", "KeyError", update(1).payload)
    assert await any_store.run(finish_next) == 2


async def test_a_finished_update_cannot_be_postponed(any_store: Store) -> None:
    await put(any_store, update(1))
    await any_store.run(finish_next)

    dead = await any_store.run(lambda records: records.inbox.postpone(1, "KeyError", NOW))

    assert not dead
    assert (await row_of(any_store, 1)).state == "done"


async def test_forgets_what_was_done_long_ago_and_nothing_else(any_store: Store) -> None:
    await put(any_store, update(1), update(2), update(3))
    await any_store.run(finish_next)
    for _ in range(5):
        await any_store.run(lambda records: records.inbox.postpone(2, "KeyError", NOW))

    early = await any_store.run(lambda records: records.inbox.forget_before(NOW))
    late = await any_store.run(lambda records: records.inbox.forget_before(NOW + DAY))

    assert (early, late) == (0, 1)
    assert (await row_of(any_store, 2)).state == "dead"
    assert (await row_of(any_store, 3)).state == "new"


async def test_tells_how_much_is_open_and_for_how_long(any_store: Store) -> None:
    nothing = await any_store.read(lambda records: records.inbox.oldest_age(NOW))
    await put(any_store, update(1), update(2), update(3, BOB))
    await any_store.run(finish_next)

    open_and_age = await any_store.read(
        lambda records: (records.inbox.open_in(ADA), records.inbox.oldest_age(NOW + HOUR))
    )

    assert nothing is None
    assert open_and_age == (1, HOUR)


async def test_an_impossible_number_keeps_no_other_update_out(
    any_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    new = await put(any_store, update(2**63), update(1, 2**70), update(-(2**63)), update(2))

    assert new == 2
    assert len(caplog.messages) == 2
    assert (await row_of(any_store, 1)).chat_id == 0


async def test_keeps_a_batch_of_a_hundred_long_messages(any_store: Store) -> None:
    batch = [
        update(number, payload=json.dumps({"text": "\N{GRINNING FACE}" * 4096})) for number in range(100)
    ]

    new = await put(any_store, *batch)

    assert new == 100
    assert (await row_of(any_store, 99)).payload == batch[99].payload
