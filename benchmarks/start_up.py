"""How long `make run` takes until the bot asks Telegram for updates: the first time with a new database, then again."""

import asyncio
import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bot.phone.server import LoopbackTelegram

HERE = Path(__file__).parents[1]
AGAIN = 10
PATIENCE = 60.0


class NeverReady(Exception):
    """The bot stopped, or said nothing for a minute; its own last words follow."""


async def seconds_until_ready(telegram: LoopbackTelegram, environment: Mapping[str, str]) -> float:
    asked_before = len(telegram.asked("getUpdates"))
    began = time.perf_counter()
    # A session of its own: the signal that ends it reaches make and the bot, as Ctrl-C does, and not this process.
    process = await asyncio.create_subprocess_exec(
        "make",
        "run",
        cwd=HERE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while len(telegram.asked("getUpdates")) == asked_before:
            if process.returncode is not None or time.perf_counter() - began > PATIENCE:
                break
            await asyncio.sleep(0.002)
        else:
            return time.perf_counter() - began
    finally:
        words = await end(process)
    raise NeverReady(words)


async def end(process: asyncio.subprocess.Process) -> str:
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGINT)
    words, _ = await process.communicate()
    return words.decode(errors="replace")


async def main() -> None:
    subprocess.run(["sh", "tools/set_up.sh", "run"], cwd=HERE, check=True)  # noqa: ASYNC221, S607 - before the clock
    with tempfile.TemporaryDirectory() as folder:
        async with LoopbackTelegram() as telegram:
            environment = os.environ | {
                "BOT_TOKEN": telegram.token,
                "TELEGRAM_API_URL": telegram.url,
                "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/debrief.db",
            }
            first = await seconds_until_ready(telegram, environment)
            later = [await seconds_until_ready(telegram, environment) for _ in range(AGAIN)]
    print(f"`make run` to the first getUpdates, packages in place; {AGAIN} starts after the first")
    print(f"  new database   {first:5.2f} s")
    print(f"  median         {statistics.median(later):5.2f} s")
    print(f"  slowest        {max(later):5.2f} s   (wanted: under 3 s)")


if __name__ == "__main__":
    asyncio.run(main())
