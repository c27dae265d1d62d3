"""What is to be sent, one call of the Bot API a row: in order within each chat, until Telegram has taken it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.orm import Session

from storage.tables import Conversation, OutboxRow, OutboxState, Person, Policy

T = TypeVar("T")
_OPEN = ("waiting", "sending")


class Outbox:
    """`grew` tells the store to wake those who send."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.grew = False

    def put(  # noqa: PLR0913 -- each says one thing about the message, by name
        self,
        chat_id: int,
        method: str,
        params: Mapping[str, object],
        now: datetime,
        *,
        person: Person | None = None,
        policy: Policy = "resend",
        edits: OutboxRow | None = None,
        message_id: int | None = None,
        anew: bool = False,
        live: bool = True,
        forget: bool = False,
        due_at: datetime | None = None,
    ) -> OutboxRow:
        row = OutboxRow(
            chat_id=chat_id,
            method=method,
            params=json.dumps(params),
            policy=policy,
            person_id=None if person is None else person.id,
            edits=None if edits is None else edits.id,
            message_id=message_id,
            anew=anew,
            live=live,
            forget=forget,
            made_at=now,
            due_at=due_at or now,
        )
        self._session.add(row)
        self._session.flush()
        self.grew = True
        return row

    def get(self, row_id: int) -> OutboxRow | None:
        return self._session.get(OutboxRow, row_id, populate_existing=True)

    def target(self, row: OutboxRow) -> int | None:
        """Which message an edit changes: the one it was told, or that of the row it edits, once that was sent."""
        if row.message_id is not None or row.edits is None:
            return row.message_id
        return self._session.scalar(select(OutboxRow.message_id).where(OutboxRow.id == row.edits))

    def heads(self, now: datetime, limit: int) -> list[OutboxRow]:
        """Each chat's next row, where it is due and nothing of the chat is under way; answers before the rest."""
        query = _heads(select(OutboxRow)).where(OutboxRow.due_at <= now)
        return list(self._session.scalars(query.order_by(OutboxRow.live.desc(), OutboxRow.id).limit(limit)))

    def next_due(self) -> datetime | None:
        """When the next row may go, past or future; none if nothing waits."""
        return self._session.scalar(_heads(select(func.min(OutboxRow.due_at))))

    def claim(self, row_id: int, now: datetime) -> OutboxRow | None:
        """Take the row to send it, or none if it is gone or taken: it stays taken whatever becomes of the sender."""
        claimed = (
            update(OutboxRow)
            .where(OutboxRow.id == row_id, OutboxRow.state == "waiting")
            .values(state="sending", attempts=OutboxRow.attempts + 1, sending_since=now)
            .returning(OutboxRow.id)
        )
        taken = self._session.scalar(claimed)
        return None if taken is None else self.get(taken)

    def sent(self, row_id: int, message_id: int | None, now: datetime) -> None:
        """Telegram has it: the content goes. `message_id` is Telegram's, or none where it gives none."""
        row = self.get(row_id)
        if row is None:
            return
        if row.forget:
            self._delete(row)
            return
        row.state, row.params, row.error, row.sent_at = "sent", "", "", now
        row.message_id = row.message_id if message_id is None else message_id

    def retry(self, row_id: int, due_at: datetime, error: str) -> None:
        """Certainly unsent, or harmless when sent twice: it waits again, and its chat with it."""
        self._settle(row_id, "waiting", error, due_at=due_at)
        self.grew = True

    def flag(self, row_id: int, error: str, now: datetime) -> None:
        """Nobody knows whether it was sent, and twice would be worse: the person decides."""
        self._settle(row_id, "flagged", error, sent_at=now)

    def kill(self, row_id: int, error: str, now: datetime) -> None:
        """It can never be sent: its content goes, and the row with it where it was to be forgotten."""
        row = self.get(row_id)
        if row is not None and row.forget:
            self._delete(row)
            return
        self._settle(row_id, "dead", error, params="", sent_at=now)

    def dismiss(self, row_id: int) -> None:
        """The person does not want it again."""
        self._settle(row_id, "dead", "", params="")

    def _settle(self, row_id: int, state: OutboxState, error: str, **columns: Any) -> None:
        row = self.get(row_id)
        if row is None:
            return
        if not row.params:
            # Its person was erased while it was under way: there is nothing left to send again.
            self._delete(row)
            return
        row.state, row.error, row.sending_since = state, error, None
        for name, value in columns.items():
            setattr(row, name, value)

    def _delete(self, row: OutboxRow) -> None:
        self._session.delete(row)
        self._session.flush()

    def unsettled(self, before: datetime) -> list[OutboxRow]:
        """Rows taken before then and never settled: their sender died."""
        query = select(OutboxRow).where(OutboxRow.state == "sending", OutboxRow.sending_since < before)
        return list(self._session.scalars(query.order_by(OutboxRow.id)))

    def waiting_in(self, chat_id: int) -> int:
        query = select(func.count()).where(OutboxRow.chat_id == chat_id, OutboxRow.state == "waiting")
        return self._session.scalar(query) or 0

    def flagged(self, person: Person) -> list[OutboxRow]:
        query = select(OutboxRow).where(OutboxRow.person_id == person.id, OutboxRow.state == "flagged")
        return list(self._session.scalars(query.order_by(OutboxRow.id)))

    def cancel(self, person: Person) -> int:
        """What waits for this person goes; what is under way is settled by its sender."""
        gone = delete(OutboxRow).where(OutboxRow.person_id == person.id, OutboxRow.state == "waiting")
        return len(list(self._session.scalars(gone.returning(OutboxRow.id))))

    def move_chat(self, old: int, new: int) -> None:
        for table in (OutboxRow, Person):
            self._session.execute(update(table).where(table.chat_id == old).values(chat_id=new))

    def forget_before(self, moment: datetime) -> int:
        """Rows sent or given up before then go, but for those that show an open question."""
        shown = exists().where(Conversation.asked_by == OutboxRow.id)
        gone = delete(OutboxRow).where(
            OutboxRow.state.in_(("sent", "dead")), OutboxRow.made_at < moment, ~shown
        )
        return len(list(self._session.scalars(gone.returning(OutboxRow.id))))


def _heads(query: Select[T]) -> Select[T]:
    """Of each chat the oldest open row, if it waits: a chat with a row under way offers none."""
    oldest = (
        select(func.min(OutboxRow.id).label("id"))
        .where(OutboxRow.state.in_(_OPEN))
        .group_by(OutboxRow.chat_id)
        .subquery()
    )
    return query.join(oldest, OutboxRow.id == oldest.c.id).where(OutboxRow.state == "waiting")
