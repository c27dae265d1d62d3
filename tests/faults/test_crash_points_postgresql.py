"""On PostgreSQL some points of a turn are tried, not all: each wants a copy of the database of its own."""

import pytest

from bot.phone.server import LoopbackTelegram
from tests.faults.on_postgresql import survives_on_postgresql
from tests.postgresql import PostgreSQL

EVERY = 9


@pytest.mark.parametrize("name", ["a text", "two messages at once"])
@pytest.mark.timeout(400)
async def test_survives_a_death_at_some_points_of(
    name: str, telegram: LoopbackTelegram, postgresql: PostgreSQL
) -> None:
    toll = await survives_on_postgresql(name, telegram, postgresql, EVERY)

    assert toll.remains > 4
