"""`python -m bot run`, but a message of unknown fate is left alone for one second and not for fifteen."""

import asyncio
import signal
import time
from datetime import UTC, datetime, timedelta

from bot import application, logs
from bot.runtime import Clocks, Runtime
from bot.settings import Settings

SETTLE = timedelta(seconds=1)


def utc() -> datetime:
    return datetime.now(UTC)


async def run() -> None:
    settings = Settings.read()
    logs.set_up(settings.log_format, settings.log_level)
    clocks = Clocks(utc, time.time, time.monotonic)
    runtime = Runtime(settings, application.conduct(settings), clocks, lambda _: None, settle=SETTLE)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await runtime.run(stop)


if __name__ == "__main__":
    asyncio.run(run())
