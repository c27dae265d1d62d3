"""What the database looks like."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Index, MetaData, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from conversations.session import AnswerState
from storage.columns import Moment, Number, Words, belongs_to, points_to

Role = Literal["owner", "guest"]
Status = Literal["active", "paused", "done", "stopped"]
InboxState = Literal["new", "done", "dead"]
OutboxState = Literal["waiting", "sending", "sent", "flagged", "dead"]
NudgeState = Literal["waiting", "said", "done", "dropped"]
ActionState = Literal["open", "done", "dropped"]
Policy = Literal["resend", "flag"]

# A number of an erased row is never given again: an old button, or a message under way, would mean another row.
NEVER_AGAIN = {"sqlite_autoincrement": True}
EMPTY = text("''")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, str: Words, int: Number}  # noqa: RUF012 -- SQLAlchemy's own spelling


class Person(Base):
    """Someone who was let in. `journey` says what they are busy with, `about` (JSON) with which thing.

    `language` is that of their Telegram, `speaks` the one they chose here instead, `zone` an IANA name. `manners`
    (JSON) is how they begin and end letters, by language.
    """

    __tablename__ = "person"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    chat_id: Mapped[int]
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    speaks: Mapped[str | None]
    zone: Mapped[str | None]
    role: Mapped[Role] = mapped_column(Words)
    journey: Mapped[str] = mapped_column(default="home")
    about: Mapped[str] = mapped_column(default="")
    manners: Mapped[str] = mapped_column(default="", server_default=EMPTY)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]


class Invite(Base):
    """A code that lets one person in, once. Only its hash is kept."""

    __tablename__ = "invite"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(Words)
    made_by: Mapped[int | None] = mapped_column(points_to("person"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Stranger(Base):
    """Someone who was not let in: when we last told them so, and how many codes they tried since when."""

    __tablename__ = "stranger"
    telegram_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    tries_since: Mapped[datetime]


class Application(Base):
    """One job at one company; `stage` is that of `conversations.process`.

    `source` is where the person found it, `promised_on` (a day, ISO 8601) by when they said they would answer,
    `next_at` until `next_until` the interview that is coming up.
    """

    __tablename__ = "application"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"), index=True)
    company: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="interviewing", server_default="interviewing")
    source: Mapped[str] = mapped_column(default="", server_default=EMPTY)
    promised_on: Mapped[str | None]
    next_at: Mapped[datetime | None]
    next_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Event(Base):
    """One change in an application's life, never changed itself: which step led from which stage to which.

    `conversation_id` names the conversation that led there; none where the person said so by a tap.
    """

    __tablename__ = "event"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"), index=True)
    application_id: Mapped[int] = mapped_column(belongs_to("application"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(points_to("conversation"), index=True)
    step: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[datetime]


class Action(Base):
    """One thing a person decided to do: on which day (ISO 8601, or empty), where, and what if something gets in the way."""

    __tablename__ = "action"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"), index=True)
    application_id: Mapped[int | None] = mapped_column(points_to("application"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(points_to("conversation"), index=True)
    text: Mapped[str]
    day: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    obstacle: Mapped[str] = mapped_column(default="")
    state: Mapped[ActionState] = mapped_column(Words, default="open")
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Conversation(Base):
    """One walk through a flow. `asked_by` is the outbox row that shows the open question.

    `place` says for which of several items that question is asked.
    """

    __tablename__ = "conversation"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"), index=True)
    application_id: Mapped[int | None] = mapped_column(points_to("application"), index=True)
    flow: Mapped[str]
    status: Mapped[Status] = mapped_column(Words, default="active")
    step: Mapped[str] = mapped_column(default="")
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    revision: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    asked_by: Mapped[int | None] = mapped_column(points_to("outbox"), index=True)
    __table_args__ = (
        Index(
            "ix_conversation_one_active",
            "person_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
        NEVER_AGAIN,
    )


class AnswerRow(Base):
    """One answer: `value` canonical, `raw` as it was typed, `at` when, `message_id` from which message.

    `position` is its place among all answers, `place` its place among those of one repeated question.
    """

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(belongs_to("conversation"))
    person_id: Mapped[int] = mapped_column(belongs_to("person"))
    step: Mapped[str]
    place: Mapped[int]
    position: Mapped[int]
    state: Mapped[AnswerState] = mapped_column(Words)
    value: Mapped[str]
    raw: Mapped[str]
    message_id: Mapped[int | None]
    at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("conversation_id", "step", "place"),
        Index(None, "person_id", "message_id"),
        NEVER_AGAIN,
    )


class Note(Base):
    """A remark beside the conversations; `origin` is who wrote it first, if it was forwarded."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"))
    application_id: Mapped[int | None] = mapped_column(points_to("application"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(points_to("conversation"), index=True)
    text: Mapped[str]
    origin: Mapped[str] = mapped_column(default="")
    message_id: Mapped[int | None]
    at: Mapped[datetime]
    __table_args__ = (Index(None, "person_id", "message_id"), NEVER_AGAIN)


class Attachment(Base):
    """A file a person sent. Telegram keeps it; here is only how to ask for it."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"))
    application_id: Mapped[int | None] = mapped_column(points_to("application"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(points_to("conversation"), index=True)
    step: Mapped[str | None]
    place: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str]
    file_id: Mapped[str]
    file_unique_id: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    caption: Mapped[str] = mapped_column(default="")
    message_id: Mapped[int]
    at: Mapped[datetime]
    __table_args__ = (Index(None, "person_id", "message_id"), NEVER_AGAIN)


class Letter(Base):
    """A letter drafted for the person to send: to whom, in which tone and language, in which words.

    `language` is empty for the person's own; `edited`: the words are the person's; `shown_by` is the number of the
    outbox row that shows it, which may be gone. Only they say when it was sent.
    """

    __tablename__ = "letter"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"), index=True)
    application_id: Mapped[int | None] = mapped_column(points_to("application"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(points_to("conversation"), index=True)
    kind: Mapped[str]
    recipient: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    tone: Mapped[str] = mapped_column(default="plain", server_default="plain")
    language: Mapped[str] = mapped_column(default="", server_default=EMPTY)
    edited: Mapped[bool] = mapped_column(default=False, server_default=false())
    shown_by: Mapped[int | None] = mapped_column(index=True)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


DUE_NUDGE = text("state = 'waiting'")


class Nudge(Base):
    """Something to say later, unasked. `dedupe` keeps it from being planned twice; `due_at` was computed from `zone`.

    `wanted_at` is when it was due at first, before night or absence moved it. `action_id` is what it reminds of, where it is one action.
    """

    __tablename__ = "nudge"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(belongs_to("person"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(points_to("conversation"), index=True)
    action_id: Mapped[int | None]
    kind: Mapped[str]
    dedupe: Mapped[str] = mapped_column(unique=True)
    due_at: Mapped[datetime]
    wanted_at: Mapped[datetime | None]
    zone: Mapped[str]
    state: Mapped[NudgeState] = mapped_column(Words, default="waiting")
    planned_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix_nudge_due", "due_at", sqlite_where=DUE_NUDGE, postgresql_where=DUE_NUDGE),
        NEVER_AGAIN,
    )


OPEN_INBOX = text("state = 'new'")
OPEN_OUTBOX = text("state IN ('waiting', 'sending')")


class InboxRow(Base):
    """One update as Telegram sent it: `payload` (ASCII JSON) is empty once done, its keyed hash stays."""

    __tablename__ = "inbox"
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int]
    payload: Mapped[str]
    digest: Mapped[str]
    state: Mapped[InboxState] = mapped_column(Words, default="new")
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index("ix_inbox_open", "chat_id", "update_id", sqlite_where=OPEN_INBOX, postgresql_where=OPEN_INBOX),
    )


class OutboxRow(Base):
    """One call of the Bot API to make: `params` (ASCII JSON) is empty once sent.

    `edits` is the row whose message it changes; with `anew` it may be sent as a new message instead. `live` answers
    a person, the rest can wait. With `forget` the row goes once it is sent.
    """

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(belongs_to("person"), index=True)
    method: Mapped[str]
    params: Mapped[str]
    policy: Mapped[Policy] = mapped_column(Words)
    edits: Mapped[int | None] = mapped_column(points_to("outbox"), index=True)
    anew: Mapped[bool]
    message_id: Mapped[int | None]
    state: Mapped[OutboxState] = mapped_column(Words, default="waiting")
    due_at: Mapped[datetime]
    live: Mapped[bool]
    forget: Mapped[bool]
    attempts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    sending_since: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index("ix_outbox_open", "chat_id", "id", sqlite_where=OPEN_OUTBOX, postgresql_where=OPEN_OUTBOX),
        NEVER_AGAIN,
    )


class Erasure(Base):
    """What stays of an erased person: a keyed hash, when, and how many of each kind went (JSON)."""

    __tablename__ = "erasure"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    person_hash: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    counts: Mapped[str]


class Fact(Base):
    """One thing the bot knows about itself, by name."""

    __tablename__ = "fact"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
