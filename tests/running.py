"""The whole bot in this process, spoken to over HTTP by people with phones, on a clock that the test may move."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot import application
from bot.look import looking
from bot.phone.message import Message, printed
from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram
from bot.runtime import Clocks, Runtime
from bot.settings import Settings
from storage.records import Records
from storage.store import Store
from storage.tables import AnswerRow

T = TypeVar("T")

# A Tuesday morning, by the bot's clock and by Telegram's.
MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PATIENCE = 90.0


@dataclass
class Clock:
    """Goes on by itself, and further when it is moved."""

    begin: datetime = MORNING
    moved: timedelta = timedelta()
    started: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.begin + self.moved + timedelta(seconds=time.monotonic() - self.started)

    def real(self) -> float:
        return self.now().timestamp()

    def passes(self, time_: timedelta) -> None:
        self.moved += time_


@dataclass
class House:
    """One bot with its Telegram and its database. `said` is what it told its host on the terminal."""

    telegram: LoopbackTelegram
    url: str
    clock: Clock
    access: str = "open"
    said: list[str] = field(default_factory=list)
    # Updates that the bot cannot handle and tries again: only a test that sends such lets them be.
    forgiving: bool = False
    _looking: Store | None = None

    @property
    def settings(self) -> Settings:
        return Settings.read(
            {
                "BOT_TOKEN": self.telegram.token,
                "TELEGRAM_API_URL": self.telegram.url,
                "DATABASE_URL": self.url,
                "ACCESS": self.access,
                "MESSAGES_PER_SECOND": "0",
            }
        )

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """The bot runs inside the block, and is stopped at its end as SIGTERM stops it."""
        self.said.clear()
        self.telegram.requests.clear()
        stop = asyncio.Event()
        clocks = Clocks(self.clock.now, self.clock.real, time.monotonic)
        settings = self.settings
        runtime = Runtime(settings, application.conduct(settings), clocks, self._hear)
        task = asyncio.create_task(runtime.run(stop))
        try:
            await until(lambda: task.done() or self._listening())
            async with looking(self.url) as store:
                self._looking = store
                yield
        finally:
            self._looking = None
            stop.set()
            await task

    def _hear(self, line: str) -> None:
        self.said.append(line)

    def _listening(self) -> bool:
        # The first getUpdates has come: a clock moved later is an outage, one moved before is none.
        return bool(self.telegram.asked("getUpdates")) and any("listening" in line for line in self.said)

    async def look(self, what: Callable[[Records], T]) -> T:
        """Something read from the database."""
        if self._looking is None:
            raise LookupError("the bot does not run")
        return await self._looking.read(what)

    async def rests(self) -> None:
        """Until everything that came is handled, everything to say is said, and every pressed button is answered."""
        with closing(sqlite3.connect(self.url.partition("///")[2])) as beside:
            await until(lambda: not self.telegram.pending and not self._busy(beside) and self._all_answered())

    async def has(self, query: str) -> None:
        """Until this query, beside the bot, finds something."""
        with closing(sqlite3.connect(self.url.partition("///")[2])) as beside:
            await until(lambda: beside.execute(query).fetchone() is not None)

    def _busy(self, beside: sqlite3.Connection) -> bool:
        failed = beside.execute("SELECT error FROM inbox WHERE attempts > 0").fetchone()
        if failed and not self.forgiving:
            raise AssertionError(f"an update failed: {failed[0]}")
        waiting = beside.execute(
            "SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'new')"
            " OR EXISTS (SELECT 1 FROM outbox WHERE state IN ('waiting', 'sending'))"
        )
        return bool(waiting.fetchone()[0])

    def _all_answered(self) -> bool:
        account = self.telegram.account
        answered = {toast.query_id for toast in account.toasts}
        return all(query in answered or account.pressed(query) is None for query in account.presses)

    async def answers(self) -> list[tuple[str, str, str]]:
        """Every answer kept of anybody: step, state and what it means."""

        def rows(records: Records) -> list[tuple[str, str, str]]:
            kept = records.session.query(AnswerRow).order_by(AnswerRow.conversation_id, AnswerRow.position)
            return [(row.step, row.state, row.value) for row in kept]

        return await self.look(rows)


async def until(so: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not so():  # noqa: ASYNC110 -- a database beside us rings no bell
            await asyncio.sleep(0.002)


@dataclass
class Phone:
    """A person who does one thing at a time, and each time waits until the bot has said all it has to say."""

    person: Person
    house: House

    async def does(self, deed: Awaitable[T]) -> T:
        done = await deed
        await self.house.rests()
        assert len(self.questions) <= 1, f"two questions to tap at once:\n{self.printed()}"
        return done

    async def types(self, *texts: str) -> int:
        """One message after the other; the last one's id."""
        sent = 0
        for text in texts:
            sent = await self.does(self.person.types(text))
        return sent

    async def taps(self, *labels: str) -> None:
        for label in labels:
            await self.does(self.person.taps(label))

    async def edits(self, message_id: int, text: str) -> None:
        await self.does(self.person.edits(message_id, text))

    @property
    def chat(self) -> list[Message]:
        return self.person.chat

    @property
    def says(self) -> list[str]:
        return self.person.says

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        return self.person.last

    @property
    def toast(self) -> str:
        """What came up at the button pressed last; nothing most of the time."""
        return self.person.answers[-1].text

    @property
    def labels(self) -> list[str]:
        """What can be tapped on the bot's newest message."""
        return labels(self.last)

    @property
    def questions(self) -> list[Message]:
        """The messages that show the buttons of a question: one, or none."""
        return [message for message in self.chat if asks(message)]

    def data(self, label: str) -> tuple[str, int]:
        """What the newest button with this label carries, and its message."""
        for message in reversed(self.chat):
            button = message.button(label)
            if button is not None:
                return str(button["callback_data"]), message.message_id
        raise LookupError(label)

    async def presses(self, data: str, message_id: int) -> None:
        await self.does(self.person.presses(data, message_id))

    @property
    def step(self) -> str:
        """The name of the open question, as its buttons carry it."""
        found = self.questions
        return str(found[-1].keyboard[0][0]["callback_data"]).split(":")[1] if found else ""

    def printed(self) -> str:
        return printed(self.chat)


def labels(message: Message) -> list[str]:
    return [label for row in message.buttons for label in row]


def asks(message: Message) -> bool:
    """Whether its buttons answer the question of a conversation."""
    return any(button["callback_data"].count(":") == 4 for row in message.keyboard for button in row)


@asynccontextmanager
async def prepared(url: str, *, access: str = "open", clock: Clock | None = None) -> AsyncIterator[House]:
    """A Telegram for a bot that does not run yet. At the end nothing that was asked of it may have been wrong."""
    clock = clock or Clock()
    async with LoopbackTelegram(now=clock.real, throttle=False) as telegram:
        yield House(telegram, url, clock, access)

        assert telegram.violations == []


@asynccontextmanager
async def running(url: str, *, access: str = "open", clock: Clock | None = None) -> AsyncIterator[House]:
    """The same with the bot running."""
    async with prepared(url, access=access, clock=clock) as house, house.open():
        yield house
