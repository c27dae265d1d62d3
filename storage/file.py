"""The SQLite file itself: where it is, whether it is fit to be opened, and that only one process has it open."""

import fcntl
import os
from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_MARK = b"A database of Debrief belongs beside this file.\n"


class Unusable(Exception):
    """The database cannot be used; the one sentence says why and what to do."""


class AlreadyRunning(Unusable):
    """Another process has this database open."""


class DatabaseFile:
    """Held from `claim` to `release`.

    The lock is its own file, since SQLite's locks are its own affair. It stays when the bot stops: marked, it tells a
    database that has gone from one that never was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock_path = path.with_name(path.name + ".lock")
        self._lock: int | None = None

    def claim(self) -> None:
        try:
            self._lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unusable(f"{self._lock_path} cannot be written ({error.strerror}).") from error
        try:
            self._take()
            self._look()
        except BaseException:
            self.release()
            raise

    def _take(self) -> None:
        if self._lock is None:
            return
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(
                f"Another Debrief is already running on {self.path}; stop it first."
            ) from error

    def _look(self) -> None:
        if not self.path.exists() or self.path.stat().st_size == 0:
            self._begin()
            return
        if not self.path.stat().st_mode & 0o222:
            raise Unusable(f"{self.path} is read-only; make it writable for the user who runs Debrief.")
        try:
            with self.path.open("r+b") as file:
                magic = file.read(len(_MAGIC))
        except OSError as error:
            raise Unusable(f"{self.path} cannot be opened for writing ({error.strerror}).") from error
        if magic != _MAGIC:
            raise Unusable(f"{self.path} is not a SQLite database; restore it from a backup or move it away.")

    def _begin(self) -> None:
        if self._lock is not None and os.pread(self._lock, len(_MARK), 0):
            raise Unusable(
                f"{self.path} was here before and is now gone or empty; put it back, "
                f"or delete {self._lock_path} as well to begin anew."
            )
        # People's salaries: nobody else on this machine reads them. SQLite gives its journal the same rights.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))

    def mark(self) -> None:
        """From now on a missing file means loss, never a fresh start."""
        if self._lock is not None:
            os.pwrite(self._lock, _MARK, 0)

    def release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
