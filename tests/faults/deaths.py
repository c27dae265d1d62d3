"""Each turn lived once undisturbed, and then again after a death at each of its points."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.phone.server import LoopbackTelegram
from tests.faults.comparing import Lost, doubled
from tests.faults.lives import REST, Ended, Remains, World, morning
from tests.faults.stories import Story


@dataclass(frozen=True)
class Toll:
    """So many points, so many different remains among them, and how many of these brought a message twice or flagged one."""

    points: int = 0
    remains: int = 0
    doubled: int = 0
    flagged: int = 0


Told = Mapping[str, Ended]


def tell(story: Story, folder: Path) -> Told:
    """Live each turn once, all of them one after the other, and keep what a death at each point would leave."""
    return asyncio.run(_tell(story, f"sqlite+aiosqlite:///{folder / 'debrief.db'}"))


async def _tell(story: Story, url: str) -> Told:
    async with LoopbackTelegram(now=morning, throttle=False) as telegram:
        world = World(telegram, url)
        await world.invites()
        return {name: await world.live(act, record=True) for name, act in story.items()}


async def survives(turn: Ended, world: World) -> Toll:
    """Raises `Lost`, naming the point, if after any death anything is not as it would have been."""
    toll = Toll(points=len(turn.points), remains=len(turn.remains))
    twice = flagged = 0
    for remains in turn.remains:
        after = await revived(world, remains)
        try:
            twice += doubled(turn.traces, after)
        except Lost as lost:
            raise Lost(f"killed at {remains.points[0]}: {lost}") from None
        flagged += sum(one.new and one.policy == "flag" for one in after.under_way)
    return Toll(toll.points, toll.remains, twice, flagged)


async def revived(world: World, remains: Remains) -> Ended:
    """A new process on what is left, a while later."""
    world.set_back(remains)
    world.now += REST
    return await world.live()
