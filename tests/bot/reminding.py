"""The application at its work, with reflections that ended in "This evening", and a nudger that looks when it is told."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.coach import later
from bot.coach.desk import Desk, House
from bot.languages import languages
from bot.nudger import Nudger
from conversations.session import DONE, Answer
from storage.records import Records
from storage.tables import Application, Conversation, Nudge, OutboxRow, Person
from tests.bot.hearing import Hearing, Said

T = TypeVar("T")

MARA, LEO = 1001, 1002
MADRID = "Europe/Madrid"


class Reminding(Hearing):
    """`rows` are those that the last look of the nudger led to."""

    rows: list[OutboxRow]

    async def knows(self, who: int = MARA, zone: str | None = MADRID) -> None:
        def add(records: Records) -> None:
            person = records.people.add(who, who, f"P{who}", "en", "guest", self.now)
            person.zone = zone

        await self.store.run(add)

    async def at_desk(self, work: Callable[[Desk], T], who: int = MARA) -> T:
        return await self.store.run(lambda records: work(desk(records, person(records, who), self.now)))

    async def ends(
        self, company: str = "Acme", *answers: Answer, who: int = MARA, kind: str = later.THANK_YOU
    ) -> int:
        """A conversation about that company ends, and something is to be brought up later; its number."""

        def work(at: Desk) -> int:
            flow = "reflection" if kind == later.THANK_YOU else "closer_look"
            talk = conversation(at, flow, company, *answers)
            later.plan(at, talk, kind)
            return talk.id

        return await self.at_desk(work, who)

    async def looks(self, fire: Callable[[Records, Person, datetime], int] | None = None) -> list[str]:
        """The nudger looks once; what it had to say."""
        await Nudger(self.store, fire or self.app.nudge, lambda: self.now).tick(asyncio.Event())

        def work(records: Records) -> list[OutboxRow]:
            rows = records.session.query(OutboxRow).filter_by(state="waiting").order_by(OutboxRow.id).all()
            self.said = [Said(row.chat_id, row.method, json.loads(row.params)) for row in rows]
            for row in rows:
                records.outbox.sent(row.id, next(self.numbers) + 10_000, self.now)
            return rows

        self.rows = await self.store.run(work)
        return self.texts

    async def nudges(self, who: int = MARA) -> list[Nudge]:
        return await self.at_desk(lambda at: at.records.nudges.of(at.person), who)

    async def states(self, who: int = MARA) -> list[str]:
        return [nudge.state for nudge in await self.nudges(who)]

    async def letters(self, who: int = MARA) -> list[tuple[str, bool]]:
        """To whom, and whether sent."""

        def work(at: Desk) -> list[tuple[str, bool]]:
            return [(one.recipient, one.sent_at is not None) for one in at.records.letters.of(at.person)]

        return await self.at_desk(work, who)


def desk(records: Records, of: Person, now: datetime) -> Desk:
    return Desk(records, of, now, House(languages()))


def person(records: Records, who: int) -> Person:
    found = records.people.by_telegram(who)
    if found is None:
        raise LookupError(who)
    return found


def conversation(at: Desk, flow: str, company: str, *answers: Answer) -> Conversation:
    """One that was ended with these answers, and who was met."""
    about: Application = at.records.applications.like(at.person, company, "") or at.records.applications.add(
        at.person, company, "", at.now
    )
    talk = at.records.conversations.begin(at.person, flow, about, at.now)
    session = at.records.conversations.session(talk)
    said = (Answer("application", value=company), Answer("met", value="Ana, Tom"), *answers)
    at.records.conversations.save(talk, replace(session, step=DONE, answers=said), at.now)
    return talk
