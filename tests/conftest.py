"""Databases for tests: SQLite in a file of its own, PostgreSQL out of a wheel, or both in turn."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.postgresql import PostgreSQL, start_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    started = PostgreSQL(start_postgresql())
    yield started
    started.stop()


@pytest.fixture
def postgres_url(postgresql: PostgreSQL) -> Iterator[str]:
    """A fresh PostgreSQL database with today's tables."""
    url = postgresql.lend()
    yield url
    postgresql.take_back(url)


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
