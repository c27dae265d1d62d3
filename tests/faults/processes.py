"""The bot as a process of its own: started, killed, asked to stop."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect
from typing import Any

from bot.phone.server import LoopbackTelegram

HERE = Path(__file__).parents[2]
AS_IT_IS, IMPATIENT = ("bot", "run"), ("tests.faults.impatient",)
PATIENCE = 240.0


class EndedByItself(AssertionError):
    """Nobody told the bot to."""


@dataclass
class Process:
    """Runs in a folder of its own, with its database there."""

    telegram: LoopbackTelegram
    folder: Path
    module: tuple[str, ...] = AS_IT_IS
    kills: int = 0
    _running: list[asyncio.subprocess.Process] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "debrief.db"

    async def starts(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *self.module,
            cwd=self.folder,
            env=self._environment(),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        self._running.append(process)

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until it is so, as long as the process lives."""
        async with asyncio.timeout(PATIENCE):
            while not so():
                self._look_after(self._running[-1])
                await asyncio.sleep(0.01)

    async def dies(self) -> None:
        """By kill -9."""
        await self._ends(signal.SIGKILL)
        self.kills += 1

    async def stops(self) -> int:
        """By SIGTERM; the exit code."""
        return await self._ends(signal.SIGTERM)

    async def _ends(self, number: signal.Signals) -> int:
        process = self._running.pop()
        self._look_after(process)
        process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            return await process.wait()

    @staticmethod
    def _look_after(process: asyncio.subprocess.Process) -> None:
        if process.returncode is not None:
            raise EndedByItself(process.returncode)

    async def cleared(self) -> None:
        """Whatever the test came to, nothing is left running."""
        for process in self._running:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def rows(self, query: str) -> list[Any]:
        with closing(connect(self.database)) as database:
            return database.execute(query).fetchall()

    def busy(self) -> bool:
        """Whether anything is still to be handled or to be sent."""
        open_rows = self.rows(
            "SELECT 1 FROM inbox WHERE state = 'new'"
            " UNION ALL SELECT 1 FROM outbox WHERE state IN ('waiting', 'sending') LIMIT 1"
        )
        return bool(self.telegram.pending or open_rows)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(HERE),
            "BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "ACCESS": "open",
            "MESSAGES_PER_SECOND": "0",
        }
