"""What `make test` does about deaths of the process, more of it and in figures: python tools/soak.py [--quick]."""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from bot import logs
from bot.phone.server import LoopbackTelegram
from tests.faults.comparing import doubled
from tests.faults.deaths import Told, Toll, revived, survives, tell
from tests.faults.lives import REST, Ended, World, morning
from tests.faults.on_postgresql import survives_on_postgresql
from tests.faults.processes import AS_IT_IS, IMPATIENT
from tests.faults.stories import AROUND, TALKING, Story
from tests.faults.trial import Trial, tried
from tests.postgresql import PostgreSQL, start_postgresql

QUICK = "--quick" in sys.argv
SEEDS = range(1, 3 if QUICK else 11)
ON_POSTGRESQL = ("a text", "two messages at once", "the end of a list")


def main() -> None:
    """Raises what was lost, or prints that nothing was."""
    logs.set_up("console", "CRITICAL")
    # A dying bot says so, hundreds of times here.
    logging.disable()
    for title, story in (("A conversation", TALKING), ("Around it", AROUND)):
        print(f"\n{title}: killed at each point of each turn")
        with tempfile.TemporaryDirectory() as folder:
            told = tell(story, Path(folder))
            asyncio.run(deaths(story, told, Path(folder) / "again.db"))
    print("\nPostgreSQL: killed at each point of a turn")
    postgresql = PostgreSQL(start_postgresql())
    try:
        asyncio.run(deaths_on_postgresql(postgresql))
    finally:
        postgresql.stop()
    print("\nThe process, killed at random with every seventh call going wrong")
    for seed in SEEDS:
        trial = Trial(people=12, kills=25, seed=seed, module=AS_IT_IS if seed == SEEDS[-1] else IMPATIENT)
        asyncio.run(killed(trial))


async def deaths(story: Story, told: Told, database: Path) -> None:
    async with LoopbackTelegram(now=morning, throttle=False) as telegram:
        world = World(telegram, f"sqlite+aiosqlite:///{database}")
        tolls = [await shown(name, survives(told[name], world)) for name in story]
        print(f"  {_total(tolls)}")
        if not QUICK:
            print("  killed again at each point of what follows a death:")
            for name in story:
                print(f"  {name:32} {await again(told[name], world)} second deaths, nothing lost")


async def again(turn: Ended, world: World) -> int:
    """How many second deaths there were."""
    count = 0
    for first in turn.remains:
        world.set_back(first)
        world.now += REST
        recovery = await world.live(record=True)
        for second in recovery.remains:
            doubled(turn.traces, await revived(world, second), already=1)
            count += 1
    return count


async def deaths_on_postgresql(postgresql: PostgreSQL) -> None:
    for name in ON_POSTGRESQL:
        async with LoopbackTelegram(now=morning, throttle=False) as telegram:
            await shown(name, survives_on_postgresql(name, telegram, postgresql, 5 if QUICK else 1))


async def shown(name: str, work: Awaitable[Toll]) -> Toll:
    toll = await work
    print(f"  {name:32} {_in_words(toll)}", flush=True)
    return toll


async def killed(trial: Trial) -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = await tried(trial, Path(folder))
    expected = next(iter(found.answers.values()))
    if any(answers != expected for answers in found.answers.values()) or found.not_sent or found.dead_updates:
        raise SystemExit(f"seed {trial.seed}: {found}")
    module = " ".join(trial.module)
    print(f"  seed {trial.seed}, {module}: {found}; {time.monotonic() - began:.0f} s", flush=True)


def _total(tolls: list[Toll]) -> str:
    return f"{'all':32} " + _in_words(
        Toll(
            sum(one.points for one in tolls),
            sum(one.remains for one in tolls),
            sum(one.doubled for one in tolls),
            sum(one.flagged for one in tolls),
        )
    )


def _in_words(toll: Toll) -> str:
    return (
        f"{toll.points:5} points, {toll.remains:4} deaths, {toll.doubled:3} doubled, {toll.flagged:2} flagged"
    )


if __name__ == "__main__":
    main()
