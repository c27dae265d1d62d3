"""The bot as its host runs it: `python -m bot …` in a process of its own, ended like any other."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.running import House

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0


@dataclass(frozen=True)
class Ended:
    """What is left of a process."""

    code: int
    said: str
    logged: str


@dataclass
class Process:
    """A running one, and what it has said so far on the terminal."""

    running: asyncio.subprocess.Process
    said: str = ""
    ended: Ended = field(default_factory=lambda: Ended(-1, "", ""))

    async def says(self, words: str) -> str:
        """Wait for the line with these words."""
        if self.running.stdout is None:
            raise LookupError("its output is not read")
        async with asyncio.timeout(PATIENCE):
            async for raw in self.running.stdout:
                line = raw.decode()
                self.said += line
                if words in line:
                    return line
        raise AssertionError(f"it never said {words!r}, only:\n{self.said}")

    async def ends(self) -> Ended:
        """Wait for its end."""
        async with asyncio.timeout(PATIENCE):
            out, err = await self.running.communicate()
        self.ended = Ended(self.running.returncode or 0, self.said + out.decode(), err.decode())
        return self.ended

    async def stops(self, number: signal.Signals = signal.SIGTERM) -> Ended:
        self.running.send_signal(number)
        return await self.ends()


def environment(**settings: str) -> dict[str, str]:
    """Nothing of ours but the settings given; what Python and the measuring of coverage need stays."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PATH", "HOME", "COV"))}
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


def settings_of(house: House) -> dict[str, str]:
    return {
        "BOT_TOKEN": house.telegram.token,
        "TELEGRAM_API_URL": house.telegram.url,
        "DATABASE_URL": house.url,
        "ACCESS": house.access,
        "MESSAGES_PER_SECOND": "0",
    }


@asynccontextmanager
async def started(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Process]:
    """`python -m bot` with these arguments and settings, in a folder without a .env; killed if still there at the end."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=environment(**settings),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    process = Process(running)
    try:
        yield process
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def ran(folder: Path, *arguments: str, **settings: str) -> Ended:
    """One that ends by itself."""
    async with started(folder, *arguments, **settings) as process:
        return await process.ends()
