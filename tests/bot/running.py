"""The runtime's parts on a real database and a loopback Telegram, with a clock that stands still until it is moved."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.delivery import Delivery
from bot.dispatch import Dispatch
from bot.intake import Intake
from bot.pacing import Pacing
from bot.phone.server import LoopbackTelegram
from bot.runtime import Clocks
from bot.wire import Wire
from storage.records import Records
from storage.store import Store, Unavailable
from storage.tables import OutboxRow

T = TypeVar("T")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def alias(_: int) -> str:
    return "someone"


@dataclass
class Clock:
    """One time for everything that asks for it."""

    moment: float = START.timestamp()
    # How far people's clock was moved ahead of all others.
    ahead: float = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.moment + self.ahead, UTC)

    def books(self) -> datetime:
        return datetime.fromtimestamp(self.moment, UTC)

    def seconds(self) -> float:
        return self.moment

    def moves(self, seconds: float) -> None:
        self.moment += seconds

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.now, self.seconds, self.seconds, self.books)


@dataclass(frozen=True)
class Heard:
    callback_id: str | None = None
    toast: str | None = None
    leave: int | None = None


@dataclass
class Parrot:
    """Says back what it hears, one new message for each; refuses the words it was told to refuse."""

    refuses: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)
    sorry: list[tuple[int, Any]] = field(default_factory=list)

    def hear(self, records: Records, update: Mapping[str, Any], now: datetime) -> Heard:
        query = update.get("callback_query")
        if query is not None:
            return Heard(query["id"], toast="pressed")
        message = update["message"]
        if message["chat"]["type"] != "private":
            return Heard(leave=message["chat"]["id"])
        words = message["text"]
        kept = records.facts.get("said") or ""
        records.facts.set("said", f"{kept}{words}|")
        say(records, message["chat"]["id"], words, now)
        self.heard.append(words)
        if words in self.refuses:
            raise LookupError(words)
        return Heard()

    def apologise(self, records: Records, chat_id: int, update: Mapping[str, Any], now: datetime) -> None:
        self.sorry.append((chat_id, update.get("update_id")))
        say(records, chat_id, "sorry", now)


def say(records: Records, chat_id: int, words: str, now: datetime, **how: Any) -> OutboxRow:
    return records.outbox.put(chat_id, "sendMessage", {"chat_id": chat_id, "text": words}, now, **how)


async def said(store: Store) -> list[str]:
    """What the parrot has kept, in order."""
    kept = await store.read(lambda records: records.facts.get("said"))
    return (kept or "").split("|")[:-1]


@asynccontextmanager
async def during(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> AsyncIterator[asyncio.Event]:
    """The work runs inside the block, and is told to stop at its end."""
    stop = asyncio.Event()
    task = asyncio.create_task(work(stop))
    try:
        yield stop
    finally:
        stop.set()
        await task


def never() -> bool:
    return False


class Troubled(Store):
    """A real store that cannot be written whenever `full` says so, nor read when `blind` does; `refused` counts."""

    full: Callable[[], bool] = staticmethod(never)
    blind: Callable[[], bool] = staticmethod(never)
    refused = 0

    async def run(self, work: Callable[[Records], T]) -> T:
        self._refuse_if(self.full())
        return await super().run(work)

    async def read(self, look: Callable[[Records], T]) -> T:
        self._refuse_if(self.blind())
        return await super().read(look)

    def _refuse_if(self, trouble: bool) -> None:  # noqa: FBT001 -- what it is about
        if trouble:
            self.refused += 1
            raise Unavailable("The disk is full.")


@dataclass
class Bench:
    """What a part needs, and the parts."""

    telegram: LoopbackTelegram
    store: Troubled
    wire: Wire
    clock: Clock = field(default_factory=Clock)
    parrot: Parrot = field(default_factory=Parrot)

    def delivery(self, rate: float = 0, **details: Any) -> Delivery:
        pacing = Pacing(rate, self.clock.seconds)
        return Delivery(self.store, self.wire, pacing, self.clock.clocks, alias, **details)

    def dispatch(self, **details: Any) -> Dispatch:
        return Dispatch(
            self.store,
            self.wire,
            self.parrot.hear,
            self.parrot.apologise,
            self.clock.clocks,
            alias,
            **details,
        )

    def intake(self, **details: Any) -> Intake:
        details = {"long_poll": 1, **details}
        return Intake(self.store, self.wire, self.clock.clocks, alias, **details)

    async def says(self, chat_id: int, words: str, **how: Any) -> int:
        """Something to say, in the outbox."""
        now = self.clock.now()
        return await self.store.run(lambda records: say(records, chat_id, words, now, **how).id)

    async def row(self, row_id: int) -> OutboxRow:
        found = await self.store.read(lambda records: records.outbox.get(row_id))
        if found is None:
            raise LookupError(row_id)
        return found

    async def until_state(self, row_id: int, state: str) -> OutboxRow:
        """The row, as soon as its state is this."""

        async def look() -> bool:
            return (await self.row(row_id)).state == state

        await sometime(look)
        return await self.row(row_id)

    async def until_asked(self, count: int) -> None:
        """As soon as there were so many calls."""
        await eventually(lambda: len(self.telegram.requests) >= count)

    async def until_failed(self, row_id: int) -> OutboxRow:
        """The row, as soon as it waits for another try."""

        async def look() -> bool:
            row = await self.row(row_id)
            return row.state == "waiting" and bool(row.error)

        await sometime(look)
        return await self.row(row_id)

    def later(self, seconds: float) -> None:
        """Time passes, and whoever sleeps looks at the clock."""
        self.clock.moves(seconds)
        self.store.outgoing.set()
        self.store.incoming.set()


@asynccontextmanager
async def bench(url: str, **details: Any) -> AsyncIterator[Bench]:
    """With `throttle=False`, so that a quick poll is answered at once."""
    async with LoopbackTelegram(throttle=False) as telegram:
        store = await Troubled.open(url)
        try:
            async with Wire(telegram.token, telegram.url, **details) as wire:
                yield Bench(telegram, store, wire)
        finally:
            await store.close()


async def eventually(what: Callable[[], bool]) -> None:
    """Until it is so."""

    async def look() -> bool:
        return what()

    await sometime(look)


async def sometime(look: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    """Until a look says so; the time allows for a busy machine."""
    async with asyncio.timeout(seconds):
        # What is waited for happens in the database or across the wire, where no event rings.
        while not await look():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
