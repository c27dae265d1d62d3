"""The outbox to Telegram: strictly in order within a chat, chats side by side, each call written down before it is made."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot.clocks import Clocks
from bot.logs import Alias
from bot.pacing import Pacing
from bot.settlement import (
    HALT_UNTIL,
    Deed,
    Parcel,
    Step,
    decide,
    growing,
    makes_message,
    missing,
    write,
)
from bot.supervise import nap, tripped
from bot.verdict import Outcome, Verdict, judge
from bot.wire import TokenRefused, Wire
from storage.records import Records
from storage.store import Store, Unavailable

log = structlog.get_logger(__name__)

HEADS = 200
SIDE_BY_SIDE = 32
# Clock jumps and what other replicas write are noticed within this time.
LONGEST_SLEEP = 5.0
# No call lasts as long: a row of another replica that is older has lost its sender.
LEASE = timedelta(minutes=2)
LOOK_FOR_LOST = timedelta(seconds=30)


@dataclass
class Delivery:
    """`settle` is how long a message of unknown fate is left alone before it is sent again.

    `alone`: no other process sends from this database, so what is under way at the start was left by a dead one.
    """

    store: Store
    wire: Wire
    pacing: Pacing
    clocks: Clocks
    alias: Alias
    settle: timedelta = timedelta(seconds=15)
    alone: bool = True
    _busy: set[int] = field(default_factory=set)
    _under_way: set[int] = field(default_factory=set)
    _unknown: Counter[int] = field(default_factory=Counter)
    _looked: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; what is under way then is finished."""
        with tripped(stop, self.store.outgoing):
            async with asyncio.TaskGroup() as group:
                while not stop.is_set():
                    self.store.outgoing.clear()
                    try:
                        rest = await self._round(group, stop)
                    except Unavailable:
                        log.exception("outbox out of reach")
                        rest = LONGEST_SLEEP
                    await nap(self.store.outgoing, rest)

    async def _round(self, group: asyncio.TaskGroup, stop: asyncio.Event) -> float:
        """Send what may leave now; the seconds until there can be more."""
        await self._remember_halt()
        await self._settle_lost()
        free = SIDE_BY_SIDE - len(self._busy)
        if free <= 0:
            return LONGEST_SLEEP
        if wait := self.pacing.whole_wait():
            return min(wait, LONGEST_SLEEP)
        heads, sooner = await self.store.read(self._heads)
        chosen, rest = self._choose(heads, free)
        if chosen:
            for parcel in await self.store.run(lambda records: self._claim(records, chosen)):
                self._busy.add(parcel.chat_id)
                self._under_way.add(parcel.row_id)
                group.create_task(self._deliver(parcel, stop))
        return rest if heads else min(rest, sooner)

    def _heads(self, records: Records) -> tuple[list[tuple[int, int, str]], float]:
        """What may leave now; and in how many seconds the next may, if nothing does.

        A message is due by people's time. Once it was tried, it is tried again by the real one, so that nobody who
        moves people's clock shortens what Telegram told us to wait.
        """
        now, books = self.clocks.now(), self.clocks.books()
        due = records.outbox.heads(now, HEADS)
        resting = [row.due_at - books for row in due if row.attempts and row.due_at > books]
        ready = [row for row in due if not row.attempts or row.due_at <= books]
        next_due = records.outbox.next_due()
        if not due and next_due is not None:
            resting = [next_due - now]
        sooner = min((max(0.0, rest.total_seconds()) for rest in resting), default=LONGEST_SLEEP)
        return [(row.id, row.chat_id, row.method) for row in ready], sooner

    def _choose(self, heads: Sequence[tuple[int, int, str]], free: int) -> tuple[list[int], float]:
        """The rows that may leave now, their pace taken; and the seconds until the next may."""
        chosen: list[int] = []
        rest = LONGEST_SLEEP
        for row_id, chat_id, method in heads:
            if chat_id in self._busy:
                continue
            wait = self.pacing.wait(chat_id, new=makes_message(method))
            if wait or len(chosen) == free:
                rest = min(rest, wait or LONGEST_SLEEP)
                continue
            self.pacing.take(chat_id, new=makes_message(method))
            chosen.append(row_id)
        return chosen, rest

    def _claim(self, records: Records, chosen: Sequence[int]) -> list[Parcel]:
        now = self.clocks.books()
        rows = [records.outbox.claim(row_id, now) for row_id in chosen]
        return [Parcel.of(row, records.outbox.target(row)) for row in rows if row is not None]

    async def _deliver(self, parcel: Parcel, stop: asyncio.Event) -> None:
        """One call, and what came of it."""
        try:
            await self._call(parcel, stop)
        finally:
            self._busy.discard(parcel.chat_id)
            self._under_way.discard(parcel.row_id)
            self.store.outgoing.set()

    async def _call(self, parcel: Parcel, stop: asyncio.Event) -> None:
        if parcel.aimless:
            await self._write(parcel, missing(parcel), "", stop)
            return
        try:
            result = await self.wire.call(parcel.method, parcel.call)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it says something about the message
            await self._after(parcel, judge(error), error, stop)
            return
        self._unknown.pop(parcel.row_id, None)
        message_id = message_of(result, parcel.message_id)
        await self._commit(
            lambda records: records.outbox.sent(parcel.row_id, message_id, self.clocks.books()), stop
        )

    async def _after(self, parcel: Parcel, verdict: Verdict, error: Exception, stop: asyncio.Event) -> None:
        if verdict.outcome is Outcome.UNKNOWN:
            self._unknown[parcel.row_id] += 1
        if verdict.outcome is Outcome.TOO_FAST and self.pacing.told_to_wait(parcel.chat_id, verdict.wait):
            await self._halt(verdict.wait, stop)
        step = decide(parcel, verdict, self._unknown[parcel.row_id], self.settle)
        self._report(parcel, verdict, step, error)
        if step.deed is not Deed.AGAIN:
            self._unknown.pop(parcel.row_id, None)
        await self._write(parcel, step, type(error).__name__, stop)
        if verdict.outcome is Outcome.TOKEN_REFUSED:
            raise TokenRefused

    def _report(self, parcel: Parcel, verdict: Verdict, step: Step, error: Exception) -> None:
        tell = log.error if step.deed is Deed.KILL else log.warning
        if step.deed is Deed.SENT:
            tell = log.debug
        tell(
            "not sent as it was",
            chat=self.alias(parcel.chat_id),
            row=parcel.row_id,
            method=parcel.method,
            outcome=verdict.outcome.name.lower(),
            then=step.deed.name.lower(),
            rest=step.rest.total_seconds(),
            error=error,
        )

    async def _write(self, parcel: Parcel, step: Step, error: str, stop: asyncio.Event) -> None:
        await self._commit(lambda records: write(records, parcel, step, error, self.clocks.books()), stop)

    async def _commit(self, work: Callable[[Records], None], stop: asyncio.Event) -> None:
        """What is known about a message is worth waiting for the database; at a stop it becomes unknown."""
        tries = 0
        while True:
            try:
                await self.store.run(work)
            except Unavailable:
                tries += 1
                log.exception("outcome not written yet")
                if stop.is_set():
                    return
                await nap(stop, growing(timedelta(seconds=1), tries, timedelta(seconds=10)).total_seconds())
            else:
                return

    async def _halt(self, seconds: float, stop: asyncio.Event) -> None:
        """Everyone waits, over a restart too."""
        until = self.clocks.books() + timedelta(seconds=seconds)
        log.warning("telegram makes everyone wait", seconds=seconds)
        await self._commit(lambda records: records.facts.set(HALT_UNTIL, until.isoformat()), stop)

    async def _remember_halt(self) -> None:
        if self._looked is not None:
            return
        kept = await self.store.read(lambda records: records.facts.get(HALT_UNTIL))
        if kept is not None:
            left = datetime.fromisoformat(kept).astimezone(UTC) - self.clocks.books()
            self.pacing.halt(max(0.0, left.total_seconds()))

    async def _settle_lost(self) -> None:
        """Rows whose sender died without a word are of unknown fate."""
        now = self.clocks.books()
        if self._looked is not None and abs(now - self._looked) < LOOK_FOR_LOST:
            return
        first = self._looked is None
        before = now if first and self.alone else now - LEASE
        lost = await self.store.run(lambda records: self._give_back(records, before))
        self._looked = now
        if lost:
            log.warning("messages of unknown fate found", count=lost)

    def _give_back(self, records: Records, before: datetime) -> int:
        now = self.clocks.books()
        rows = [row for row in records.outbox.unsettled(before) if row.id not in self._under_way]
        for row in rows:
            parcel = Parcel.of(row, records.outbox.target(row))
            step = decide(parcel, Verdict(Outcome.UNKNOWN), 1, self.settle)
            since = row.sending_since or now
            write(records, parcel, step, "Interrupted", min(since, now) if step.deed is Deed.AGAIN else now)
        return len(rows)


def message_of(result: Any, target: int | None) -> int | None:
    """The id of the message a call made or changed."""
    made = result.get("message_id") if isinstance(result, dict) else None
    return made if isinstance(made, int) else target
