"""Deaths on PostgreSQL, where a copy of the whole database stands for each."""

from bot.phone.server import LoopbackTelegram
from tests.crash import Fuse
from tests.faults.comparing import doubled
from tests.faults.deaths import Toll
from tests.faults.lives import REST, Act, Ended, World, copied
from tests.faults.stories import TALKING
from tests.postgresql import PostgreSQL


class Copies:
    """One state of a world, to be set back to as often as wanted."""

    def __init__(self, world: World, postgresql: PostgreSQL) -> None:
        self._world, self._postgresql = world, postgresql
        self._name = postgresql.name_of(world.url)
        self._url, self._now = world.url.replace(self._name, f"{self._name}_copy"), world.now
        self._telegram = copied(world.telegram.account, world.telegram.account)
        postgresql.server.psql(f"CREATE DATABASE {self._name}_saved TEMPLATE {self._name}")

    def set_back(self) -> None:
        copy = f"{self._name}_copy"
        self._postgresql.server.psql(
            f"SET client_min_messages = warning; DROP DATABASE IF EXISTS {copy} WITH (FORCE)"
        )
        self._postgresql.server.psql(f"CREATE DATABASE {copy} TEMPLATE {self._name}_saved")
        self._world.url, self._world.now = self._url, self._now
        self._world.set_telegram_back(self._telegram)


async def after_a_death(world: World, act: Act, place: int) -> Ended | None:
    """The next life of a world in which the bot dies at this statement or call of the turn.

    None where the turn ended before: how often the bot looks for more to do depends on how busy the machine is.
    """
    fuse = Fuse(world.url)
    fuse.light(place)
    await world.live(act, fuse=fuse)
    if not fuse.burnt:
        return None
    world.now += REST
    return await world.live()


async def survives_on_postgresql(
    name: str, telegram: LoopbackTelegram, postgresql: PostgreSQL, every: int
) -> Toll:
    """A death at every so manieth point of this turn of a conversation."""
    world = World(telegram, postgresql.migrated())
    await world.invites()
    for before in list(TALKING)[: list(TALKING).index(name)]:
        await world.live(TALKING[before])
    copies = Copies(world, postgresql)
    undisturbed = await world.live(TALKING[name])
    died = twice = 0
    for place in range(1, len(undisturbed.points), every):
        copies.set_back()
        after = await after_a_death(world, TALKING[name], place)
        if after is None:
            break
        died, twice = died + 1, twice + doubled(undisturbed.traces, after)
    return Toll(len(undisturbed.points), died, twice)
