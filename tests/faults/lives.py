"""The whole bot on a database and a Telegram that can both be set back to any moment of an earlier life."""

import asyncio
import copy
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot import application
from bot.look import looking
from bot.phone.chats import Account
from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram
from bot.runtime import Clocks, Runtime
from bot.settings import Settings
from bot.wire import Wire
from storage.records import Records
from storage.store import AFTER_COMMIT, Store
from storage.tables import InboxRow, OutboxRow
from tests.crash import Crash, Fuse
from tests.faults.traces import Traces, traces_of

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ADA = 1001
INVITATION = "an-invitation-of-24-signs"
PATIENCE = 30.0
# The key for hashes, tidying up, and looking for messages that a dead process left under way.
COMMITS_AT_START = 3
# Longer than a message of unknown fate is left alone; on PostgreSQL, than another process would hold it.
REST = timedelta(seconds=150)
A_LITTLE = timedelta(seconds=2)

Act = Callable[[Person], Awaitable[object]]


def morning() -> float:
    """Telegram's time; it stands still."""
    return MORNING.timestamp()


class Points:
    """Hears every statement of a writing transaction, and every call of Telegram before it leaves and when answered."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.then: Callable[[str], object] | None = None

    def __call__(self, words: str) -> None:
        self.heard.append(words)
        if self.then is not None:
            self.then(words)


class HeardWire(Wire):
    """`under_way` counts the calls but for the one that waits for updates."""

    def __init__(self, telegram: LoopbackTelegram) -> None:
        super().__init__(telegram.token, telegram.url)
        self.points = Points()
        self.under_way = 0

    async def call(
        self, method: str, params: Mapping[str, object] | None = None, *, read: float | None = None
    ) -> Any:
        counts = method != "getUpdates"
        self.points(f"call {method}")
        self.under_way += counts
        try:
            result = await super().call(method, params, read=read)
        finally:
            self.under_way -= counts
        self.points(f"answer to {method}")
        return result


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A message that a dead process left under way."""

    method: str
    policy: str

    @property
    def new(self) -> bool:
        return self.method.startswith("send")


@dataclass(frozen=True)
class Remains:
    """What kill -9 leaves of a process at each of these points: the same on disk, the same at Telegram."""

    database: tuple[bytes, bytes]
    telegram: Account
    now: datetime
    at: tuple[int, ...] = ()
    points: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ended:
    """A life: what the one before had left under way, what there is at the end, and what a death would have left."""

    under_way: tuple[UnderWay, ...]
    points: tuple[str, ...]
    traces: Traces
    remains: tuple[Remains, ...]


