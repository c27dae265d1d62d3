"""People's clock is moved ahead, and nothing that goes by the real one notices: retries, leases, halts, tidying up."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.intake import ignore
from bot.look import looking
from bot.runtime import KEEP_INBOX, Conduct, Runtime
from bot.settings import Settings
from storage.inbox import RawUpdate
from storage.records import Records
from storage.tables import InboxRow
from tests.bot.running import START, Bench, bench, during, eventually, sometime

ADA = 7
WEEK = timedelta(days=7).total_seconds()


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Bench]:
    async with bench(sqlite_url) as made:
        yield made


def moved(at: Bench) -> None:
    """By a week, and whoever sleeps looks again."""
    at.clock.ahead += WEEK
    at.later(0)


async def a_while() -> None:
    """Long enough for a round of anything that was woken."""
    await asyncio.sleep(0.1)


async def test_sends_at_once_what_is_written_while_people_live_ahead(at: Bench) -> None:
    ada = at.telegram.person(ADA)
    moved(at)
    await at.says(ADA, "hello")

    async with during(at.delivery().run):
        await ada.hears(1)


async def test_does_not_try_sooner_what_is_to_be_tried_again(at: Bench) -> None:
    at.telegram.person(ADA)
    at.telegram.faults.add("cut_before", "sendMessage")
    row = await at.says(ADA, "hello")

    async with during(at.delivery().run):
        await at.until_failed(row)
        moved(at)
        await a_while()
        early = len(at.telegram.asked("sendMessage"))
        at.later(15)
        await at.until_state(row, "sent")

    assert early == 1


async def test_asks_the_database_no_more_often_while_people_live_ahead(at: Bench) -> None:
    at.telegram.person(ADA)
    at.telegram.faults.add("cut_before", "sendMessage")
    row = await at.says(ADA, "hello")
    rounds: list[int] = []

    def count_it() -> bool:
        rounds.append(1)
        return False

    at.store.blind = count_it

    async with during(at.delivery().run):
        await at.until_failed(row)
        moved(at)
        await a_while()
        rounds.clear()
        await asyncio.sleep(0.3)

    assert len(rounds) < 5


async def test_breaks_no_lease(at: Bench) -> None:
    row = await at.says(ADA, "hello", policy="flag")
    now = at.clock.books()
    await at.store.run(lambda records: records.outbox.claim(row, now) and None)

    async with during(at.delivery(alone=False).run):
        await a_while()
        moved(at)
        await a_while()
        meanwhile = (await at.row(row)).state
        at.later(200)
        await at.until_state(row, "flagged")

    assert meanwhile == "sending"


async def test_keeps_waiting_as_long_as_telegram_has_told_everyone_to(at: Bench) -> None:
    at.telegram.person(ADA)
    until = at.clock.books() + timedelta(seconds=30)
    await at.store.run(lambda records: records.facts.set("halt_until", until.isoformat()))
    moved(at)
    await at.says(ADA, "hello")

    async with during(at.delivery().run):
        await a_while()
        early = len(at.telegram.requests)
        at.later(30)
        await eventually(lambda: bool(at.telegram.requests))

    assert early == 0


async def test_does_not_handle_sooner_what_has_failed(at: Bench) -> None:
    at.parrot.refuses = {"poison"}
    content = {"message": {"chat": {"id": ADA, "type": "private"}, "text": "poison"}}
    update = RawUpdate(1, ADA, json.dumps(content))
    await at.store.run(lambda records: records.inbox.put([update], at.clock.now()))

    async with during(at.dispatch().run):
        await sometime(lambda: tried(at, 1))
        moved(at)
        await a_while()
        early = len(at.parrot.heard)
        at.later(1)
        await sometime(lambda: tried(at, 2))

    assert early == 1


async def tried(at: Bench, times: int) -> bool:
    """Whether the one update has failed so often."""

    def look(records: Records) -> bool:
        row = records.session.get(InboxRow, 1)
        return row is not None and row.attempts == times

    return await at.store.read(look)


async def test_tells_of_an_outage_as_people_told_the_time(at: Bench) -> None:
    noticed: list[tuple[datetime, datetime, datetime]] = []

    def came_back(_: Records, begin: datetime, end: datetime, now: datetime) -> None:
        noticed.append((begin, end, now))

    at.clock.ahead = WEEK
    await at.store.run(lambda records: records.facts.set("heard_at", str(int(START.timestamp() * 1000))))
    at.clock.moves(300)

    async with during(at.intake(came_back=came_back).run):
        await eventually(lambda: bool(noticed))

    begin = START + timedelta(days=7)
    end = begin + timedelta(seconds=300)
    assert noticed == [(begin, end, end)]


async def test_takes_a_moved_clock_for_no_outage(at: Bench) -> None:
    noticed: list[datetime] = []

    def came_back(_: Records, begin: datetime, _end: datetime, _now: datetime) -> None:
        noticed.append(begin)

    ada = at.telegram.person(ADA)
    async with during(at.intake(came_back=came_back).run):
        await eventually(lambda: bool(at.telegram.asked("getUpdates")))
        moved(at)
        await ada.types("after")
        await sometime(lambda: at.store.read(lambda records: records.inbox.open_in(ADA) == 1))

    assert noticed == []


async def test_forgets_nothing_before_its_time(at: Bench, sqlite_url: str) -> None:
    await at.store.run(lambda records: done(records, at.clock.books()))
    moved(at)
    await at.store.close()
    settings = Settings.read(
        {"BOT_TOKEN": at.telegram.token, "TELEGRAM_API_URL": at.telegram.url, "DATABASE_URL": sqlite_url}
    )
    kept: list[int] = []
    for passed in (KEEP_INBOX - timedelta(seconds=1), timedelta(seconds=2)):
        at.clock.moves(passed.total_seconds())
        at.telegram.requests.clear()
        conduct = Conduct(at.parrot.hear, at.parrot.apologise)
        runtime = Runtime(settings, conduct, at.clock.clocks, ignore, long_poll=1)
        async with during(runtime.run):
            # All tasks begin together, and what one has begun is finished at the end of the block.
            await eventually(lambda: bool(at.telegram.asked("getUpdates")))
        kept.append(await count(sqlite_url))

    assert kept == [1, 0]


def done(records: Records, now: datetime) -> None:
    records.inbox.put([RawUpdate(1, ADA, "{}")], now)
    row = records.inbox.oldest(ADA, now)
    if row is not None:
        records.inbox.finish(row, now)


async def count(url: str) -> int:
    """How many updates are remembered."""
    async with looking(url) as store:
        return await store.read(lambda records: records.session.query(InboxRow).count())
