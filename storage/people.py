"""Who was let in, who was not, and how someone goes again without leaving anything behind."""

import hashlib
import json
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from storage import dialects
from storage.facts import Facts
from storage.tables import (
    Action,
    AnswerRow,
    Application,
    Attachment,
    Base,
    Conversation,
    Erasure,
    InboxRow,
    Invite,
    Letter,
    Note,
    Nudge,
    OutboxRow,
    Person,
    Role,
    Stranger,
)

_STRANGERS = Base.metadata.tables["stranger"]
_OWNERS = {
    "conversations": Conversation.person_id,
    "answers": AnswerRow.person_id,
    "applications": Application.person_id,
    "notes": Note.person_id,
    "actions": Action.person_id,
    "letters": Letter.person_id,
    "files": Attachment.person_id,
    "reminders": Nudge.person_id,
}


class People:
    """`erased` tells the store to clear the journal of what was overwritten."""

    def __init__(self, session: Session, facts: Facts) -> None:
        self._session = session
        self._facts = facts
        self.erased = False

    def by_telegram(self, telegram_id: int) -> Person | None:
        return self._session.scalar(select(Person).where(Person.telegram_id == telegram_id))

    def get(self, person_id: int) -> Person | None:
        return self._session.get(Person, person_id)

    def add(  # noqa: PLR0913, PLR0917 -- what there is to know of someone new
        self, telegram_id: int, chat_id: int, name: str, language: str, role: Role, now: datetime
    ) -> Person:
        person = Person(
            telegram_id=telegram_id,
            chat_id=chat_id,
            name=name,
            language=language,
            role=role,
            created_at=now,
            seen_at=now,
        )
        self._session.add(person)
        self._session.flush()
        return person

    def all(self) -> list[Person]:
        return list(self._session.scalars(select(Person).order_by(Person.id)))

    def owner(self) -> Person | None:
        query = select(Person).where(Person.role == "owner").order_by(Person.id).limit(1)
        return self._session.scalar(query)

    def invite(self, role: Role, code: str, by: Person | None, now: datetime, expires_at: datetime) -> Invite:
        made_by = None if by is None else by.id
        invite = Invite(code_hash=_hash(code), role=role, made_by=made_by, made_at=now, expires_at=expires_at)
        self._session.add(invite)
        self._session.flush()
        return invite

    def redeem(self, code: str, now: datetime) -> Role | None:
        """The role the code stands for, to one caller only; none for a code unknown, used or expired."""
        used = (
            update(Invite)
            .where(Invite.code_hash == _hash(code), Invite.used_at.is_(None), Invite.expires_at > now)
            .values(used_at=now)
            .returning(Invite.role)
        )
        return self._session.scalar(used)

    def open_invites(self, now: datetime) -> list[Invite]:
        query = select(Invite).where(Invite.used_at.is_(None), Invite.expires_at > now)
        return list(self._session.scalars(query.order_by(Invite.id)))

    def stranger(self, telegram_id: int, now: datetime) -> Stranger:
        """The record of someone who was not let in, made if there is none."""
        row = {"telegram_id": telegram_id, "tries": 0, "tries_since": now}
        dialects.insert_new(self._session, _STRANGERS, [row])
        return self._session.get_one(Stranger, telegram_id)

    def erased_at(self, telegram_id: int) -> datetime | None:
        """When everything about this person was last erased."""
        query = select(func.max(Erasure.at)).where(Erasure.person_hash == self._hash_of(telegram_id))
        return self._session.scalar(query)

    def erase(self, person: Person, now: datetime) -> dict[str, int]:
        """Delete everything about a person; how many of each kind they would count themselves comes back.

        Updates of theirs that came later stay: they are a stranger's now.
        """
        self._session.flush()
        counts = self.counts(person)
        self._empty_inbox(person.chat_id)
        self._empty_outbox(person)
        self._session.execute(delete(Stranger).where(Stranger.telegram_id == person.telegram_id))
        self._session.execute(delete(Person).where(Person.id == person.id))
        person_hash = self._hash_of(person.telegram_id)
        # What the session still remembers of the rows must not be written back.
        self._session.expunge_all()
        self._session.add(Erasure(person_hash=person_hash, at=now, counts=json.dumps(counts)))
        self.erased = True
        return counts

    def counts(self, person: Person) -> dict[str, int]:
        """How much there is of each kind that a person would count."""
        counts = {kind: self._count(owner == person.id) for kind, owner in _OWNERS.items()}
        waiting = OutboxRow.state.in_(("waiting", "flagged"))
        return {**counts, "messages": self._count(OutboxRow.person_id == person.id, waiting)}

    def _count(self, *conditions: ColumnElement[bool]) -> int:
        return self._session.scalar(select(func.count()).where(*conditions)) or 0

    def _empty_inbox(self, chat_id: int) -> None:
        # The number alone stays for its few days, so that a redelivery is still known.
        self._session.execute(
            update(InboxRow)
            .where(InboxRow.chat_id == chat_id, InboxRow.state != "new")
            .values(chat_id=0, payload="", digest="", error="")
        )

    def _empty_outbox(self, person: Person) -> None:
        # A message under way keeps its place in the chat, without a word, so that nothing overtakes it.
        theirs = OutboxRow.chat_id == person.chat_id
        self._session.execute(
            update(OutboxRow)
            .where(theirs, OutboxRow.state == "sending")
            .values(person_id=None, params="", error="", forget=True)
        )
        self._session.execute(delete(OutboxRow).where(theirs, OutboxRow.state != "sending"))

    def _hash_of(self, telegram_id: int) -> str:
        return self._facts.digest(f"person {telegram_id}")


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
