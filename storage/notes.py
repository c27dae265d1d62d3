"""What a person keeps beside the conversations: remarks, and files that Telegram holds for them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Application, Attachment, Conversation, Note, Person


@dataclass(frozen=True, slots=True)
class File:
    """A file as Telegram knows it, and the message it came with."""

    kind: str
    file_id: str
    file_unique_id: str
    message_id: int
    name: str = ""
    caption: str = ""


class Notes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913 -- each says one thing about the note, by name
        self,
        person: Person,
        text: str,
        now: datetime,
        *,
        application: Application | None = None,
        conversation: Conversation | None = None,
        origin: str = "",
        message_id: int | None = None,
    ) -> Note:
        note = Note(
            person_id=person.id,
            application_id=None if application is None else application.id,
            conversation_id=None if conversation is None else conversation.id,
            text=text,
            origin=origin,
            message_id=message_id,
            at=now,
        )
        self._session.add(note)
        self._session.flush()
        return note

    def of(self, person: Person, application: Application | None = None) -> list[Note]:
        """In the order they were made; all, or those of one application."""
        query = select(Note).where(Note.person_id == person.id).order_by(Note.id)
        if application is not None:
            query = query.where(Note.application_id == application.id)
        return list(self._session.scalars(query))

    def get(self, person: Person, note_id: int) -> Note | None:
        return self._session.scalar(select(Note).where(Note.person_id == person.id, Note.id == note_id))

    def by_message(self, person: Person, message_id: int) -> Note | None:
        query = select(Note).where(Note.person_id == person.id, Note.message_id == message_id)
        return self._session.scalar(query.order_by(Note.id.desc()).limit(1))


class Attachments:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913 -- each says one thing about the file, by name
        self,
        person: Person,
        file: File,
        now: datetime,
        *,
        application: Application | None = None,
        conversation: Conversation | None = None,
        step: str | None = None,
        place: int = 0,
    ) -> Attachment:
        attachment = Attachment(
            person_id=person.id,
            application_id=None if application is None else application.id,
            conversation_id=None if conversation is None else conversation.id,
            step=step,
            place=place,
            kind=file.kind,
            file_id=file.file_id,
            file_unique_id=file.file_unique_id,
            name=file.name,
            caption=file.caption,
            message_id=file.message_id,
            at=now,
        )
        self._session.add(attachment)
        self._session.flush()
        return attachment

    def of(self, person: Person, application: Application | None = None) -> list[Attachment]:
        """In the order they came; all, or those of one application."""
        query = select(Attachment).where(Attachment.person_id == person.id).order_by(Attachment.id)
        if application is not None:
            query = query.where(Attachment.application_id == application.id)
        return list(self._session.scalars(query))

    def get(self, person: Person, attachment_id: int) -> Attachment | None:
        query = select(Attachment).where(Attachment.person_id == person.id, Attachment.id == attachment_id)
        return self._session.scalar(query)

    def by_message(self, person: Person, message_id: int) -> Attachment | None:
        query = select(Attachment).where(
            Attachment.person_id == person.id, Attachment.message_id == message_id
        )
        return self._session.scalar(query.order_by(Attachment.id.desc()).limit(1))
