"""The way in: one unit of work, one transaction. Decides how units of work run and knows nothing of what they do."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import async_sessionmaker

from storage import engines, opening
from storage.engines import OnStatement
from storage.opening import Opened, Terms
from storage.records import Records

T = TypeVar("T")

TRIES = 5
AFTER_COMMIT = "COMMITTED"


class Unavailable(Exception):
    """The database cannot be reached, written or read now; try the same unit of work again later.

    Nothing of it was kept, unless the connection broke while it was being committed.
    """


class Store:
    """`incoming` and `outgoing` are set after a commit with new updates, or with something to send."""

    def __init__(self, opened: Opened, on_statement: OnStatement | None) -> None:
        self._opened = opened
        self._on_statement = on_statement
        self._writing = async_sessionmaker(opened.writer, expire_on_commit=False)
        self._reading = async_sessionmaker(opened.reader, expire_on_commit=False)
        self._running: set[asyncio.Task[object]] = set()
        self._hash_key: bytes | None = None
        self._closed = False
        self.incoming = asyncio.Event()
        self.outgoing = asyncio.Event()

    @classmethod
    async def open(cls, url: str, *, on_statement: OnStatement | None = None, patience: float = 10.0) -> Self:
        """Raises Unusable, or one of its kinds AlreadyRunning and NotMigrated, with a sentence for the host.

        `on_statement` hears each statement of a writing transaction before it runs, and COMMITTED after the commit.
        `patience` is how many seconds one statement may take, or wait for another process.
        """
        terms = Terms(on_statement=on_statement, patience=patience)
        store = cls(await opening.open_database(url, terms), on_statement)
        try:
            store._hash_key = await store.run(lambda records: records.facts.hash_key())
            await store._clear_journal()
        except BaseException:
            await store.close()
            raise
        return store

    @staticmethod
    async def migrate(url: str) -> None:
        """Bring the tables to those of today; on SQLite, `open` does so by itself."""
        await opening.migrate_database(url, Terms())

    async def run(self, work: Callable[[Records], T]) -> T:
        """Do this in one transaction: all of it is kept, or nothing.

        A caller who is cancelled does not cancel it: half-way through a commit nobody could tell what became of it.
        """
        if self._closed:
            raise Unavailable("The store is closed.")
        task = asyncio.create_task(self._run(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def read(self, look: Callable[[Records], T]) -> T:
        """Look without being able to change anything; what is seen is of one moment."""
        if self._closed:
            raise Unavailable("The store is closed.")
        with _named_failures():
            async with self._reading() as session, session.begin():
                return await session.run_sync(lambda plain: look(Records(plain, self._hash_key)))

    async def close(self) -> None:
        """Let what runs come to its end, then let go of the database."""
        self._closed = True
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._opened.close()

    async def _run(self, work: Callable[[Records], T]) -> T:
        with _named_failures():
            for tries in range(1, TRIES):
                try:
                    return await self._once(work)
                except DBAPIError as error:
                    if not engines.is_clash(error):
                        raise
                # Two that clashed must not do so again in step.
                await asyncio.sleep(tries * random.uniform(0, 0.02))  # noqa: S311 -- nothing secret about it
            return await self._once(work)

    async def _once(self, work: Callable[[Records], T]) -> T:
        async with self._writing() as session, session.begin():
            records, result = await session.run_sync(lambda plain: _do(work, Records(plain, self._hash_key)))
        if self._on_statement is not None:
            self._on_statement(AFTER_COMMIT)
        if records.inbox.grew:
            self.incoming.set()
        if records.outbox.grew:
            self.outgoing.set()
        if records.people.erased:
            await self._clear_journal()
        return result

    async def _clear_journal(self) -> None:
        """Overwritten words would stay in SQLite's write-ahead log until it is used again."""
        if self._opened.file is None:
            return
        async with self._opened.writer.connect() as connection:
            await connection.execution_options(**{engines.BEGIN: ""})
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _do(work: Callable[[Records], T], records: Records) -> tuple[Records, T]:
    return records, work(records)


@contextmanager
def _named_failures() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if engines.is_environment(error) or engines.is_clash(error):
            raise Unavailable("The database cannot be used right now.") from error
        raise
    except OSError as error:
        raise Unavailable("The database cannot be reached.") from error
