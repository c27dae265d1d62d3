"""The letters drafted for a person, and which of them they say they sent."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Conversation, Letter, OutboxRow, Person


class Letters:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913, PLR0917 -- what there is to know of a new letter
        self, person: Person, conversation: Conversation, kind: str, recipient: str, text: str, now: datetime
    ) -> Letter:
        letter = Letter(
            person_id=person.id,
            application_id=conversation.application_id,
            conversation_id=conversation.id,
            kind=kind,
            recipient=recipient,
            text=text,
            made_at=now,
        )
        self._session.add(letter)
        self._session.flush()
        return letter

    def get(self, person: Person, letter_id: int) -> Letter | None:
        return self._session.scalar(
            select(Letter).where(Letter.person_id == person.id, Letter.id == letter_id)
        )

    def of(self, person: Person, conversation: Conversation | None = None) -> list[Letter]:
        """In the order they were drafted; all, or those of one conversation."""
        query = select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)
        if conversation is not None:
            query = query.where(Letter.conversation_id == conversation.id)
        return list(self._session.scalars(query))

    def shown_in(self, person: Person, message_id: int) -> Letter | None:
        """The letter that a message of the bot shows."""
        query = select(Letter).join(OutboxRow, OutboxRow.id == Letter.shown_by)
        mine = query.where(Letter.person_id == person.id, OutboxRow.message_id == message_id)
        return self._session.scalar(mine.order_by(Letter.id.desc()).limit(1))

    def remove(self, letter: Letter) -> None:
        self._session.delete(letter)
        self._session.flush()
