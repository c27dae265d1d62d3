"""The first tables.

Revision ID: 0001
Revises:

"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _number(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, **{"nullable": False, **options})


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False, **options})


def _moment(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), **{"nullable": False, **options})


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _points(column: str, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete=ondelete)


def _belongs(column: str, table: str) -> sa.ForeignKeyConstraint:
    return _points(column, table, "CASCADE")


def _knows(column: str, table: str) -> sa.ForeignKeyConstraint:
    return _points(column, table, "SET NULL")


def _numbered(table: str, *parts: Any) -> None:
    op.create_table(table, _number("id"), *parts, sa.PrimaryKeyConstraint("id"), sqlite_autoincrement=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f("_".join(("ix", table, *columns))), table, list(columns))


def _partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    _bot()
    _people()
    _outbox()
    _conversations()
    _answers()
    _notes()
    _attachments()


def _bot() -> None:
    op.create_table("fact", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name"))
    _numbered("erasure", _text("person_hash"), _moment("at"), _text("counts"))
    _index("erasure", "person_hash")
    op.create_table(
        "inbox",
        _number("update_id", autoincrement=False),
        _number("chat_id"),
        _text("payload"),
        _text("digest"),
        _text("state"),
        _number("attempts"),
        _moment("next_try_at", nullable=True),
        _moment("received_at"),
        _moment("ended_at", nullable=True),
        _text("error"),
        sa.PrimaryKeyConstraint("update_id"),
    )
    _partial_index("ix_inbox_open", "inbox", ["chat_id", "update_id"], "state = 'new'")


def _people() -> None:
    _numbered(
        "person",
        _number("telegram_id"),
        _number("chat_id"),
        _text("name"),
        _text("language"),
        _text("zone", nullable=True),
        _text("role"),
        _text("journey"),
        _text("about"),
        _moment("created_at"),
        _moment("seen_at"),
        _moment("blocked_at", nullable=True),
        sa.UniqueConstraint("telegram_id"),
    )
    _numbered(
        "invite",
        _text("code_hash"),
        _text("role"),
        _number("made_by", nullable=True),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        _knows("made_by", "person"),
        sa.UniqueConstraint("code_hash"),
    )
    _index("invite", "made_by")
    op.create_table(
        "stranger",
        _number("telegram_id", autoincrement=False),
        _moment("told_at", nullable=True),
        _number("tries"),
        _moment("tries_since"),
        sa.PrimaryKeyConstraint("telegram_id"),
    )


def _outbox() -> None:
    _numbered(
        "outbox",
        _number("chat_id"),
        _number("person_id", nullable=True),
        _text("method"),
        _text("params"),
        _text("policy"),
        _number("edits", nullable=True),
        _flag("anew"),
        _number("message_id", nullable=True),
        _text("state"),
        _moment("due_at"),
        _flag("live"),
        _flag("forget"),
        _number("attempts"),
        _moment("made_at"),
        _moment("sending_since", nullable=True),
        _moment("sent_at", nullable=True),
        _text("error"),
        _belongs("person_id", "person"),
        _knows("edits", "outbox"),
    )
    _partial_index("ix_outbox_open", "outbox", ["chat_id", "id"], "state IN ('waiting', 'sending')")
    _index("outbox", "person_id")
    _index("outbox", "edits")


def _conversations() -> None:
    _numbered(
        "application",
        _number("person_id"),
        _text("company"),
        _text("role"),
        _moment("created_at"),
        _belongs("person_id", "person"),
    )
    _index("application", "person_id")
    _numbered(
        "conversation",
        _number("person_id"),
        _number("application_id", nullable=True),
        _text("flow"),
        _text("status"),
        _text("step"),
        _number("revision"),
        _moment("begun_at"),
        _moment("moved_at"),
        _moment("ended_at", nullable=True),
        _number("asked_by", nullable=True),
        _belongs("person_id", "person"),
        _knows("application_id", "application"),
        _knows("asked_by", "outbox"),
    )
    one_active = ("ix_conversation_one_active", "conversation", ["person_id"], "status = 'active'")
    _partial_index(*one_active, unique=True)
    for column in ("person_id", "application_id", "asked_by"):
        _index("conversation", column)


def _answers() -> None:
    _numbered(
        "answer",
        _number("conversation_id"),
        _number("person_id"),
        _text("step"),
        _number("place"),
        _number("position"),
        _text("state"),
        _text("value"),
        _text("raw"),
        _number("message_id", nullable=True),
        _moment("at"),
        _belongs("conversation_id", "conversation"),
        _belongs("person_id", "person"),
        sa.UniqueConstraint("conversation_id", "step", "place"),
    )
    _index("answer", "person_id", "message_id")


def _notes() -> None:
    _numbered(
        "note",
        _number("person_id"),
        _number("application_id", nullable=True),
        _number("conversation_id", nullable=True),
        _text("text"),
        _text("origin"),
        _number("message_id", nullable=True),
        _moment("at"),
        _belongs("person_id", "person"),
        _knows("application_id", "application"),
        _knows("conversation_id", "conversation"),
    )
    _index("note", "person_id", "message_id")
    _index("note", "application_id")
    _index("note", "conversation_id")


def _attachments() -> None:
    _numbered(
        "attachment",
        _number("person_id"),
        _number("application_id", nullable=True),
        _number("conversation_id", nullable=True),
        _text("step", nullable=True),
        _number("place"),
        _text("kind"),
        _text("file_id"),
        _text("file_unique_id"),
        _text("name"),
        _text("caption"),
        _number("message_id"),
        _moment("at"),
        _belongs("person_id", "person"),
        _knows("application_id", "application"),
        _knows("conversation_id", "conversation"),
    )
    _index("attachment", "person_id", "message_id")
    _index("attachment", "application_id")
    _index("attachment", "conversation_id")
