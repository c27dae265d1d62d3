"""What Telegram sent and is not yet dealt with: put here before it is acknowledged, wiped once it is done."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from storage import dialects
from storage.columns import LARGEST
from storage.facts import Facts
from storage.tables import Base, InboxRow

_log = logging.getLogger(__name__)
_TABLE = Base.metadata.tables["inbox"]

# How long a row rests after each failed try; after one more it is dead.
RESTS = tuple(timedelta(seconds=seconds) for seconds in (1, 5, 30, 120))


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """One update, unread but for its number and chat (0: none). `payload` is `json.dumps` of it, hence ASCII."""

    update_id: int
    chat_id: int
    payload: str


class Inbox:
    """`grew` tells the store to wake those who wait for updates."""

    def __init__(self, session: Session, facts: Facts) -> None:
        self._session = session
        self._facts = facts
        self.grew = False

    def put(self, updates: Sequence[RawUpdate], now: datetime) -> int:
        """How many were new. A known number changes nothing, whatever it came with."""
        fitting = [update for update in updates if _fits(update)]
        rows = {one.update_id: self._row(one, now) for one in reversed(fitting)}
        new = dialects.insert_new(self._session, _TABLE, [rows[number] for number in sorted(rows)])
        if len(new) < len(fitting):
            self._report_collisions(fitting)
        self.grew = self.grew or bool(new)
        return len(new)

    def _row(self, update: RawUpdate, now: datetime) -> dict[str, Any]:
        return {
            "update_id": update.update_id,
            "chat_id": update.chat_id if abs(update.chat_id) <= LARGEST else 0,
            "payload": update.payload,
            "digest": self._facts.digest(update.payload),
            "state": "new",
            "attempts": 0,
            "received_at": now,
            "error": "",
        }

    def _report_collisions(self, updates: Sequence[RawUpdate]) -> None:
        numbers = [update.update_id for update in updates]
        known = select(InboxRow).where(InboxRow.update_id.in_(numbers))
        digests = {row.update_id: row.digest for row in self._session.scalars(known)}
        for one in updates:
            if digests[one.update_id] not in {"", self._facts.digest(one.payload)}:
                _log.error("update %d came again with other content; the first one stands", one.update_id)

    def chats(self, now: datetime) -> list[int]:
        """The chats that have something to do now, the one with the oldest update first."""
        heads = (
            select(func.min(InboxRow.update_id).label("head"))
            .where(InboxRow.state == "new")
            .group_by(InboxRow.chat_id)
            .subquery()
        )
        query = (
            select(InboxRow.chat_id)
            .join(heads, InboxRow.update_id == heads.c.head)
            .where(_due(now))
            .order_by(InboxRow.update_id)
        )
        return list(self._session.scalars(query))

    def oldest(self, chat_id: int, now: datetime) -> InboxRow | None:
        """The chat's next row, or none if it waits for a retry or another worker holds the chat.

        The chat stays held until this unit of work ends.
        """
        if not self._hold(chat_id):
            return None
        query = (
            select(InboxRow)
            .where(InboxRow.chat_id == chat_id, InboxRow.state == "new")
            .order_by(InboxRow.update_id)
            .limit(1)
        )
        row = self._session.scalar(query)
        waits = row is not None and row.next_try_at is not None and row.next_try_at > now
        return None if waits else row

    def _hold(self, chat_id: int) -> bool:
        # A row lock would not do: SKIP LOCKED steps over the chat's oldest row to its second, out of order.
        if not dialects.speaks_postgresql(self._session):
            return True
        return bool(self._session.scalar(select(func.pg_try_advisory_xact_lock(chat_id))))

    def finish(self, row: InboxRow, now: datetime) -> None:
        """Dealt with: its content goes, its number stays to know it again."""
        self._session.execute(
            update(InboxRow)
            .where(InboxRow.update_id == row.update_id)
            .values(state="done", payload="", error="", next_try_at=None, ended_at=now)
        )

    def postpone(self, update_id: int, error: str, now: datetime) -> bool:
        """Try again later; true when it was the last try. `error` is the name of an exception class, no more."""
        row = self._session.get(InboxRow, update_id, populate_existing=True)
        if row is None or row.state != "new":
            return False
        row.error = error
        row.attempts += 1
        if row.attempts <= len(RESTS):
            row.next_try_at = now + RESTS[row.attempts - 1]
            return False
        row.state, row.ended_at, row.next_try_at = "dead", now, None
        return True

    def open_in(self, chat_id: int) -> int:
        query = select(func.count()).where(InboxRow.chat_id == chat_id, InboxRow.state == "new")
        return self._session.scalar(query) or 0

    def forget_before(self, moment: datetime) -> int:
        """Rows done before then go; dead ones stay for the host to look at."""
        gone = delete(InboxRow).where(InboxRow.state == "done", InboxRow.ended_at < moment)
        return len(list(self._session.scalars(gone.returning(InboxRow.update_id))))

    def oldest_age(self, now: datetime) -> timedelta | None:
        oldest = self._session.scalar(select(func.min(InboxRow.received_at)).where(InboxRow.state == "new"))
        return None if oldest is None else now - oldest


def _due(now: datetime) -> ColumnElement[bool]:
    return or_(InboxRow.next_try_at.is_(None), InboxRow.next_try_at <= now)


def _fits(update: RawUpdate) -> bool:
    if abs(update.update_id) <= LARGEST:
        return True
    # Refusing the batch for it would have Telegram send the same batch for ever.
    _log.error("an update with a number beyond 64 bits was left out")
    return False
