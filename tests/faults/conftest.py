"""A world in which every turn of a story was lived once, so that it can be lived again after a death at each point."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.phone.server import LoopbackTelegram
from tests.faults.lives import World, morning


@pytest.fixture
async def telegram() -> AsyncIterator[LoopbackTelegram]:
    """Its clock stands still; a test that leaves a violation behind fails."""
    async with LoopbackTelegram(now=morning, throttle=False) as running:
        yield running

        assert running.violations == []


@pytest.fixture
def world(telegram: LoopbackTelegram, tmp_path: Path) -> World:
    return World(telegram, f"sqlite+aiosqlite:///{tmp_path / 'debrief.db'}")
