"""The jobs a person is after, as they named them."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.tables import AnswerRow, Application, Conversation, Event, Person


class Applications:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person: Person) -> list[Application]:
        """The latest first."""
        query = select(Application).where(Application.person_id == person.id)
        return list(self._session.scalars(query.order_by(Application.id.desc())))

    def get(self, person: Person, application_id: int) -> Application | None:
        query = select(Application).where(
            Application.person_id == person.id, Application.id == application_id
        )
        return self._session.scalar(query)

    def add(self, person: Person, company: str, role: str, now: datetime) -> Application:
        application = Application(person_id=person.id, company=company, role=role, created_at=now)
        self._session.add(application)
        self._session.flush()
        return application

    def rename(self, application: Application, company: str, role: str, said: tuple[str, str]) -> None:
        """Another company and role; where answers about it name it, they say the second label in place of the first."""
        application.company, application.role = company, role
        about = select(Conversation.id).where(Conversation.application_id == application.id)
        named = update(AnswerRow).where(AnswerRow.conversation_id.in_(about), AnswerRow.value == said[0])
        self._session.execute(named.values(value=said[1]))
        self._session.flush()

    def remove(self, application: Application) -> None:
        self._session.delete(application)
        self._session.flush()

    def take(  # noqa: PLR0913, PLR0917 -- all that the history says of a step
        self,
        person: Person,
        application: Application,
        conversation: Conversation | None,
        step: str,
        after: str,
        now: datetime,
    ) -> None:
        """It stands there now; where that is elsewhere, its history says how it came there."""
        if application.stage == after:
            return
        event = Event(
            person_id=person.id,
            application_id=application.id,
            conversation_id=None if conversation is None else conversation.id,
            step=step,
            before=application.stage,
            after=after,
            at=now,
        )
        application.stage = after
        self._session.add(event)
        self._session.flush()

    def history(self, application: Application) -> list[Event]:
        """Every change of where it stands, in order."""
        query = select(Event).where(Event.application_id == application.id)
        return list(self._session.scalars(query.order_by(Event.id)))

    def like(self, person: Person, company: str, role: str) -> Application | None:
        """The latest of that company and role, however they are capitalised."""
        # Not in SQL: SQLite's lower() knows no letter beyond ASCII, and a person has a handful of these.
        wanted = (_same(company), _same(role))
        return next((one for one in self.of(person) if (_same(one.company), _same(one.role)) == wanted), None)


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
