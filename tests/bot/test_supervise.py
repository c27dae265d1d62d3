"""Tasks that must not die unnoticed, and a stop that lets each finish."""

import asyncio

import pytest

from bot.supervise import TaskDied, nap, supervise, tripped


class Bang(Exception):
    """What a task dies of."""


async def until(stop: asyncio.Event) -> None:
    await stop.wait()


async def test_ends_when_told_to() -> None:
    stop = asyncio.Event()
    stop.set()

    await supervise({"one": until(stop), "two": until(stop)}, stop)


async def test_raises_what_a_task_died_of_and_stops_the_others() -> None:
    stop = asyncio.Event()

    async def bang() -> None:
        raise Bang

    with pytest.raises(Bang):
        await supervise({"one": until(stop), "two": bang()}, stop)

    assert stop.is_set()


async def test_takes_a_task_that_merely_ends_for_dead() -> None:
    stop = asyncio.Event()

    async def short() -> None:
        return

    with pytest.raises(TaskDied, match="short"):
        await supervise({"long": until(stop), "short": short()}, stop)


async def test_unwraps_the_error_of_a_group_of_tasks() -> None:
    stop = asyncio.Event()

    async def bang() -> None:
        raise Bang

    async def group() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(bang())

    with pytest.raises(Bang):
        await supervise({"group": group()}, stop)


async def test_lets_each_task_finish_what_it_has_begun() -> None:
    stop, finished = asyncio.Event(), []

    async def slow(name: str) -> None:
        await stop.wait()
        await asyncio.sleep(0.05)
        finished.append(name)

    stop.set()
    await supervise({"one": slow("one"), "two": slow("two")}, stop)

    assert sorted(finished) == ["one", "two"]


async def test_raises_what_a_task_died_of_while_it_finished() -> None:
    stop = asyncio.Event()

    async def late() -> None:
        await stop.wait()
        await asyncio.sleep(0.01)
        raise Bang

    stop.set()
    with pytest.raises(Bang):
        await supervise({"late": late()}, stop)


async def test_waits_no_longer_than_its_patience() -> None:
    stop = asyncio.Event()
    cancelled = False

    async def stubborn() -> None:
        nonlocal cancelled
        try:
            await asyncio.Event().wait()
        finally:
            cancelled = True

    stop.set()
    await supervise({"stubborn": stubborn()}, stop, patience=0.05)

    assert cancelled


async def test_cancels_its_tasks_when_it_is_cancelled_itself() -> None:
    ended = asyncio.Event()

    async def duty() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.create_task(supervise({"duty": duty()}, asyncio.Event()))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert ended.is_set()


async def test_naps_until_the_bell_or_the_time() -> None:
    bell = asyncio.Event()

    await nap(bell, 0.01)
    bell.set()
    await nap(bell, 1000)


async def test_rings_the_bell_at_a_stop() -> None:
    stop, bell = asyncio.Event(), asyncio.Event()

    with tripped(stop, bell):
        asyncio.get_running_loop().call_soon(stop.set)
        await nap(bell, 1000)

    assert bell.is_set()
