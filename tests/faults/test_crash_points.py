"""Killed at any statement and around every call of Telegram, a turn of a conversation loses nothing and repeats nothing."""

import pytest

from tests.faults.deaths import Told, survives, tell
from tests.faults.lives import World
from tests.faults.stories import TALKING


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell(TALKING, tmp_path_factory.mktemp("talking"))


@pytest.mark.parametrize("name", TALKING)
async def test_survives_a_death_at_any_point_of(name: str, told: Told, world: World) -> None:
    await survives(told[name], world)
