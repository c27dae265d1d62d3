"""What a person decided to do, and what became of it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Action, Conversation, Person


class Actions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913 -- each says one thing about the action, by name
        self,
        person: Person,
        conversation: Conversation,
        text: str,
        now: datetime,
        *,
        day: str = "",
        place: str = "",
        obstacle: str = "",
    ) -> Action:
        action = Action(
            person_id=person.id,
            application_id=conversation.application_id,
            conversation_id=conversation.id,
            text=text,
            day=day,
            place=place,
            obstacle=obstacle,
            made_at=now,
        )
        self._session.add(action)
        self._session.flush()
        return action

    def get(self, person: Person, action_id: int) -> Action | None:
        return self._session.scalar(
            select(Action).where(Action.person_id == person.id, Action.id == action_id)
        )

    def of(self, person: Person, conversation: Conversation | None = None) -> list[Action]:
        """In the order they were decided; all, or those of one conversation."""
        query = select(Action).where(Action.person_id == person.id).order_by(Action.id)
        if conversation is not None:
            query = query.where(Action.conversation_id == conversation.id)
        return list(self._session.scalars(query))

    def remove(self, action: Action) -> None:
        self._session.delete(action)
        self._session.flush()

    def open(self, person: Person) -> list[Action]:
        """Those neither done nor dropped, in the order they were decided."""
        query = select(Action).where(Action.person_id == person.id, Action.state == "open")
        return list(self._session.scalars(query.order_by(Action.id)))
