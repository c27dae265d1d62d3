"""Killed at any statement and around every call of Telegram, a turn around a conversation loses nothing and repeats nothing."""

import pytest

from bot.coach import sentences
from tests.faults.deaths import Told, revived, survives, tell
from tests.faults.lives import World
from tests.faults.stories import AROUND, types


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell(AROUND, tmp_path_factory.mktemp("around"))


@pytest.mark.parametrize("name", AROUND)
async def test_survives_a_death_at_any_point_of(name: str, told: Told, world: World) -> None:
    await survives(told[name], world)


@pytest.mark.parametrize("point", ["call sendDocument", "answer to sendDocument"])
async def test_asks_at_the_next_word_about_a_file_of_unknown_fate(
    point: str, told: Told, world: World
) -> None:
    """A file with everything in it is not sent twice on a doubt."""
    died = next(one for one in told["export"].remains if point in one.points)
    await revived(world, died)

    after = await world.live(types("hello again"))

    files = [seen for seen in after.traces.chat if seen.file]
    assert len(files) == (point == "answer to sendDocument")
    assert [seen.text for seen in after.traces.chat].count(sentences.EXPORT_UNSURE) == 1
