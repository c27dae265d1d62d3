"""A crowd on a bot that is killed again and again while every seventh call to Telegram goes wrong."""

import asyncio
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.phone.faults import Kind
from bot.phone.server import LoopbackTelegram
from tests.faults.crowd import Reference, Walker
from tests.faults.processes import IMPATIENT, Process

# Of a hundred calls that send or change a message so many are met by each.
FAULTS: dict[Kind, float] = {
    "cut_before": 0.04,
    "cut_after": 0.04,
    "too_many_requests": 0.03,
    "server_error": 0.04,
}
SENDS = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
FIRST = 7001
ANSWERS = """
    SELECT person.telegram_id, answer.step, answer.place, answer.state, answer.value, answer.raw
    FROM answer JOIN person ON person.id = answer.person_id
    ORDER BY person.telegram_id, answer.conversation_id, answer.position
"""


@dataclass(frozen=True)
class Trial:
    """`module` is what runs: the bot as it is, or one that waits less before it sends again."""

    people: int
    kills: int
    seed: int
    module: tuple[str, ...] = IMPATIENT


@dataclass(frozen=True)
class Found:
    """What was there in the end."""

    kills: int
    faults: int
    updates: int
    messages: int
    doubled: int
    answers: dict[int, list[str]]
    chats_closed: int
    integrity: list[str]
    not_sent: int
    dead_updates: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.faults} faults, {self.updates} updates, {len(self.answers)} people: "
            f"{sum(map(len, self.answers.values()))} answers, {self.messages} messages, {self.doubled} more copies"
        )


async def tried(trial: Trial, folder: Path) -> Found:
    """Raises `Astray` for a chat in which a message is missing or out of order."""
    async with LoopbackTelegram() as telegram:
        process = Process(telegram, folder, trial.module)
        try:
            return await _tried(trial, process)
        finally:
            await process.cleared()


async def _tried(trial: Trial, process: Process) -> Found:
    telegram, chance = process.telegram, random.Random(trial.seed)  # noqa: S311 -- repeatable on purpose
    await process.starts()
    reference = await _undisturbed(process)
    for method in SENDS:
        for kind, share in FAULTS.items():
            telegram.faults.add(kind, method, times=math.inf, chance=share)
    faults = telegram.faults.coming
    crowd = [Walker.into(telegram, FIRST + number) for number in range(1, trial.people)]
    async with asyncio.TaskGroup() as group:
        walking = [group.create_task(walker.walks()) for walker in crowd]
        while process.kills < trial.kills and not _all_done(walking):
            await _killed(process, chance, lambda: _all_done(walking))
    telegram.faults.clear()
    await process.until(lambda: not process.busy())
    await process.stops()
    doubled = sum(reference.doubled_in(walker.hears) for walker in crowd)
    return _found(process, doubled, sum(fault.happened for fault in faults))


async def _undisturbed(process: Process) -> Reference:
    walker = Walker.into(process.telegram, FIRST)
    reference = Reference(walker)
    watching = asyncio.create_task(process.telegram.account.bell.until(reference.look, math.inf))
    await walker.walks()
    await process.until(lambda: not process.busy())
    reference.look()
    watching.cancel()
    return reference


def _all_done(tasks: list[asyncio.Task[None]]) -> bool:
    return all(task.done() for task in tasks)


async def _killed(process: Process, chance: random.Random, too_late: Callable[[], bool]) -> None:
    """After so many more calls, and then at any moment; sometimes while it is still starting."""
    wanted = _calls(process) + chance.randint(1, 20)
    await process.until(lambda: _calls(process) >= wanted or too_late())
    await asyncio.sleep(chance.uniform(0, 0.05))
    await process.dies()
    await process.starts()


def _calls(process: Process) -> int:
    return sum(request.method != "getUpdates" for request in process.telegram.requests)


def _found(process: Process, doubled: int, faults: int) -> Found:
    answers: dict[int, list[str]] = {}
    for number, *answer in process.rows(ANSWERS):
        answers.setdefault(number, []).append(str(answer).replace(str(number), "{n}"))
    (updates,) = process.rows("SELECT count(*) FROM inbox")[0]
    (messages,) = process.rows("SELECT count(*) FROM outbox WHERE method = 'sendMessage'")[0]
    return Found(
        kills=process.kills,
        faults=faults,
        updates=updates,
        messages=messages,
        doubled=doubled,
        answers=answers,
        chats_closed=process.rows("SELECT count(*) FROM conversation WHERE status = 'done'")[0][0],
        integrity=[row[0] for row in process.rows("PRAGMA integrity_check")],
        not_sent=process.rows("SELECT count(*) FROM outbox WHERE state != 'sent'")[0][0],
        dead_updates=process.rows("SELECT count(*) FROM inbox WHERE state != 'done'")[0][0],
    )
