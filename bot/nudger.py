"""What is due becomes messages: one transaction a person, looked for again and again, whatever the clock does."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.supervise import nap
from storage.records import Records
from storage.store import Store, Unavailable
from storage.tables import Person

log = structlog.get_logger(__name__)

# Says what is due for a person now; how many messages that made.
Fire = Callable[[Records, Person, datetime], int]

# Clock jumps, and what other replicas plan, are noticed within so many seconds.
LONGEST_SLEEP = 2.0
# What another replica is saying right now is still due for us.
SHORTEST_SLEEP = 0.05
PEOPLE_AT_ONCE = 100
# What a mistake of ours keeps from being said is tried again after this.
AFTER_FAILURE = timedelta(hours=1)


def silent(_records: Records, _person: Person, _now: datetime) -> int:
    """A bot that never speaks first."""
    return 0


@dataclass(frozen=True, slots=True)
class Nudger:
    """Any number may look at one database: each nudge is said by the one that locks it first."""

    store: Store
    fire: Fire
    now: Callable[[], datetime]

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; a database out of reach is waited for."""
        while not stop.is_set():
            try:
                rest = await self.tick(stop)
            except Unavailable:
                log.exception("nudges out of reach")
                rest = LONGEST_SLEEP
            await nap(stop, rest)

    async def tick(self, stop: asyncio.Event) -> float:
        """Say what is due; the seconds until there can be more."""
        now = self.now()
        for person_id in await self.store.read(lambda records: records.nudges.whose(now, PEOPLE_AT_ONCE)):
            if stop.is_set():
                break
            await self._say(person_id, now)
        return await self._rest()

    async def _say(self, person_id: int, now: datetime) -> None:
        """One person's mistake is not another's: who cannot be told is left for later."""
        try:
            said = await self.store.run(partial(self._fire, person_id=person_id, now=now))
        except Unavailable:
            raise
        except Exception:
            log.exception("nudges not said; tried again later", person=person_id)
            until = now + AFTER_FAILURE
            await self.store.run(lambda records: records.nudges.put_off(person_id, now, until))
        else:
            if said:
                log.info("nudged", messages=said)

    def _fire(self, records: Records, *, person_id: int, now: datetime) -> int:
        person = records.people.get(person_id)
        return 0 if person is None else self.fire(records, person, now)

    async def _rest(self) -> float:
        next_due = await self.store.read(lambda records: records.nudges.next_due())
        if next_due is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(SHORTEST_SLEEP, (next_due - self.now()).total_seconds()))
