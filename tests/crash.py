"""A process that dies at a chosen statement, and what is left of its database for the next one."""

from pathlib import Path

from storage.opening import SQLITE, address
from storage.store import Store


class Crash(BaseException):
    """The process is dead; nothing of it may catch this."""


class Fuse:
    """Give it to `Store.open(url, on_statement=fuse)`; it hears BEGIN, each statement, COMMIT and COMMITTED.

    Lit with n, it dies before the n-th of them from now (COMMITTED: after the commit), and at whatever follows.
    """

    def __init__(self, url: str) -> None:
        self.heard: list[str] = []
        self.burnt = False
        self._left: int | None = None
        self._files = _files(url)
        self._remains: dict[Path, bytes] = {}

    def light(self, statements: int) -> None:
        self.heard.clear()
        self._left = statements

    def __call__(self, statement: str) -> None:
        if self._left is not None and not self.burnt:
            self._left -= 1
            if self._left <= 0:
                self._die()
        if self.burnt:
            raise Crash(statement)
        self.heard.append(statement)

    def _die(self) -> None:
        # Now, since Python tidies up behind an exception where a killed process would not.
        self._remains = {path: path.read_bytes() for path in self._files if path.exists()}
        self.burnt = True

    async def bury(self, store: Store) -> None:
        """End the store as kill -9 would have, so that its database can be opened again."""
        await store.close()
        if not self.burnt:
            return
        for path in self._files:
            path.unlink(missing_ok=True)
        for path, content in self._remains.items():
            path.write_bytes(content)


def _files(url: str) -> list[Path]:
    """All but the shared memory, which SQLite makes anew."""
    parsed = address(url)
    if parsed.drivername != SQLITE:
        return []
    path = Path(parsed.database or "")
    return [path, path.with_name(f"{path.name}-wal")]