@dataclass
class World:
    """One Telegram and one database. `now` is what the bot takes for the time."""

    telegram: LoopbackTelegram
    url: str
    now: datetime = MORNING

    def __post_init__(self) -> None:
        # Made once: each reads the system's certificates, and no call here needs them.
        self._wire = HeardWire(self.telegram)
        self._looked = 0

    @property
    def _runtime(self) -> Runtime:
        settings = Settings.read(
            {
                "BOT_TOKEN": self.telegram.token,
                "TELEGRAM_API_URL": self.telegram.url,
                "DATABASE_URL": self.url,
                "ACCESS": "invite",
                "MESSAGES_PER_SECOND": "0",
            }
        )
        conduct = replace(application.conduct(settings), menu=None)
        clocks = Clocks(lambda: self.now, morning, time.monotonic)
        return Runtime(settings, conduct, clocks, lambda _: None)

    @property
    def person(self) -> Person:
        return self.telegram.person(ADA, "Ada", started=ADA in self.telegram.account.chats)

    async def invites(self) -> None:
        """A new database, and in it an invitation for Ada."""
        store = await Store.open(self.url)
        later = MORNING + timedelta(days=7)
        await store.run(lambda records: records.people.invite("guest", INVITATION, None, MORNING, later))
        await store.close()

    def set_back(self, remains: Remains) -> None:
        for path, content in zip(files(self.url), remains.database, strict=True):
            path.unlink(missing_ok=True)
            if content:
                path.write_bytes(content)
        self.set_telegram_back(remains.telegram)
        self.now = remains.now

    def set_telegram_back(self, saved: Account) -> None:
        account = self.telegram.account
        fresh = copied(saved, account)
        vars(account.updates).update(vars(fresh.updates))
        vars(account).update(vars(fresh), updates=account.updates)

    async def live(self, act: Act | None = None, *, record: bool = False, fuse: Fuse | None = None) -> Ended:
        """Start, let the person act once all is quiet, and stop when it is quiet again.

        `record` keeps what a death at each point since the act (without one: since the start) would have left; `fuse`,
        once lit, ends the life.
        """
        self.now += A_LITTLE
        self._wire.points = points = Points()
        remains: list[Remains] = []
        keep = partial(self._keep, remains) if record else None
        points.then = None if act else keep
        traces = Traces({}, (), 0)
        store = await Store.open(self.url, on_statement=points)
        try:
            async with self._wire, looking(self.url) as beside:
                under_way = tuple(await beside.read(_under_way))
                async with self._working(store, fuse) as work:
                    await self._until_started(work)
                    if act is not None:
                        points.heard.clear()
                        points.then = fuse or keep
                        await act(self.person)
                    while not await self._quiet(beside):
                        await _moment(work)
                    traces = await beside.read(self._traces)
        finally:
            await (fuse.bury(store) if fuse else store.close())
        return Ended(under_way, tuple(points.heard), traces, tuple(remains))

    @asynccontextmanager
    async def _working(self, store: Store, fuse: Fuse | None) -> AsyncIterator[asyncio.Task[None]]:
        """The bot at work, until the block ends or the fuse has burnt."""
        stop, self._looked = asyncio.Event(), -1
        work = asyncio.create_task(self._runtime.work(store, self._wire, "debrief_bot", stop))
        try:
            with suppress(Crash):
                async with asyncio.timeout(PATIENCE):
                    yield work
        finally:
            stop.set()
            (ended,) = await asyncio.gather(work, return_exceptions=True)
            if ended is not None and not (fuse and fuse.burnt):
                raise ended

    async def _until_started(self, work: asyncio.Task[None]) -> None:
        heard = self._wire.points.heard
        while heard.count(AFTER_COMMIT) < COMMITS_AT_START or "call getUpdates" not in heard:
            await _moment(work)

    async def _quiet(self, beside: Store) -> bool:
        """Nothing is pending, open or under way; looked at only where something has happened since."""
        heard = len(self._wire.points.heard)
        if self.telegram.pending or self._wire.under_way or heard == self._looked:
            return False
        self._looked = heard
        return await beside.read(_nothing_open)

    def _keep(self, remains: list[Remains], words: str) -> None:
        """A death at this point; where it would leave what one before has left, it is the same death."""
        database, telegram = read(self.url), self.telegram.account
        known = remains[-1] if remains else None
        if known and known.database == database and known.at == _state(self.telegram):
            known.points.append(words)
        else:
            at = _state(self.telegram)
            remains.append(Remains(database, copied(telegram, telegram), self.now, at, [words]))

    def _traces(self, records: Records) -> Traces:
        return traces_of(records, self.person)


def files(url: str) -> tuple[Path, Path]:
    """The database and its journal."""
    path = Path(url.partition("///")[2])
    return path, path.with_name(f"{path.name}-wal")


def read(url: str) -> tuple[bytes, bytes]:
    """Both files as they are at one moment, though a thread may be writing."""
    while True:
        before = _stamps(url)
        found = [path.read_bytes() if path.exists() else b"" for path in files(url)]
        if _stamps(url) == before:
            return found[0], found[1]


def _stamps(url: str) -> list[tuple[int, int]]:
    return [
        (path.stat().st_size, path.stat().st_mtime_ns) if path.exists() else (0, 0) for path in files(url)
    ]


def copied(saved: Account, onto: Account) -> Account:
    """All that is in it, on the bell of the Telegram it is for."""
    return copy.deepcopy(saved, {id(saved.bell): onto.bell, id(saved.now): onto.now})


def _state(telegram: LoopbackTelegram) -> tuple[int, ...]:
    """Changes whenever anything at Telegram does."""
    chats = telegram.account.chats.values()
    return (len(telegram.requests), len(telegram.pending), sum(chat.changes for chat in chats))


async def _moment(work: asyncio.Task[None]) -> None:
    if work.done():
        await work
    await asyncio.sleep(0.001)


def _under_way(records: Records) -> list[UnderWay]:
    rows = records.session.query(OutboxRow).filter_by(state="sending")
    return [UnderWay(row.method, row.policy) for row in rows]


def _nothing_open(records: Records) -> bool:
    inbox = select(func.count()).where(InboxRow.state == "new")
    outbox = select(func.count()).where(OutboxRow.state.in_(("waiting", "sending")))
    return not records.session.scalar(inbox) and not records.session.scalar(outbox)
