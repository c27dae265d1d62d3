"""Every row of the table of errors, on the real transport: what is known about a message, and what is done."""

import asyncio
import math
import socket
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.verdict import Outcome, judge
from bot.wire import TokenRefused, Wire
from tests.bot.running import Bench, bench, during, eventually

CHAT = 7
SOON = timedelta(seconds=1)


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Bench]:
    async with bench(sqlite_url, read=0.3) as made:
        made.telegram.person(CHAT)
        yield made


async def outcome(wire: Wire) -> Outcome:
    """What a failing call says about its message."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 -- which one is the transport's affair
        await wire.call("sendMessage", {"chat_id": CHAT, "text": "hello"})
    error = caught.value
    if not isinstance(error, Exception):
        raise error
    return judge(error).outcome


@pytest.mark.parametrize(
    ("kind", "details", "expected"),
    [
        ("slow_before", {"seconds": 1}, Outcome.UNKNOWN),
        ("slow_after", {"seconds": 1}, Outcome.UNKNOWN),
        ("cut_before", {}, Outcome.UNKNOWN),
        ("cut_after", {}, Outcome.UNKNOWN),
        ("truncated", {}, Outcome.UNKNOWN),
        ("garbage", {}, Outcome.UNKNOWN),
        ("gateway", {}, Outcome.UNKNOWN),
        ("server_error", {}, Outcome.SERVER_TROUBLE),
        ("too_many_requests", {"retry_after": 3}, Outcome.TOO_FAST),
        ("forbidden", {}, Outcome.BLOCKED),
        ("migrated", {"migrate_to_chat_id": -100}, Outcome.MOVED),
        ("unauthorized", {}, Outcome.TOKEN_REFUSED),
        ("bad_request", {"description": "chat not found"}, Outcome.REFUSED),
        ("bad_request", {"description": "message is too long"}, Outcome.REFUSED),
        ("bad_request", {"description": "can't parse entities: unexpected end tag"}, Outcome.UNREADABLE),
        ("bad_request", {"description": "message is not modified: same text"}, Outcome.DONE),
        ("bad_request", {"description": "message to edit not found"}, Outcome.NOTHING_TO_EDIT),
        ("bad_request", {"description": "message can't be edited"}, Outcome.NOTHING_TO_EDIT),
    ],
)
async def test_tells_from_the_error_what_became_of_the_message(
    at: Bench, kind: str, details: dict[str, object], expected: Outcome
) -> None:
    at.telegram.faults.add(kind, "sendMessage", **details)  # type: ignore[arg-type]  # parametrised

    found = await outcome(at.wire)

    assert found is expected


async def test_knows_that_nothing_was_sent_when_the_connection_is_refused(at: Bench) -> None:
    await at.telegram.pause()

    found = await outcome(at.wire)

    assert found is Outcome.UNSENT


async def test_knows_that_nothing_was_sent_when_no_connection_comes_about(at: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        # Two connections fill the queue of a server that accepts none: the next one waits in vain.
        address = full.getsockname()
        queue = [socket.socket() for _ in range(2)]
        for waiting in queue:
            waiting.setblocking(False)  # noqa: FBT003 -- the standard library's own way
            waiting.connect_ex(address)
        async with Wire(
            "123456:none-of-your-business", f"http://127.0.0.1:{address[1]}", connect=0.2
        ) as wire:
            found = await outcome(wire)
        for waiting in queue:
            waiting.close()

    assert found is Outcome.UNSENT


async def test_knows_that_nothing_was_sent_while_it_waited_for_a_free_connection(at: Bench) -> None:
    at.telegram.faults.add("slow_before", "sendMessage", seconds=3)
    async with (
        Wire(at.telegram.token, at.telegram.url, connections=1, pool=0.2) as narrow,
        during(lambda _: narrow.call("sendMessage", {"chat_id": CHAT, "text": "first"})),
    ):
        await eventually(lambda: bool(at.telegram.requests))

        found = await outcome(narrow)

    assert found is Outcome.UNSENT


@pytest.mark.parametrize("kind", ["cut_before", "cut_after", "slow_after", "truncated", "garbage", "gateway"])
async def test_sends_a_reply_of_unknown_fate_again_but_only_after_a_while(at: Bench, kind: str) -> None:
    at.telegram.faults.add(kind, "sendMessage", seconds=1)  # type: ignore[arg-type]  # parametrised
    row = await at.says(CHAT, "hello")

    async with during(at.delivery().run):
        await at.until_failed(row)
        at.later(14)
        early = (await at.row(row)).state
        at.later(1)
        await at.until_state(row, "sent")

    assert early == "waiting"
    assert len(at.telegram.asked("sendMessage")) == 2


@pytest.mark.parametrize(
    "kind", ["cut_before", "cut_after", "slow_after", "garbage", "gateway", "server_error"]
)
async def test_flags_what_must_not_arrive_twice(at: Bench, kind: str) -> None:
    at.telegram.faults.add(kind, "sendMessage", seconds=1)  # type: ignore[arg-type]  # parametrised
    row = await at.says(CHAT, "your export", policy="flag")

    async with during(at.delivery().run):
        await at.until_state(row, "flagged")
        at.later(3600)
        after = await at.says(CHAT, "next")
        await at.until_state(after, "sent")

    assert len(at.telegram.asked("sendMessage")) == 2


async def test_sends_again_what_was_certainly_not_sent_even_if_it_must_not_arrive_twice(at: Bench) -> None:
    await at.telegram.pause()
    row = await at.says(CHAT, "your export", policy="flag")

    async with during(at.delivery().run):
        await at.until_failed(row)
        await at.telegram.resume()
        at.later(1)
        await at.until_state(row, "sent")

    assert len(at.telegram.asked("sendMessage")) == 1


async def test_tries_again_with_growing_rests_while_the_server_is_in_trouble(at: Bench) -> None:
    at.telegram.faults.add("server_error", "sendMessage", times=3)
    row = await at.says(CHAT, "hello")
    rests = []

    async with during(at.delivery().run):
        for attempt in (1, 2, 3):
            await at.until_asked(attempt)
            found = await at.until_failed(row)
            rests.append((found.due_at - at.clock.now()).total_seconds())
            at.later(rests[-1])
        await at.until_state(row, "sent")

    assert rests == [1, 2, 4]


async def test_waits_as_long_as_telegram_says_in_that_chat_only(at: Bench) -> None:
    at.telegram.person(8)
    at.telegram.faults.add("too_many_requests", "sendMessage", chat_id=CHAT, retry_after=60)
    held = await at.says(CHAT, "hello")
    free = await at.says(8, "hello")

    async with during(at.delivery().run):
        await at.until_state(free, "sent")
        await at.until_failed(held)
        at.later(59)
        before = (await at.row(held)).state
        at.later(1)
        await at.until_state(held, "sent")

    assert before == "waiting"


async def test_keeps_waiting_after_a_restart(at: Bench) -> None:
    at.telegram.faults.add("too_many_requests", "sendMessage", retry_after=86_400)
    row = await at.says(CHAT, "hello")
    async with during(at.delivery().run):
        await at.until_failed(row)

    async with during(at.delivery().run):
        at.later(86_399)
        still = (await at.row(row)).state
        at.later(1)
        await at.until_state(row, "sent")

    assert still == "waiting"


async def test_makes_everyone_wait_when_several_chats_are_told_to_over_a_restart_too(at: Bench) -> None:
    for chat in (1, 2, 3, 4):
        at.telegram.person(chat)
    at.telegram.faults.add("too_many_requests", "sendMessage", times=3, retry_after=100)
    rows = [await at.says(chat, "hello") for chat in (1, 2, 3)]
    async with during(at.delivery().run):
        for row in rows:
            await at.until_failed(row)

    fourth = await at.says(4, "hello")
    async with during(at.delivery().run):
        at.later(99)
        asked = len(at.telegram.asked("sendMessage"))
        at.later(1)
        await at.until_state(fourth, "sent")

    assert asked == 3


async def test_stops_writing_to_someone_who_blocked_the_bot(at: Bench) -> None:
    ada = at.telegram.person(CHAT)
    now = at.clock.now()
    await at.store.run(lambda records: records.people.add(CHAT, CHAT, "Ada", "en", "guest", now) and None)
    person = await at.store.read(lambda records: records.people.by_telegram(CHAT))
    await ada.blocks()
    first = await at.says(CHAT, "one", person=person)
    second = await at.says(CHAT, "two", person=person)

    async with during(at.delivery().run):
        await at.until_state(first, "dead")

    blocked = await at.store.read(lambda records: records.people.by_telegram(CHAT))
    gone = await at.store.read(lambda records: records.outbox.get(second))
    assert blocked is not None
    assert blocked.blocked_at == now
    assert gone is None
    assert len(at.telegram.asked("sendMessage")) == 1


async def test_follows_a_chat_to_its_new_id(at: Bench) -> None:
    moved = at.telegram.person(77)
    at.telegram.faults.add("migrated", "sendMessage", chat_id=CHAT, migrate_to_chat_id=77)
    await at.says(CHAT, "one")
    await at.says(CHAT, "two")

    async with during(at.delivery().run):
        await moved.hears(2)

    assert moved.says == ["one", "two"]


async def test_gives_up_what_telegram_refuses_and_goes_on(at: Bench) -> None:
    at.telegram.faults.add("bad_request", "sendMessage", description="chat not found")
    refused = await at.says(CHAT, "one")
    after = await at.says(CHAT, "two")

    async with during(at.delivery().run):
        await at.until_state(after, "sent")

    row = await at.row(refused)
    assert (row.state, row.error, row.params) == ("dead", "BadRequest", "")


async def test_sends_the_bare_words_when_their_marks_cannot_be_read(at: Bench) -> None:
    ada = at.telegram.person(CHAT)
    at.telegram.faults.add("bad_request", "sendMessage", description="can't parse entities: at byte offset 3")
    now = at.clock.now()
    words = {"chat_id": CHAT, "text": "<b>5 &lt; 7</b> &amp; more", "parse_mode": "HTML"}
    await at.store.run(lambda records: records.outbox.put(CHAT, "sendMessage", words, now) and None)

    async with during(at.delivery().run):
        await ada.hears(1)

    assert ada.says == ["5 < 7 & more"]
    assert "parse_mode" not in at.telegram.asked("sendMessage")[-1].params


async def test_takes_an_edit_that_changes_nothing_for_done(at: Bench) -> None:
    shown = await at.says(CHAT, "same")
    edit = await changing(at, shown, "same")

    async with during(at.delivery().run):
        row = await at.until_state(edit, "sent")

    assert row.message_id == (await at.row(shown)).message_id


async def changing(at: Bench, shown: int, words: str, *, anew: bool = False) -> int:
    """An edit of that message, in the outbox."""
    now = at.clock.now()
    return await at.store.run(
        lambda records: (
            records.outbox.put(
                CHAT,
                "editMessageText",
                {"chat_id": CHAT, "text": words},
                now,
                edits=records.outbox.get(shown),
                anew=anew,
                policy="flag",
            ).id
        )
    )


@pytest.mark.parametrize(("anew", "expected"), [(True, ["question", "answered"]), (False, ["question"])])
async def test_says_anew_what_can_no_longer_be_edited_if_it_should(
    at: Bench, *, anew: bool, expected: list[str]
) -> None:
    ada = at.telegram.person(CHAT)
    at.telegram.faults.add("bad_request", "editMessageText", description="message can't be edited")
    shown = await at.says(CHAT, "question")
    edit = await changing(at, shown, "answered", anew=anew)

    async with during(at.delivery().run):
        await at.until_state(edit, "sent")

    assert ada.says == expected


async def test_says_anew_what_should_change_a_message_that_never_came_to_be(at: Bench) -> None:
    ada = at.telegram.person(CHAT)
    at.telegram.faults.add("cut_before", "sendMessage")
    shown = await at.says(CHAT, "question", policy="flag")
    edit = await changing(at, shown, "answered", anew=True)
    quiet = await changing(at, shown, "gone")

    async with during(at.delivery().run):
        await at.until_state(edit, "sent")
        await at.until_state(quiet, "sent")

    assert ada.says == ["answered"]


@pytest.mark.parametrize("kind", ["cut_after", "slow_after", "gateway", "server_error", "truncated"])
async def test_repeats_an_edit_whatever_its_policy(at: Bench, kind: str) -> None:
    ada = at.telegram.person(CHAT)
    at.telegram.faults.add(kind, "editMessageText", seconds=1)  # type: ignore[arg-type]  # parametrised
    shown = await at.says(CHAT, "question")
    edit = await changing(at, shown, "answered")

    async with during(at.delivery().run):
        await at.until_failed(edit)
        at.later(1)
        await at.until_state(edit, "sent")

    assert ada.says == ["answered"]


async def test_stops_loudly_when_the_token_is_refused_and_keeps_what_it_had_to_say(at: Bench) -> None:
    at.telegram.faults.add("unauthorized", "sendMessage", times=math.inf)
    row = await at.says(CHAT, "hello")

    with pytest.raises(ExceptionGroup) as caught:
        await at.delivery().run(asyncio.Event())

    assert caught.group_contains(TokenRefused)
    assert (await at.row(row)).state == "waiting"


async def test_gives_up_after_so_many_doubts_that_it_would_only_annoy(at: Bench) -> None:
    at.telegram.faults.add("cut_after", "sendMessage", times=math.inf)
    row = await at.says(CHAT, "hello")

    async with during(at.delivery(settle=SOON).run):
        for tries in range(1, 12):
            await at.until_asked(tries)
            found = await at.until_failed(row)
            at.later((found.due_at - at.clock.now()).total_seconds())
        await at.until_state(row, "flagged")

    assert len(at.telegram.asked("sendMessage")) == 12
