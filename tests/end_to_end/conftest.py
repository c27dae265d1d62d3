"""A bot that runs, and a person with a phone."""

from collections.abc import AsyncIterator

import pytest

from tests.running import House, Phone, running


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    """Anybody may talk to this one."""
    async with running(sqlite_url) as house:
        yield house


@pytest.fixture
def mara(house: House) -> Phone:
    return Phone(house.telegram.person(1001, "Mara"), house)


@pytest.fixture
def leo(house: House) -> Phone:
    return Phone(house.telegram.person(1002, "Leo"), house)


@pytest.fixture
def eve(house: House) -> Phone:
    return Phone(house.telegram.person(1003, "Eve"), house)
