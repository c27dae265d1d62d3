"""The process behind the page, and the hour at which the tests live."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.held import opened
from tests.process import Process, started

# Nobody reads what it logs, and a full pipe would hold it up.
SETTINGS = {"MESSAGES_PER_SECOND": "0", "LOG_LEVEL": "ERROR"}
ZONE = "Europe/Madrid"


def next_wednesday() -> date:
    """Two days from now at the earliest, whatever the zone: the phone's clock only goes forward."""
    soon = datetime.now(UTC).date() + timedelta(days=2)
    return soon + timedelta(days=(2 - soon.weekday()) % 7)


@dataclass
class Host:
    """`python -m bot phone`, which may be killed and started again in its folder, at its address."""

    folder: Path
    port: str = "0"
    url: str = ""
    process: Process | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[None]:
        settings = {**SETTINGS, **self.settings}
        async with started(self.folder, "phone", "--port", self.port, **settings) as process:
            await self._listens(process)
            yield
            if self.process is process:
                await process.stops()

    async def begins(self) -> None:
        """As if nobody had been here yet, on a working day in the afternoon: at night the bot offers other times."""
        async with opened(self.url) as held:
            await held.post("start-over")
            await held.post("clock", to=f"{next_wednesday()}T15:00", zone=ZONE)

    async def dies(self) -> None:
        """Killed, in the middle of whatever it does."""
        if self.process is None:
            raise LookupError("it does not run")
        await self.process.stops(signal.SIGKILL)
        self.process = None

    async def _listens(self, process: Process) -> None:
        self.url = (await process.says("Open ")).split()[1]
        self.port = self.url.rpartition(":")[2]
        await process.says("listening")
        self.process = process
