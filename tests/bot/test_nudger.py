"""The nudger: looks again and again, says each once, and lets nobody's trouble be another's."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.nudger import Nudger, silent
from storage.records import Records
from storage.store import Store
from storage.tables import Person
from tests.bot.reminding import LEO, MADRID, MARA, Reminding, person
from tests.bot.running import START, Clock, Troubled, during, eventually, sometime
from tests.crash import Crash, Fuse

HOUR = timedelta(hours=1)


@dataclass
class Town:
    """Says the name of whom it nudges, and stumbles over some."""

    stumbles: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def fire(self, records: Records, of: Person, now: datetime) -> int:
        due = records.nudges.due(now, 10, of)
        records.nudges.settle(due, "said", now)
        if of.name in self.stumbles:
            raise LookupError(of.name)
        for _nudge in due:
            records.outbox.put(of.chat_id, "sendMessage", {"text": "psst"}, now, person=of)
        self.said += [of.name] * len(due)
        return len(due)


def planned(records: Records, who: int, due_at: datetime) -> None:
    of = records.people.by_telegram(who) or records.people.add(who, who, f"P{who}", "en", "guest", START)
    talk = records.conversations.begin(of, "reflection", None, START)
    records.conversations.close(talk, "done", START)
    records.nudges.put(of, talk, "thank_you", f"{who} {due_at}", due_at, "UTC", START)


async def plan(store: Store, who: int, due_at: datetime = START) -> None:
    await store.run(partial(planned, who=who, due_at=due_at))


@pytest.fixture
async def troubled(sqlite_url: str) -> AsyncIterator[Troubled]:
    store = await Troubled.open(sqlite_url)
    yield store
    await store.close()


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_says_what_is_due_as_soon_as_it_is(troubled: Troubled, town: Town, clock: Clock) -> None:
    await plan(troubled, MARA, START + timedelta(seconds=1))

    async with during(Nudger(troubled, town.fire, clock.now).run):
        await asyncio.sleep(0.05)
        early = list(town.said)
        clock.moves(1)
        await eventually(lambda: bool(town.said))

    assert (early, town.said) == ([], ["P1001"])


async def test_rings_for_those_who_send(troubled: Troubled, town: Town, clock: Clock) -> None:
    await plan(troubled, MARA)
    troubled.outgoing.clear()

    await Nudger(troubled, town.fire, clock.now).tick(asyncio.Event())

    assert troubled.outgoing.is_set()


@pytest.mark.parametrize(
    ("due_in", "rest"), [(None, 2.0), (3600.0, 2.0), (-3600.0, 0.05), (0.0, 0.05), (0.75, 0.75), (1.5, 1.5)]
)
async def test_sleeps_until_the_next_but_never_long(
    troubled: Troubled, clock: Clock, due_in: float | None, rest: float
) -> None:
    if due_in is not None:
        await plan(troubled, MARA, START + timedelta(seconds=due_in))

    # Somebody else is saying it right now, as far as this one can tell.
    assert await Nudger(troubled, silent, clock.now).tick(asyncio.Event()) == rest


async def test_leaves_who_cannot_be_told_for_later_and_tells_the_others(
    troubled: Troubled, town: Town, clock: Clock
) -> None:
    town.stumbles.add("P1001")
    await plan(troubled, MARA, START - HOUR)
    await plan(troubled, LEO)
    nudger = Nudger(troubled, town.fire, clock.now)

    await nudger.tick(asyncio.Event())
    first = list(town.said)
    town.stumbles.clear()
    clock.moves(3599)
    await nudger.tick(asyncio.Event())
    early = list(town.said)
    clock.moves(1)
    await nudger.tick(asyncio.Event())

    assert (first, early, town.said) == (["P1002"], ["P1002"], ["P1002", "P1001"])


@pytest.mark.parametrize("trouble", ["full", "blind"])
async def test_waits_for_a_database_that_is_out_of_reach(
    troubled: Troubled, town: Town, clock: Clock, trouble: str
) -> None:
    await plan(troubled, MARA)
    setattr(troubled, trouble, lambda: troubled.refused == 0)

    async with during(Nudger(troubled, town.fire, clock.now).run):
        await eventually(lambda: bool(town.said))

    assert (troubled.refused, town.said) == (1, ["P1001"])


async def test_stops_between_two_people_when_it_is_told_to(
    troubled: Troubled, town: Town, clock: Clock
) -> None:
    await plan(troubled, MARA)
    stop = asyncio.Event()
    stop.set()

    await Nudger(troubled, town.fire, clock.now).tick(stop)

    assert town.said == []


async def test_tells_nobody_who_was_erased_meanwhile(troubled: Troubled, town: Town, clock: Clock) -> None:
    await plan(troubled, MARA)

    def fire(records: Records, of: Person, now: datetime) -> int:
        records.people.erase(person(records, LEO), now)
        return town.fire(records, of, now)

    await plan(troubled, LEO)
    await Nudger(troubled, fire, clock.now).tick(asyncio.Event())

    assert town.said == ["P1001"]


async def test_two_of_them_say_each_once(postgres_url: str, clock: Clock) -> None:
    stores = [await Store.open(postgres_url) for _ in range(2)]
    for who in range(30):
        await plan(stores[0], who)
    towns = [Town(), Town()]
    nudgers = [Nudger(store, town.fire, clock.now) for store, town in zip(stores, towns, strict=True)]

    async def all_said() -> bool:
        return await stores[0].read(lambda records: records.nudges.next_due()) is None

    async with during(nudgers[0].run), during(nudgers[1].run):
        await sometime(all_said)

    chats = await stores[0].read(
        lambda records: [row.chat_id for row in records.outbox.heads(START + HOUR, 100)]
    )
    waiting = await stores[0].read(
        lambda records: [records.people.counts(one)["messages"] for one in records.people.all()]
    )
    for store in stores:
        await store.close()
    assert sorted(chats) == list(range(30))
    assert waiting == [1] * 30


async def test_loses_and_doubles_nothing_wherever_it_is_killed(sqlite_url: str) -> None:
    """The process dies before each statement of a look in turn, and another one goes on."""
    died = 0
    for statements in range(1, 100):
        url = sqlite_url.replace("debrief.db", f"{statements}.db")
        if not await dies(url, statements):
            break
        died += 1
        assert await goes_on(url) == [1], f"killed before statement {statements}"

    assert died > 5


async def dies(url: str, statements: int) -> bool:
    """Whether it died while it turned what is due into a message."""
    fuse = Fuse(url)
    store = await Store.open(url, on_statement=fuse)
    at = Reminding(store, now=START)
    await at.knows(zone=MADRID)
    await at.ends()
    fuse.light(statements)
    at.now = START + timedelta(hours=9)
    try:
        await Nudger(store, at.app.nudge, lambda: at.now).tick(asyncio.Event())
    except Crash:
        return True
    finally:
        await fuse.bury(store)
    return False


async def goes_on(url: str) -> list[int]:
    """How many messages there are for each person, after the next process has looked twice."""
    store = await Store.open(url)
    at = Reminding(store, now=START + timedelta(hours=9, seconds=1))
    for _ in range(2):
        await Nudger(store, at.app.nudge, lambda: at.now).tick(asyncio.Event())
    found = await store.read(
        lambda records: [records.people.counts(one)["messages"] for one in records.people.all()]
    )
    await store.close()
    return found
