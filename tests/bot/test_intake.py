"""Raw updates into the inbox: on disk before they are acknowledged, whatever comes over the wire."""

import asyncio
import json
import math
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.intake import DEAF_AFTER, MOST_OPEN, Deaf, Intake, chat_of, raw
from bot.wire import TokenRefused
from storage.records import Records
from storage.tables import InboxRow
from tests.bot.running import START, Bench, bench, during, eventually, never, sometime

ADA = 7


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Bench]:
    async with bench(sqlite_url, read=0.5) as made:
        yield made


async def rows(at: Bench, chat: int = ADA) -> list[InboxRow]:
    def look(records: Records) -> list[InboxRow]:
        found = records.session.query(InboxRow).order_by(InboxRow.update_id)
        return [row for row in found if row.chat_id == chat]

    return await at.store.read(look)


async def kept(at: Bench, count: int, chat: int = ADA) -> list[InboxRow]:
    """The rows of a chat, as soon as there are so many."""

    async def look() -> bool:
        return len(await rows(at, chat)) >= count

    await sometime(look)
    return await rows(at, chat)


def rests(at: Bench, intake: Intake) -> list[float]:
    """How long the intake rests; the clock moves on meanwhile, nobody waits."""
    taken: list[float] = []

    async def sleep(seconds: float) -> None:
        taken.append(seconds)
        at.clock.moves(seconds)
        await asyncio.sleep(0)

    intake.sleep = sleep
    return taken


async def test_keeps_what_people_write_and_acknowledges_it_afterwards(at: Bench) -> None:
    ada = at.telegram.person(ADA)

    async with during(at.intake().run):
        await ada.types("one")
        await kept(at, 1)
        await ada.types("two")
        found = await kept(at, 2)
        await eventually(lambda: at.telegram.pending == [])

    assert [json.loads(row.payload)["message"]["text"] for row in found] == ["one", "two"]


