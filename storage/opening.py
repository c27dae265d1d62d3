"""Open a database so that it can be relied on, or say in one sentence why it cannot."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from alembic.config import Config
from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import engines, migrate
from storage.engines import OnStatement
from storage.file import DatabaseFile, Unusable

SQLITE, POSTGRESQL = "sqlite+aiosqlite", "postgresql+asyncpg"


@dataclass(frozen=True, slots=True)
class Terms:
    """How to open. `patience`: seconds a statement may take or wait for another process."""

    migrations: Config = field(default_factory=migrate.config)
    on_statement: OnStatement | None = None
    patience: float = 10.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that can be relied on. `file` is none where a server keeps it."""

    writer: AsyncEngine
    reader: AsyncEngine
    file: DatabaseFile | None

    async def close(self) -> None:
        await self.reader.dispose()
        await self.writer.dispose()
        if self.file is not None:
            self.file.release()


def address(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Unusable("DATABASE_URL is not the address of a database.") from error
    if parsed.drivername not in {SQLITE, POSTGRESQL}:
        raise Unusable(f"DATABASE_URL must begin with {SQLITE}:/// or {POSTGRESQL}://.")
    if parsed.drivername == SQLITE and (parsed.database or ":").startswith((":", "file:")):
        raise Unusable("DATABASE_URL must name a file: a database in memory forgets everything.")
    return parsed


async def open_database(url: str, terms: Terms) -> Opened:
    parsed = address(url)
    if parsed.drivername == POSTGRESQL:
        return await _open_postgresql(parsed, terms)
    return await _open_sqlite(parsed, terms)


async def migrate_database(url: str, terms: Terms) -> None:
    """Bring the tables to those of today; on SQLite nobody else may have the file open meanwhile."""
    parsed = address(url)
    if parsed.drivername == SQLITE:
        file = DatabaseFile(Path(parsed.database or ""))
        file.claim()
        try:
            await _migrate_sqlite(parsed, file, terms)
        finally:
            file.release()
        return
    engine = engines.postgresql_writer(parsed, patience=None)
    async with _explained("PostgreSQL", engine), engine.begin() as connection:
        await connection.run_sync(migrate.upgrade, terms.migrations)


async def _open_sqlite(url: URL, terms: Terms) -> Opened:
    file = DatabaseFile(Path(url.database or ""))
    file.claim()
    try:
        await _migrate_sqlite(url, file, terms)
        writer = engines.sqlite_writer(url, terms.patience)
        opened = Opened(writer, engines.sqlite_reader(url, terms.patience), file)
    except BaseException:
        file.release()
        raise
    return await _checked(opened, terms, _check_sqlite)


async def _migrate_sqlite(url: URL, file: DatabaseFile, terms: Terms) -> None:
    engine = engines.sqlite_migrator(url, terms.patience)
    if terms.on_statement is not None:
        engines.watch(engine, terms.on_statement)
    async with _explained(str(file.path), engine), engine.begin() as connection:
        await connection.run_sync(_check_sound)
        await connection.run_sync(migrate.upgrade, terms.migrations)
    file.mark()


async def _open_postgresql(url: URL, terms: Terms) -> Opened:
    writer = engines.postgresql_writer(url, terms.patience)
    opened = Opened(writer, engines.postgresql_reader(writer), None)

    def check(connection: Connection) -> None:
        _check_postgresql(connection)
        migrate.check(connection, terms.migrations)

    return await _checked(opened, terms, check)


async def _checked(opened: Opened, terms: Terms, check: Callable[[Connection], None]) -> Opened:
    name = "PostgreSQL" if opened.file is None else str(opened.file.path)
    try:
        async with _explained(name), opened.writer.connect() as connection:
            await connection.run_sync(check)
    except BaseException:
        await opened.close()
        raise
    if terms.on_statement is not None:
        engines.watch(opened.writer, terms.on_statement)
    return opened


@asynccontextmanager
async def _explained(name: str, engine: AsyncEngine | None = None) -> AsyncIterator[None]:
    """What the driver says, as one sentence; `engine` is disposed of in any case."""
    try:
        yield
    except DBAPIError as error:
        if engines.is_damage(error):
            raise Unusable(f"{name} is damaged; restore it from a backup.") from error
        raise Unusable(f"{name} cannot be used: {_first_line(error.orig)}.") from error
    except OSError as error:
        raise Unusable(f"{name} cannot be reached: {_first_line(error)}.") from error
    finally:
        if engine is not None:
            await engine.dispose()


def _first_line(error: BaseException | None) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")


def _check_sound(connection: Connection) -> None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise Unusable("The database is damaged; restore it from a backup.")


def _check_sqlite(connection: Connection) -> None:
    """A pragma that does not take says nothing, and would be noticed when answers are lost."""
    for name, wanted in engines.READ_BACK.items():
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        if found != wanted:
            raise Unusable(
                f"SQLite answers {name}={found} where {wanted} is needed; the file system may not allow it."
            )


def _check_postgresql(connection: Connection) -> None:
    for name in ("fsync", "synchronous_commit"):
        found = connection.execute(text(f"SHOW {name}")).scalar_one()
        if found == "off":
            raise Unusable(
                f"PostgreSQL runs with {name}=off and would lose answers in a power cut; switch it on."
            )
