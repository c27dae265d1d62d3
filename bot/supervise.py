"""Tasks that must not die unnoticed: the first to end badly ends the process, and a stop lets each finish."""

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any

import structlog

log = structlog.get_logger(__name__)

PATIENCE = 18.0


class TaskDied(Exception):
    """A task that should run for as long as the process does has ended."""


async def nap(event: asyncio.Event, seconds: float) -> None:
    """Until the event, but no longer than this."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


@contextlib.contextmanager
def tripped(stop: asyncio.Event, bell: asyncio.Event) -> Iterator[None]:
    """Inside the block, a stop rings the bell too: who waits for the one need not watch the other."""

    async def ring() -> None:
        await stop.wait()
        bell.set()

    watch = asyncio.create_task(ring())
    try:
        yield
    finally:
        watch.cancel()


async def supervise(
    duties: Mapping[str, Coroutine[Any, Any, None]], stop: asyncio.Event, *, patience: float = PATIENCE
) -> None:
    """Run the duties until told to stop. A duty that ends before that raises `TaskDied` or its own error.

    After a stop each may finish what it has begun, for so many seconds; then it is cancelled.
    """
    tasks = {asyncio.create_task(duty, name=name) for name, duty in duties.items()}
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({*tasks, waiting}, return_when=asyncio.FIRST_COMPLETED)
        early = set() if stop.is_set() else {task for task in tasks if task.done()}
        stop.set()
        await _finish(tasks, patience)
    finally:
        for task in {*tasks, waiting}:
            task.cancel()
        await asyncio.gather(*tasks, waiting, return_exceptions=True)
    for task in tasks:
        _judge(task, early=task in early)


async def _finish(tasks: set[asyncio.Task[None]], patience: float) -> None:
    unfinished = [task for task in tasks if not task.done()]
    if not unfinished:
        return
    _, late = await asyncio.wait(unfinished, timeout=patience)
    for task in late:
        log.warning("not finished in time", task=task.get_name())


def _judge(task: asyncio.Task[None], *, early: bool) -> None:
    error = None if task.cancelled() else task.exception()
    if error is None and not early:
        return
    log.critical("task died", task=task.get_name(), error=error)
    if error is None:
        raise TaskDied(task.get_name())
    raise first(error)


def first(error: BaseException) -> BaseException:
    """The error itself, where a group of tasks has wrapped it."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
