"""phone.db: documents by kind and key, and files, in SQLite; what is written is on disk before anybody hears of it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from bot.phone.files import Kept

Key = tuple[str, str]

# Grows with the tables; a file of another version is not touched.
VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS document (kind TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT;
CREATE TABLE IF NOT EXISTS file (
    number INTEGER PRIMARY KEY, file_id TEXT UNIQUE NOT NULL, unique_id TEXT NOT NULL, kind TEXT NOT NULL,
    name TEXT NOT NULL, data BLOB NOT NULL, mime_type TEXT NOT NULL, path TEXT NOT NULL
) STRICT;
"""


class Unusable(Exception):
    """The file cannot be read or written; the one sentence says why."""


class Memory:
    """One process at a time has it open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            # What people say to the bot: nobody else on this machine reads it.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        except OSError as error:
            raise Unusable(f"{path} cannot be written ({error.strerror}).") from error
        try:
            with self._explained():
                self._prepare()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _prepare(self) -> None:
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode = WAL")
        # The bot keeps every update's number: one that was given out must not be given again after a power cut.
        self._db.execute("PRAGMA synchronous = FULL")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, VERSION}:
            raise Unusable(f"{self._path} is of another version of Debrief; delete it to begin anew.")
        self._db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            locked = "locked" in str(error)
            reason = "the phone runs in this folder already" if locked else str(error)
            raise Unusable(f"{self._path} cannot be used: {reason}.") from error
        except sqlite3.Error as error:
            raise Unusable(f"{self._path} cannot be used ({error}); delete it to begin anew.") from error

    def documents(self) -> dict[Key, str]:
        """All there are."""
        with self._explained():
            rows = self._db.execute("SELECT kind, key, value FROM document")
            return {(kind, key): value for kind, key, value in rows}

    def files(self) -> list[Kept]:
        """All there are, in the order they came."""
        query = "SELECT file_id, unique_id, kind, name, data, mime_type, path FROM file ORDER BY number"
        with self._explained():
            return [Kept(*row) for row in self._db.execute(query)]

    def write(self, changed: Mapping[Key, str], gone: Iterable[Key], files: Iterable[Kept]) -> None:
        """All of it, or nothing."""
        with self._explained(), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(
                "INSERT INTO document VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                ((*key, value) for key, value in changed.items()),
            )
            self._db.executemany("DELETE FROM document WHERE kind = ? AND key = ?", gone)
            self._db.executemany(
                "INSERT INTO file (file_id, unique_id, kind, name, data, mime_type, path) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (one.file_id, one.unique_id, one.kind, one.name, one.data, one.mime_type, one.path)
                    for one in files
                ),
            )

    def wipe(self) -> None:
        """Nothing was ever said."""
        with self._explained():
            self._db.executescript("BEGIN IMMEDIATE; DELETE FROM document; DELETE FROM file; COMMIT;")
