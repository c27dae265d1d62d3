"""On PostgreSQL, where a copy of the whole database stands for each death: some points of a turn, not all."""

import pytest

from bot.phone.server import LoopbackTelegram
from tests.crash import Fuse
from tests.faults.comparing import doubled
from tests.faults.lives import REST, Act, Ended, World, copied
from tests.faults.stories import TALKING
from tests.postgresql import PostgreSQL

EVERY = 7


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
        self._postgresql.server.psql(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
        self._postgresql.server.psql(f"CREATE DATABASE {copy} TEMPLATE {self._name}_saved")
        self._world.url, self._world.now = self._url, self._now
        self._world.set_telegram_back(self._telegram)


async def after_a_death(world: World, act: Act, place: int) -> Ended:
    """The next life of a world in which the bot dies at this statement or call of the turn."""
    fuse = Fuse(world.url)
    fuse.light(place)
    await world.live(act, fuse=fuse)
    assert fuse.burnt
    world.now += REST
    return await world.live()


@pytest.mark.parametrize("name", ["a text", "two messages at once"])
@pytest.mark.timeout(400)
async def test_survives_a_death_at_some_points_of(
    name: str, telegram: LoopbackTelegram, postgresql: PostgreSQL
) -> None:
    world = World(telegram, postgresql.migrated())
    await world.invites()
    for before in list(TALKING)[: list(TALKING).index(name)]:
        await world.live(TALKING[before])
    copies = Copies(world, postgresql)
    undisturbed = await world.live(TALKING[name])

    for place in range(1, len(undisturbed.points), EVERY):
        copies.set_back()
        after = await after_a_death(world, TALKING[name], place)

        assert doubled(undisturbed.traces, after) <= 1
