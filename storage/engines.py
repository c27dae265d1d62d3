"""How each database is connected to, and what its errors mean."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

OnStatement = Callable[[str], None]

PRAGMAS = {"synchronous": "FULL", "trusted_schema": "OFF", "secure_delete": "ON"}
# WAL with FULL: what was committed outlives a power cut, and Telegram forgets an update once we have said we have it.
WORKING = {"journal_mode": "WAL", "foreign_keys": "ON"}
READ_BACK = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
READERS = 4
# Which statement opens a transaction here; the empty one leaves the connection without.
BEGIN = "debrief_begin"

_ENVIRONMENT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
# Connection, resources, operator intervention, system: classes of PostgreSQL's error codes.
_ENVIRONMENT_CLASSES = {"08", "53", "57", "58"}
_CLASHES = {"40001", "40P01"}


def sqlite_writer(url: URL, patience: float) -> AsyncEngine:
    """One connection: with more, SQLite's busy handler lets some wait ten times as long as others."""
    engine = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=None, hide_parameters=True)
    prepare_sqlite(engine.sync_engine, pragmas(patience, **WORKING), "BEGIN IMMEDIATE")
    return engine


def sqlite_reader(url: URL, patience: float) -> AsyncEngine:
    engine = create_async_engine(
        url, pool_size=READERS, max_overflow=0, pool_timeout=None, hide_parameters=True
    )
    prepare_sqlite(engine.sync_engine, pragmas(patience, **WORKING, query_only="ON"), "BEGIN")
    return engine


def sqlite_migrator(url: URL, patience: float) -> AsyncEngine:
    """Foreign keys off: a batch rebuild drops the parent table, and with them on its children would go as well.

    The journal stays as it is: the file may turn out to be somebody else's.
    """
    engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
    prepare_sqlite(engine.sync_engine, pragmas(patience, foreign_keys="OFF"), "BEGIN IMMEDIATE")
    return engine


def pragmas(patience: float, **others: str) -> dict[str, str]:
    return {**PRAGMAS, "busy_timeout": str(round(patience * 1000)), **others}


def prepare_sqlite(engine: Engine, settings: Mapping[str, str], begin: str) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        # Otherwise Python's driver opens transactions by itself, and late.
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in settings.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        statement = connection.get_execution_options().get(BEGIN, begin)
        if statement:
            connection.exec_driver_sql(statement)


def postgresql_writer(url: URL, patience: float | None) -> AsyncEngine:
    """One snapshot for each unit of work: two that change the same row clash, and the second is run again.

    With PostgreSQL's default the second would overwrite what it never saw.
    """
    engine = create_async_engine(
        url,
        pool_size=10,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        hide_parameters=True,
        connect_args={
            "timeout": 10,
            "command_timeout": patience,
            "server_settings": {"application_name": "debrief"},
        },
    )
    event.listen(engine.sync_engine, "handle_error", _hide_detail)
    return engine


def postgresql_reader(writer: AsyncEngine) -> AsyncEngine:
    """The same connections, but no writing."""
    return writer.execution_options(postgresql_readonly=True)


def _hide_detail(context: ExceptionContext) -> None:
    """Cut PostgreSQL's DETAIL, which quotes the row, from every exception of the chain."""
    for error in (context.sqlalchemy_exception, *_chain(context.original_exception)):
        if error is not None:
            error.args = tuple(
                part.split("\nDETAIL:")[0] if isinstance(part, str) else part for part in error.args
            )
            if isinstance(vars(error).get("detail"), str):
                vars(error)["detail"] = None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def watch(engine: AsyncEngine, on_statement: OnStatement) -> None:
    """Tell of every statement before it runs, COMMIT included."""
    if engine.dialect.name == "postgresql":
        # asyncpg says BEGIN by itself; SQLite's goes by like any other statement.
        event.listen(engine.sync_engine, "begin", lambda _connection: on_statement("BEGIN"))

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def execute(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        on_statement(statement)

    @event.listens_for(engine.sync_engine, "commit")
    def commit(_connection: Connection) -> None:
        on_statement("COMMIT")


def is_clash(error: DBAPIError) -> bool:
    """Two units of work got in each other's way on PostgreSQL; nothing of this one was kept."""
    return _sqlstate(error) in _CLASHES


def is_damage(error: DBAPIError) -> bool:
    return _sqlite_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_environment(error: DBAPIError) -> bool:
    """The disk, the network or another process, not the unit of work, is at fault."""
    if error.connection_invalidated:
        return True
    return _sqlite_code(error) in _ENVIRONMENT or _sqlstate(error)[:2] in _ENVIRONMENT_CLASSES


def _sqlite_code(error: DBAPIError) -> int:
    """The primary code, without what SQLite adds to it."""
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")
