"""What is to be said later, unasked: planned once, found when it is due, and settled in the transaction that says it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, literal_column, select, update
from sqlalchemy.orm import Session

from storage import dialects
from storage.tables import Action, Base, Conversation, Nudge, NudgeState, Person

_NUDGES = Base.metadata.tables["nudge"]
# As a literal: of a parameter no database can tell that the index of waiting nudges covers it.
_WAITING = Nudge.state == literal_column("'waiting'")


class Nudges:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(  # noqa: PLR0913, PLR0917 -- what there is to know of a new one
        self,
        person: Person,
        conversation: Conversation,
        kind: str,
        dedupe: str,
        due_at: datetime,
        zone: str,
        now: datetime,
        action: Action | None = None,
    ) -> Nudge:
        """A new one, or the one that was planned under the same key before, as it stands."""
        self._session.flush()
        row = {
            "person_id": person.id,
            "conversation_id": conversation.id,
            "action_id": None if action is None else action.id,
            "kind": kind,
            "dedupe": dedupe,
            "due_at": due_at,
            "wanted_at": due_at,
            "zone": zone,
            "state": "waiting",
            "planned_at": now,
        }
        dialects.insert_new(self._session, _NUDGES, [row])
        return self._session.scalars(select(Nudge).where(Nudge.dedupe == dedupe)).one()

    def whose(self, now: datetime, limit: int) -> list[int]:
        """For whom the first so many are due: each person's number once, the longest due first. For the bot alone."""
        query = select(Nudge.person_id).where(_WAITING, Nudge.due_at <= now)
        found = self._session.scalars(query.order_by(Nudge.due_at, Nudge.id).limit(limit))
        return list(dict.fromkeys(found))

    def due(self, now: datetime, limit: int, person: Person | None = None) -> list[Nudge]:
        """What is due, of everybody or of one, the oldest first; none that another transaction is saying now."""
        query = select(Nudge).where(_WAITING, Nudge.due_at <= now)
        if person is not None:
            query = query.where(Nudge.person_id == person.id)
        query = query.order_by(Nudge.due_at, Nudge.id).limit(limit).with_for_update(skip_locked=True)
        return list(self._session.scalars(query))

    def next_due(self) -> datetime | None:
        """When the next is due, past or future; none if nothing waits."""
        return self._session.scalar(select(func.min(Nudge.due_at)).where(_WAITING))

    def of(self, person: Person) -> list[Nudge]:
        """In the order they were planned, ended ones too."""
        query = select(Nudge).where(Nudge.person_id == person.id).order_by(Nudge.id)
        return list(self._session.scalars(query))

    def get(self, person: Person, nudge_id: int) -> Nudge | None:
        return self._session.scalar(select(Nudge).where(Nudge.person_id == person.id, Nudge.id == nudge_id))

    def said_with(self, nudge: Nudge) -> list[Nudge]:
        """Those that were said in the same message as this one, and wait for the same answer; itself among them."""
        query = select(Nudge).where(
            Nudge.person_id == nudge.person_id,
            Nudge.kind == nudge.kind,
            Nudge.state == "said",
            Nudge.ended_at == nudge.ended_at,
        )
        return list(self._session.scalars(query.order_by(Nudge.id)))

    def settle(self, nudges: Iterable[Nudge], state: NudgeState, now: datetime) -> None:
        """Said, then done; or dropped."""
        for nudge in nudges:
            nudge.state, nudge.ended_at = state, now
        self._session.flush()

    def move(self, nudge: Nudge, due_at: datetime, zone: str) -> None:
        """It waits on, until then."""
        nudge.due_at, nudge.zone = due_at, zone
        self._session.flush()

    def drop(self, person: Person, conversation: Conversation, now: datetime, kind: str | None = None) -> int:
        """What waits about this conversation, all or of a kind, is not said any more; how many there were."""
        self._session.flush()
        gone = update(Nudge).where(
            _WAITING, Nudge.person_id == person.id, Nudge.conversation_id == conversation.id
        )
        if kind is not None:
            gone = gone.where(Nudge.kind == kind)
        settled = gone.values(state="dropped", ended_at=now).returning(Nudge.id)
        return len(list(self._session.scalars(settled)))

    def put_off(self, person_id: int, now: datetime, until: datetime) -> None:
        """What is due for that person, but could not be said, is tried again then."""
        late = update(Nudge).where(_WAITING, Nudge.person_id == person_id, Nudge.due_at <= now)
        self._session.execute(late.values(due_at=until))
