"""Killed at any statement and around every call of Telegram, a turn around a conversation loses nothing and repeats nothing."""

import pytest

from tests.faults.deaths import Told, survives, tell
from tests.faults.lives import World
from tests.faults.stories import AROUND


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell(AROUND, tmp_path_factory.mktemp("around"))


@pytest.mark.parametrize("name", AROUND)
async def test_survives_a_death_at_any_point_of(name: str, told: Told, world: World) -> None:
    await survives(told[name], world)