async def test_asks_for_exactly_what_is_handled(at: Bench) -> None:
    async with during(at.intake().run):
        await eventually(lambda: bool(at.telegram.requests))

    asked = at.telegram.requests[0].params["allowed_updates"]
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_acknowledges_nothing_while_the_disk_is_full(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    at.store.full = lambda: True
    intake = at.intake()
    rests(at, intake)

    async with during(intake.run):
        await ada.types("one")
        await eventually(lambda: at.store.refused > 3)
        pending = len(at.telegram.pending)
        at.store.full = never
        await kept(at, 1)

    assert pending == 1


async def test_takes_an_update_that_comes_again_for_the_same(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    at.telegram.faults.add("duplicate", "getUpdates", times=3)

    async with during(at.intake().run):
        await ada.types("one")
        await ada.types("two")
        found = await kept(at, 2)
        await asyncio.sleep(0.1)

    assert len(await rows(at)) == len(found) == 2


async def test_begins_at_the_first_unacknowledged_update_after_a_restart(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    async with during(at.intake().run):
        await ada.types("one")
        await kept(at, 1)

    await ada.types("two")
    async with during(at.intake().run):
        found = await kept(at, 2)

    assert len(found) == 2


@pytest.mark.parametrize(
    "malformed",
    [
        {"message": "no object"},
        {"message": {"text": "no chat"}},
        {"message": {"chat": {"id": "seven"}}},
        {"message": {"chat": {"id": True}}},
        {"message": {"chat": {"id": 2**70}}},
        {"something_new": {"chat": None}},
        {},
    ],
)
async def test_keeps_a_malformed_update_under_no_chat_and_goes_on(
    at: Bench, malformed: dict[str, Any]
) -> None:
    ada = at.telegram.person(ADA)

    async with during(at.intake().run):
        await at.telegram.inject(malformed)
        await ada.types("after")
        await kept(at, 1)

    assert len(await rows(at, 0)) == 1


@pytest.mark.parametrize("number", [None, "12", 1.5, True, 2**70, []])
async def test_passes_over_an_update_without_a_number_and_never_comes_back_to_it(
    at: Bench, number: object
) -> None:
    assert raw({"update_id": number, "message": {"chat": {"id": ADA}}}) is None


@pytest.mark.parametrize("nothing", [None, 5, "update", [], ["update_id"]])
def test_passes_over_what_is_no_update(nothing: object) -> None:
    assert raw(nothing) is None


async def test_rests_when_all_that_comes_has_no_number(at: Bench) -> None:
    answers: list[Any] = [[{"message": {}}], "nothing", {"update_id": 1}, 5]
    intake = at.intake()
    taken = rests(at, intake)

    class Odd:
        """A wire that brings odd answers, and then nothing."""

        async def call(self, *_: object, **__: object) -> object:
            if answers:
                return answers.pop(0)
            await asyncio.Event().wait()
            return []

    intake.wire = Odd()  # type: ignore[assignment]  # the one method that is used
    async with during(intake.run):
        await eventually(lambda: len(taken) == 4)

    assert taken == [1, 2, 4, 8]


@pytest.mark.parametrize(
    "kind", ["garbage", "truncated", "cut_before", "cut_after", "gateway", "server_error"]
)
async def test_loses_nothing_to_bad_answers(at: Bench, kind: str) -> None:
    ada = at.telegram.person(ADA)
    at.telegram.faults.add(kind, "getUpdates", times=3)  # type: ignore[arg-type]  # parametrised
    intake = at.intake()
    taken = rests(at, intake)
    await ada.types("one")

    async with during(intake.run):
        await kept(at, 1)

    assert taken == [1, 2, 4]


async def test_waits_as_long_as_telegram_says(at: Bench) -> None:
    at.telegram.faults.add("too_many_requests", "getUpdates", retry_after=600)
    intake = at.intake()
    taken = rests(at, intake)

    async with during(intake.run):
        await eventually(lambda: len(at.telegram.requests) > 1)

    assert taken == [600]


async def test_stands_by_while_another_bot_listens_with_the_same_token(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    intake, other = at.intake(), at.intake(long_poll=1)
    taken = rests(at, intake)
    rests(at, other)

    async with during(intake.run), during(other.run):
        await eventually(lambda: bool(taken))
        await ada.types("hello")
        await kept(at, 1)


async def test_removes_a_webhook_that_an_earlier_set_up_has_left(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    await at.wire.call("setWebhook", {"url": "https://example.org/hook"})
    await ada.types("meanwhile")
    at.telegram.faults.add("server_error", "deleteWebhook")
    intake = at.intake()
    rests(at, intake)

    async with during(intake.run):
        await kept(at, 1)

    assert [request.params for request in at.telegram.asked("deleteWebhook")] == [{}, {}]


async def test_stops_loudly_when_the_token_is_refused(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    await ada.types("one")
    at.telegram.faults.add("unauthorized", "getUpdates", times=math.inf)

    with pytest.raises(TokenRefused):
        await at.intake().run(asyncio.Event())

    assert len(at.telegram.pending) == 1


async def test_listens_anew_and_then_ends_when_nothing_is_heard_for_minutes(at: Bench) -> None:
    at.telegram.faults.add("cut_before", "getUpdates", times=math.inf)
    intake = at.intake()
    taken = rests(at, intake)

    with pytest.raises(Deaf):
        await intake.run(asyncio.Event())

    assert sum(taken) > DEAF_AFTER


async def test_does_not_end_for_want_of_a_connection_since_a_new_process_would_have_none_either(
    at: Bench,
) -> None:
    ada = at.telegram.person(ADA)
    intake = at.intake()
    taken = rests(at, intake)
    await at.telegram.pause()

    async with during(intake.run):
        await eventually(lambda: sum(taken) > DEAF_AFTER * 2)
        await at.telegram.resume()
        await ada.types("hello")
        await kept(at, 1)


async def test_hears_again_over_new_connections(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    async with during(at.intake().run):
        await ada.types("one")
        await kept(at, 1)
    await at.wire.listen_anew()
    await at.wire.listen_anew()

    async with during(at.intake().run):
        await ada.types("two")
        await kept(at, 2)


async def test_remembers_when_it_last_heard(at: Bench) -> None:
    async with during(at.intake(long_poll=0).run):
        await eventually(lambda: len(at.telegram.requests) > 2)
        at.clock.moves(11)
        seen = len(at.telegram.requests)
        await eventually(lambda: len(at.telegram.requests) > seen + 2)

    heard = await at.store.read(lambda records: records.facts.get("heard_at"))
    assert heard == str(int((START.timestamp() + 11) * 1000))


async def outages(at: Bench, seconds: float, *, restart: bool) -> list[tuple[datetime, datetime, list[int]]]:
    """The outages noticed when nothing is heard for so long; with the updates in the inbox by then."""
    noticed: list[tuple[datetime, datetime, list[int]]] = []

    def came_back(records: Records, begin: datetime, end: datetime, now: datetime) -> None:
        del now
        noticed.append((begin, end, records.inbox.chats(end)))

    ada = at.telegram.person(ADA)
    intake = at.intake(came_back=came_back)
    async with during(intake.run):
        await ada.types("before")
        await kept(at, 1)
        if not restart:
            at.clock.moves(seconds)
            await ada.types("after")
            await kept(at, 2)
    if restart:
        at.clock.moves(seconds)
        await ada.types("after")
        async with during(at.intake(came_back=came_back).run):
            await kept(at, 2)
    return noticed


@pytest.mark.parametrize("restart", [True, False])
async def test_notices_an_outage_and_tells_of_it_with_what_people_wrote_meanwhile(
    at: Bench, *, restart: bool
) -> None:
    noticed = await outages(at, 121, restart=restart)

    begin, end = START, START + timedelta(seconds=121)
    assert noticed == [(begin, end, [ADA])]
    kept_fact = await at.store.read(lambda records: records.facts.get("outage"))
    assert json.loads(kept_fact or "") == {
        "from": int(begin.timestamp() * 1000),
        "to": int(end.timestamp() * 1000),
    }


@pytest.mark.parametrize("restart", [True, False])
async def test_takes_no_outage_of_two_minutes_for_one(at: Bench, *, restart: bool) -> None:
    assert await outages(at, 119, restart=restart) == []


async def test_takes_a_clock_that_goes_back_for_no_outage(at: Bench) -> None:
    assert await outages(at, -3600, restart=True) == []


async def test_waits_for_the_database_at_the_end_of_an_outage_too(at: Bench) -> None:
    noticed: list[datetime] = []

    def came_back(_: Records, begin: datetime, __: datetime, ___: datetime) -> None:
        noticed.append(begin)

    ada = at.telegram.person(ADA)
    intake = at.intake(came_back=came_back)
    rests(at, intake)
    async with during(intake.run):
        await ada.types("before")
        await kept(at, 1)
        at.clock.moves(500)
        at.store.full = lambda: at.store.refused < 2
        await ada.types("after")
        await kept(at, 2)

    assert noticed == [START]


async def test_goes_on_when_taking_up_again_fails(at: Bench) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    ada = at.telegram.person(ADA)
    async with during(at.intake(came_back=fail).run):
        await ada.types("before")
        await kept(at, 1)
        at.clock.moves(500)
        await ada.types("after")
        await kept(at, 2)

    assert await at.store.read(lambda records: records.facts.get("outage"))


async def test_drops_unread_what_floods_one_chat_and_says_so_once_a_minute(at: Bench) -> None:
    told: list[int] = []

    def too_much(_records: Records, chat_id: int, _now: datetime) -> None:
        told.append(chat_id)

    ada, bob = at.telegram.person(ADA), at.telegram.person(8)
    for number in range(MOST_OPEN + 50):
        await ada.types(f"{number}")
    await bob.types("hello")
    intake = at.intake(too_much=too_much)

    async with during(intake.run):
        await kept(at, 1, 8)
        await ada.types("and more")
        await eventually(lambda: at.telegram.pending == [])
        at.clock.moves(60)
        await ada.types("and more")
        await eventually(lambda: len(told) > 1)

    assert len(await rows(at)) == MOST_OPEN
    assert told == [ADA, ADA]


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 5}}}, 5),
        ({"edited_message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"callback_query": {"from": {"id": 6}}}, 6),
        ({"callback_query": {"from": {"id": 6}, "message": 3}}, 6),
        ({"my_chat_member": {"chat": {"id": -100}, "from": {"id": 6}}}, -100),
        ({"poll": {"id": "x"}}, 0),
        ({"update_id": 3}, 0),
    ],
)
def test_finds_the_chat_in_which_it_happened(update: dict[str, Any], chat: int) -> None:
    assert chat_of(update) == chat


def test_keeps_any_text_as_ascii() -> None:
    found = raw({"update_id": 1, "message": {"chat": {"id": 5}, "text": "\0 \ud800 ü 🙂"}})

    assert found is not None
    assert found.payload.isascii()
    assert json.loads(found.payload)["message"]["text"] == "\0 \ud800 ü 🙂"


async def test_drops_the_poll_under_way_when_told_to_stop(at: Bench) -> None:
    began = datetime.now(UTC)

    async with during(at.intake(long_poll=30).run):
        await eventually(lambda: bool(at.telegram.requests))

    assert datetime.now(UTC) - began < timedelta(seconds=20)
