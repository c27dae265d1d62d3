"""How many turns a second SQLite keeps: one transaction each through aiosqlite, through a thread, and in groups.

A turn is what one message leads to, by the code the bot itself runs: the update is found, the person and their
conversation are loaded, an answer and a reply are kept, the update is done.
"""

import asyncio
import queue
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from conversations.session import Answer
from storage import engines
from storage.inbox import RawUpdate
from storage.records import Records
from storage.store import Store

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHATS = 64
TURNS = 8
ROUNDS = 3
GROUP = 64

Runner = Callable[[Callable[[Records], None]], Awaitable[None]]


@dataclass(frozen=True)
class Speed:
    """`work` is milliseconds of processor time a turn, which a busy machine does not stretch."""

    rate: float
    work: float


def prepare(records: Records) -> None:
    for chat in range(1, CHATS + 1):
        person = records.people.add(chat, chat, f"Person {chat}", "en", "guest", NOW)
        records.conversations.begin(person, "quick_reflection", None, NOW)
    updates = range(1, CHATS * TURNS + 1)
    payload = '{"message": {"text": "It went better than I thought it would."}}'
    records.inbox.put([RawUpdate(one, one % CHATS + 1, payload) for one in updates], NOW)


def turn(chat: int, records: Records) -> None:
    row = records.inbox.oldest(chat, NOW)
    person = records.people.by_telegram(chat)
    talk = records.conversations.active(person) if person else None
    if row is None or person is None or talk is None:
        raise LookupError(chat)
    session = records.conversations.session(talk)
    answer = Answer(
        f"step {session.revision}", raw="It went better than I thought it would.", message=row.update_id
    )
    moved = replace(session, answers=(*session.answers[-3:], answer)).moved("next")
    records.conversations.save(talk, moved, NOW)
    talk.asked_by = records.outbox.put(
        chat, "sendMessage", {"text": "And how do you feel?"}, NOW, person=person
    ).id
    records.inbox.finish(row, NOW)


class Thread:
    """One thread with a synchronous connection; `group` units of work share a transaction, a savepoint each."""

    def __init__(self, path: Path, group: int) -> None:
        self._work: queue.SimpleQueue[tuple[Callable[[Records], None], Future[None]] | None] = (
            queue.SimpleQueue()
        )
        self._group = group
        self._engine = create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0)
        engines.prepare_sqlite(self._engine, engines.pragmas(10, **engines.WORKING), "BEGIN IMMEDIATE")
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    async def run(self, work: Callable[[Records], None]) -> None:
        done: Future[None] = Future()
        self._work.put((work, done))
        await asyncio.wrap_future(done)

    def close(self) -> None:
        self._work.put(None)
        self._thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        while (first := self._work.get()) is not None:
            batch = [first]
            while len(batch) < self._group and not self._work.empty():
                following = self._work.get()
                if following is None:
                    self._work.put(None)
                    break
                batch.append(following)
            self._keep(batch)

    def _keep(self, batch: list[tuple[Callable[[Records], None], Future[None]]]) -> None:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            for work, _done in batch:
                if self._group == 1:
                    work(Records(session))
                else:
                    with session.begin_nested():
                        work(Records(session))
        for _work, done in batch:
            done.set_result(None)


async def measure(run: Runner) -> Speed:
    async def chat_through(chat: int) -> None:
        for _ in range(TURNS):
            await run(partial(turn, chat))

    begin, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(chat_through(chat) for chat in range(1, CHATS + 1)))
    turns = CHATS * TURNS
    return Speed(turns / (time.perf_counter() - begin), 1000 * (time.process_time() - worked) / turns)


async def statements_of_a_turn(folder: Path) -> int:
    heard: list[str] = []
    store = await Store.open(f"sqlite+aiosqlite:///{folder}/statements.db", on_statement=heard.append)
    await store.run(prepare)
    heard.clear()
    await store.run(partial(turn, 1))
    await store.close()
    return len(heard) - len(["BEGIN", "COMMIT", "COMMITTED"])


async def through_aiosqlite(path: Path) -> Speed:
    store = await Store.open(f"sqlite+aiosqlite:///{path}")
    await store.run(prepare)
    speed = await measure(store.run)
    await store.close()
    return speed


async def through_a_thread(path: Path, group: int) -> Speed:
    store = await Store.open(f"sqlite+aiosqlite:///{path}")
    await store.run(prepare)
    await store.close()
    thread = Thread(path, group)
    speed = await measure(thread.run)
    thread.close()
    return speed


WAYS: dict[str, Callable[[Path], Awaitable[Speed]]] = {
    "aiosqlite, a transaction each (as it runs)": through_aiosqlite,
    "synchronous in a thread, a transaction each": partial(through_a_thread, group=1),
    f"synchronous in a thread, up to {GROUP} a transaction": partial(through_a_thread, group=GROUP),
}


async def main() -> None:
    speeds: dict[str, list[Speed]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        statements = await statements_of_a_turn(Path(name))
        for number in range(ROUNDS):
            for index, (way, through) in enumerate(WAYS.items()):
                speeds[way].append(await through(Path(name) / f"{number}-{index}.db"))
    print(f"{CHATS} chats side by side, {statements} statements a turn, median of {ROUNDS} rounds")
    first, *_rest = (statistics.median(speed.rate for speed in found) for found in speeds.values())
    for way, found in speeds.items():
        rate = statistics.median(speed.rate for speed in found)
        work = statistics.median(speed.work for speed in found)
        print(f"{way:<48} {rate:6.0f} turns/s  x {rate / first:.1f}  {work:5.1f} ms processor a turn")


if __name__ == "__main__":
    asyncio.run(main())
