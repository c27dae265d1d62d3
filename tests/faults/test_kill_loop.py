"""The bot's own process, killed and stopped at random while people write: nothing is lost, doubled or out of order."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.phone.server import LoopbackTelegram
from tests.faults.crowd import Walker
from tests.faults.processes import Process
from tests.faults.trial import FIRST, Trial, tried

# Each start of a process takes a second, several on a busy machine.
pytestmark = pytest.mark.timeout(400)


async def test_keeps_every_answer_of_everybody_when_it_is_killed_again_and_again(tmp_path: Path) -> None:
    trial = Trial(people=6, kills=8, seed=1)

    found = await tried(trial, tmp_path)

    undisturbed = found.answers[FIRST]
    assert (found.kills, found.faults > 0) == (trial.kills, True)
    assert found.answers == {FIRST + number: undisturbed for number in range(trial.people)}
    assert len(undisturbed) > 8
    assert (found.chats_closed, found.not_sent, found.dead_updates) == (trial.people, 0, 0)
    assert found.integrity == ["ok"]


@pytest.fixture
async def process(tmp_path: Path) -> AsyncIterator[Process]:
    async with LoopbackTelegram() as telegram:
        process = Process(telegram, tmp_path)
        yield process
        await process.cleared()


async def test_finishes_what_is_under_way_when_it_is_asked_to_stop(process: Process) -> None:
    """With a queue of updates: what was begun is finished, what was not is there for the next process."""
    telegram = process.telegram
    people = [Walker.into(telegram, 8000 + number).person for number in range(40)]
    await process.starts()
    await process.until(lambda: bool(telegram.asked("getUpdates")))
    for round_ in range(3):
        for person in people:
            await person.types("/start" if not round_ else f"/note number {round_}")
    await process.until(lambda: len(telegram.asked("sendMessage")) > len(people))

    ended = await process.stops()

    left = process.busy()
    under_way = process.rows("SELECT * FROM outbox WHERE state = 'sending'")
    await process.starts()
    await process.until(lambda: not process.busy())
    assert (ended, left, under_way) == (0, True, [])
    assert len({tuple(person.says[1:]) for person in people}) == 1
    assert [len(person.says) for person in people] == [4] * len(people)
    assert process.rows("SELECT count(*) FROM note") == [(2 * len(people),)]


async def test_may_be_stopped_before_it_listens(process: Process) -> None:
    await process.telegram.pause()
    await process.starts()
    await process.until(process.database.exists)
    await asyncio.sleep(0.5)

    assert await process.stops() == 0
