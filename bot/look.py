"""A database looked at from beside the bot: no lock, nothing written, nothing made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage import engines, opening
from storage.file import Unusable
from storage.opening import Opened
from storage.store import Store

# Seconds for one statement.
PATIENCE = 10.0


class NotThere(Unusable):
    """There is no database yet."""


@asynccontextmanager
async def looking(url: str) -> AsyncIterator[Store]:
    """A store of which only `read` may be used. Raises `Unusable` in a sentence, `NotThere` before the first start."""
    address = opening.address(url)
    if address.drivername == opening.SQLITE:
        _refuse_nothing(Path(address.database or ""))
        reader = engines.sqlite_reader(address, PATIENCE)
    else:
        reader = engines.postgresql_reader(engines.postgresql_writer(address, PATIENCE))
    store = Store(Opened(reader, reader, None), None)
    try:
        yield store
    finally:
        await store.close()


def _refuse_nothing(file: Path) -> None:
    """Opening a file that is not there would make it."""
    if not file.exists() or file.stat().st_size == 0:
        raise NotThere(f"{file} is not there yet; the first start makes it.")
