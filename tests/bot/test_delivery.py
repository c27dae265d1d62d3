"""The outbox to Telegram: order within a chat, chats side by side, nothing sent that is not written down first."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.delivery import SIDE_BY_SIDE
from tests.bot.running import Bench, bench, during, eventually, never

ADA, BOB = 7, 8


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Bench]:
    async with bench(sqlite_url) as made:
        made.telegram.person(ADA)
        made.telegram.person(BOB)
        yield made


async def test_sends_each_chats_messages_in_order(at: Bench) -> None:
    ada, bob = at.telegram.person(ADA), at.telegram.person(BOB)
    for word in ("one", "two", "three"):
        await at.says(ADA, word)
        await at.says(BOB, word)

    async with during(at.delivery().run):
        await ada.hears(3)
        await bob.hears(3)

    assert ada.says == bob.says == ["one", "two", "three"]


async def test_sends_what_is_put_into_the_outbox_while_it_waits(at: Bench) -> None:
    ada = at.telegram.person(ADA)

    async with during(at.delivery().run):
        await asyncio.sleep(0.05)
        await at.says(ADA, "late")
        await ada.hears(1, timeout=2)

    assert ada.says == ["late"]


async def test_lets_no_message_pass_one_that_waits(at: Bench) -> None:
    ada, bob = at.telegram.person(ADA), at.telegram.person(BOB)
    at.telegram.faults.add("too_many_requests", chat_id=ADA, method="sendMessage", retry_after=30)
    first = await at.says(ADA, "one")
    await at.says(ADA, "two")
    await at.says(BOB, "hello")

    async with during(at.delivery().run):
        await bob.hears(1)
        await at.until_failed(first)
        before = list(ada.says)
        at.later(30)
        await ada.hears(2)

    assert before == []
    assert ada.says == ["one", "two"]


async def test_lets_no_chat_wait_for_a_slow_one(at: Bench) -> None:
    bob = at.telegram.person(BOB)
    at.telegram.faults.add("slow_before", "sendMessage", chat_id=ADA, seconds=1.5)
    slow = await at.says(ADA, "one")
    await at.says(BOB, "hello")

    async with during(at.delivery().run):
        await bob.hears(1)
        meanwhile = (await at.row(slow)).state

    assert meanwhile == "sending"


async def test_writes_down_what_it_is_about_to_do_before_it_does_it(at: Bench) -> None:
    at.telegram.faults.add("slow_before", "sendMessage", seconds=0.5)
    row = await at.says(ADA, "hello")

    async with during(at.delivery().run):
        await eventually(lambda: bool(at.telegram.requests))
        found = await at.row(row)

    assert (found.state, found.attempts) == ("sending", 1)


async def test_finishes_the_call_that_is_under_way_when_told_to_stop(at: Bench) -> None:
    at.telegram.faults.add("slow_before", "sendMessage", seconds=0.4)
    row = await at.says(ADA, "hello")
    waiting = await at.says(ADA, "not begun")

    async with during(at.delivery().run):
        await eventually(lambda: bool(at.telegram.requests))

    assert (await at.row(row)).state == "sent"
    assert (await at.row(waiting)).state == "waiting"


async def test_keeps_the_number_and_wipes_the_words_once_sent(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    row = await at.says(ADA, "hello")

    async with during(at.delivery().run):
        found = await at.until_state(row, "sent")

    assert found.params == ""
    assert found.message_id == ada.last.message_id


async def test_forgets_a_row_that_asks_for_it(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    row = await at.says(ADA, "hello", forget=True)

    async with during(at.delivery().run):
        await ada.hears(1)

    assert await at.store.read(lambda records: records.outbox.get(row)) is None


async def test_changes_the_message_that_an_earlier_row_became(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    shown = await at.says(ADA, "question")
    now = at.clock.now()
    await at.store.run(
        lambda records: (
            records.outbox.put(
                ADA, "editMessageText", {"text": "answered"}, now, edits=records.outbox.get(shown)
            )
            and None
        )
    )

    async with during(at.delivery().run):
        await ada.sees("answered")

    assert ada.says == ["answered"]


async def test_sends_a_document_as_a_file(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    now = at.clock.now()
    params = {"document": {"name": "debrief.md", "text": "# Ünïcode 🙂\n"}, "caption": "All of it"}
    await at.store.run(lambda records: records.outbox.put(ADA, "sendDocument", params, now) and None)

    async with during(at.delivery().run):
        await ada.hears(1)

    assert ada.last.document == ("debrief.md", "# Ünïcode 🙂\n".encode())
    assert ada.last.text == "All of it"
    assert at.telegram.violations == []


async def test_sends_answers_before_what_can_wait(at: Bench) -> None:
    for chat in range(20, 30):
        at.telegram.person(chat)
        await at.says(chat, "nudge", live=False)
    await at.says(ADA, "answer")

    async with during(at.delivery(rate=1).run):
        await eventually(lambda: len(at.telegram.requests) == 1)

    assert at.telegram.requests[0].params["text"] == "answer"


async def test_sends_one_new_message_a_second_to_a_chat(at: Bench) -> None:
    ada, bob = at.telegram.person(ADA), at.telegram.person(BOB)
    for word in ("one", "two"):
        await at.says(ADA, word)
        await at.says(BOB, word)

    async with during(at.delivery(rate=25).run):
        await ada.hears(1)
        await bob.hears(1)
        at.later(0.9)
        await asyncio.sleep(0.05)
        early = len(at.telegram.requests)
        at.later(0.11)
        await ada.hears(1)

    assert early == 2


async def test_keeps_a_global_rate_over_many_chats(at: Bench) -> None:
    for chat in range(100, 160):
        at.telegram.person(chat)
        await at.says(chat, "hello")
    seen = []

    async with during(at.delivery(rate=25).run):
        for _ in range(3):
            await asyncio.sleep(0.3)
            seen.append(len(at.telegram.requests))
            for _ in range(20):
                at.later(0.05)
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)

    assert seen[0] <= 6
    assert seen[1] - seen[0] <= 30
    assert len(at.telegram.requests) == 60


async def left_under_way(at: Bench, policy: str, **how: object) -> int:
    """A row whose sender died between the call and its end."""
    row = await at.says(ADA, "hello", policy=policy, **how)
    now = at.clock.now()
    await at.store.run(lambda records: records.outbox.claim(row, now) and None)
    at.clock.moves(1)
    return row


async def test_sends_again_after_a_while_what_a_dead_process_left_under_way(at: Bench) -> None:
    row = await left_under_way(at, "resend")

    async with during(at.delivery().run):
        found = await at.until_state(row, "waiting")
        rest = (found.due_at - at.clock.now()).total_seconds()
        at.later(rest)
        await at.until_state(row, "sent")

    assert rest == 14


async def test_flags_what_a_dead_process_left_under_way_if_twice_would_be_worse(at: Bench) -> None:
    row = await left_under_way(at, "flag")

    async with during(at.delivery().run):
        await at.until_state(row, "flagged")

    assert at.telegram.requests == []


async def test_leaves_alone_what_another_process_may_be_sending(at: Bench) -> None:
    row = await left_under_way(at, "flag")

    async with during(at.delivery(alone=False).run):
        await asyncio.sleep(0.1)
        meanwhile = (await at.row(row)).state
        at.later(200)
        await at.until_state(row, "flagged")

    assert meanwhile == "sending"


async def test_does_not_take_its_own_long_call_for_a_lost_one(at: Bench) -> None:
    at.telegram.faults.add("slow_before", "sendMessage", seconds=0.6)
    row = await at.says(ADA, "hello", policy="flag")

    async with during(at.delivery().run):
        await eventually(lambda: bool(at.telegram.requests))
        at.later(500)
        await asyncio.sleep(0.1)
        meanwhile = (await at.row(row)).state
        await at.until_state(row, "sent")

    assert meanwhile == "sending"


async def test_waits_for_the_database_rather_than_forget_what_it_knows(at: Bench) -> None:
    row = await at.says(ADA, "hello", policy="flag")
    at.store.full = lambda: bool(at.telegram.requests) and at.store.refused < 1

    async with during(at.delivery().run):
        await at.until_state(row, "sent")

    assert at.store.refused == 1
    assert len(at.telegram.requests) == 1


async def test_takes_for_unknown_what_it_could_not_write_down_before_it_stopped(at: Bench) -> None:
    row = await at.says(ADA, "hello", policy="flag")
    at.store.full = lambda: bool(at.telegram.requests)
    async with during(at.delivery().run):
        await eventually(lambda: at.store.refused > 0)
    at.store.full = never
    at.clock.moves(1)

    async with during(at.delivery().run):
        await at.until_state(row, "flagged")

    assert len(at.telegram.requests) == 1


async def test_goes_on_when_the_outbox_can_be_read_again(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    at.store.blind = lambda: at.store.refused < 2

    async with during(at.delivery().run):
        await eventually(lambda: at.store.refused > 0)
        at.later(0)
        await eventually(lambda: at.store.refused > 1)
        await at.says(ADA, "hello")
        await ada.hears(1)

    assert ada.says == ["hello"]


async def test_has_only_so_many_calls_under_way_at_once(at: Bench) -> None:
    at.telegram.faults.add("slow_before", "sendMessage", times=50, seconds=0.5)
    rows = []
    for chat in range(100, 100 + SIDE_BY_SIDE + 8):
        at.telegram.person(chat)
        rows.append(await at.says(chat, "hello"))

    async with during(at.delivery().run):
        await at.until_asked(SIDE_BY_SIDE)
        at.later(0)
        await asyncio.sleep(0.1)
        states = [(await at.row(row)).state for row in rows]
        for row in rows:
            await at.until_state(row, "sent")

    assert states.count("sending") <= SIDE_BY_SIDE
    assert states.count("waiting") >= 8
