"""Where each conversation stands and what was answered in it, as rows; in and out as `Session`."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, delete, orm, select

from conversations.session import DONE, STOPPED, Answer, Session
from storage.tables import AnswerRow, Application, Conversation, Person, Status

_ENDS: dict[str, Status] = {DONE: "done", STOPPED: "stopped"}


class Conversations:
    def __init__(self, session: orm.Session) -> None:
        self._session = session

    def active(self, person: Person) -> Conversation | None:
        return self._session.scalar(_of(person).where(Conversation.status == "active"))

    def paused(self, person: Person) -> list[Conversation]:
        """The one moved last first."""
        query = _of(person).where(Conversation.status == "paused")
        return list(
            self._session.scalars(query.order_by(Conversation.moved_at.desc(), Conversation.id.desc()))
        )

    def of(self, person: Person) -> list[Conversation]:
        """All of them, the newest first."""
        return list(self._session.scalars(_of(person).order_by(Conversation.id.desc())))

    def latest(self, person: Person, application: Application, flow: str) -> Conversation | None:
        """The last one finished of that flow about that application."""
        query = _of(person).where(
            Conversation.application_id == application.id,
            Conversation.flow == flow,
            Conversation.status == "done",
        )
        return self._session.scalar(query.order_by(Conversation.id.desc()).limit(1))

    def finished(self, person: Person, flow: str) -> list[Conversation]:
        """Every one of that flow that came to its end, the newest first."""
        query = _of(person).where(Conversation.flow == flow, Conversation.status == "done")
        return list(self._session.scalars(query.order_by(Conversation.id.desc())))

    def about(self, person: Person, application: Application) -> list[Conversation]:
        """All about one application, the newest first."""
        query = _of(person).where(Conversation.application_id == application.id)
        return list(self._session.scalars(query.order_by(Conversation.id.desc())))

    def moved_between(self, begin: datetime, end: datetime) -> list[tuple[Person, Conversation]]:
        """Who was in the middle of a conversation in that time. The one look across people: it is for the bot alone."""
        query = (
            select(Person, Conversation)
            .join(Conversation, Conversation.person_id == Person.id)
            .where(Conversation.status == "active", Person.blocked_at.is_(None))
            .where(Conversation.moved_at >= begin, Conversation.moved_at <= end)
            .order_by(Conversation.id)
        )
        return [(person, conversation) for person, conversation in self._session.execute(query)]

    def get(self, person: Person, conversation_id: int) -> Conversation | None:
        return self._session.scalar(_of(person).where(Conversation.id == conversation_id))

    def begin(
        self, person: Person, flow: str, application: Application | None, now: datetime
    ) -> Conversation:
        """A new active one; a second active one of the same person is refused by the database."""
        conversation = Conversation(
            person_id=person.id,
            application_id=None if application is None else application.id,
            flow=flow,
            begun_at=now,
            moved_at=now,
        )
        self._session.add(conversation)
        self._session.flush()
        return conversation

    def session(self, conversation: Conversation) -> Session:
        return Session(
            number=conversation.id,
            flow=conversation.flow,
            step=conversation.step,
            revision=conversation.revision,
            place=conversation.place,
            answers=tuple(_answer(row) for row in self._rows(conversation)),
        )

    def save(self, conversation: Conversation, session: Session, now: datetime) -> None:
        """Keep where it stands now. Answers that did not change keep the moment they were given at.

        A session that has ended ends the conversation.
        """
        self._save_answers(conversation, session.answers, now)
        conversation.step, conversation.place = session.step, session.place
        conversation.revision = session.revision
        conversation.moved_at = now
        if session.step in _ENDS:
            self.close(conversation, _ENDS[session.step], now)
        self._session.flush()

    def _save_answers(self, conversation: Conversation, answers: Iterable[Answer], now: datetime) -> None:
        kept = {(row.step, row.place): row for row in self._rows(conversation)}
        for position, answer in enumerate(answers):
            row = kept.pop((answer.step, answer.place), None)
            if row is None:
                self._session.add(_row(conversation, answer, position, now))
                continue
            row.position = position
            if _answer(row) != answer:
                row.state, row.value, row.raw = answer.state, answer.value, answer.raw
                row.message_id, row.at = answer.message, now
        gone = [row.id for row in kept.values()]
        if gone:
            self._session.execute(delete(AnswerRow).where(AnswerRow.id.in_(gone)))

    def answered_at(self, conversation: Conversation) -> dict[tuple[str, int], datetime]:
        """When each answer was given, by step and place."""
        return {(row.step, row.place): row.at for row in self._rows(conversation)}

    def containing(self, person: Person, message_id: int) -> Conversation | None:
        """The conversation with an answer that came from this message of the person."""
        query = (
            _of(person)
            .join(AnswerRow, AnswerRow.conversation_id == Conversation.id)
            .where(AnswerRow.person_id == person.id, AnswerRow.message_id == message_id)
            .order_by(Conversation.id.desc())
            .limit(1)
        )
        return self._session.scalar(query)

    def close(self, conversation: Conversation, status: Status, now: datetime) -> None:
        """Paused, done, stopped, or active again."""
        conversation.status = status
        conversation.ended_at = now if status in {"done", "stopped"} else None
        # At once, and in the caller's order: two active ones would be refused, even for the length of a flush.
        self._session.flush()

    def _rows(self, conversation: Conversation) -> list[AnswerRow]:
        query = select(AnswerRow).where(AnswerRow.conversation_id == conversation.id)
        return list(self._session.scalars(query.order_by(AnswerRow.position, AnswerRow.id)))


def _of(person: Person) -> Select[Conversation]:
    return select(Conversation).where(Conversation.person_id == person.id)


def _answer(row: AnswerRow) -> Answer:
    return Answer(
        step=row.step,
        place=row.place,
        state=row.state,
        value=row.value,
        raw=row.raw,
        message=row.message_id,
    )


def _row(conversation: Conversation, answer: Answer, position: int, now: datetime) -> AnswerRow:
    return AnswerRow(
        conversation_id=conversation.id,
        person_id=conversation.person_id,
        step=answer.step,
        place=answer.place,
        position=position,
        state=answer.state,
        value=answer.value,
        raw=answer.raw,
        message_id=answer.message,
        at=now,
    )
