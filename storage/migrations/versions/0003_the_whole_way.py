"""The whole way of an application: its history, what is decided to do about it, letters in other tones and languages.

Revision ID: 0003
Revises: 0002

"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("person", sa.Column("manners", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("application", sa.Column("source", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("application", sa.Column("promised_on", sa.Text(), nullable=True))
    op.add_column("application", sa.Column("next_at", sa.BigInteger(), nullable=True))
    op.add_column("application", sa.Column("next_until", sa.BigInteger(), nullable=True))
    _events()
    _actions()
    _letters()
    _nudges()


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("application_id", NUMBER, nullable=False),
        sa.Column("conversation_id", NUMBER, nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "application_id", "conversation_id"):
        op.create_index(f"ix_event_{column}", "event", [column])


def _actions() -> None:
    op.create_table(
        "action",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("application_id", NUMBER, nullable=True),
        sa.Column("conversation_id", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "application_id", "conversation_id"):
        op.create_index(f"ix_action_{column}", "action", [column])


def _letters() -> None:
    op.add_column("letter", sa.Column("tone", sa.Text(), nullable=False, server_default="plain"))
    op.add_column("letter", sa.Column("language", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("letter", sa.Column("edited", sa.Boolean(), nullable=False, server_default=sa.false()))
    # No foreign key: SQLite would have to build the table anew for one, and a number of a row is never given again.
    op.add_column("letter", sa.Column("shown_by", NUMBER, nullable=True))
    op.create_index("ix_letter_shown_by", "letter", ["shown_by"])


def _nudges() -> None:
    op.add_column("nudge", sa.Column("action_id", NUMBER, nullable=True))
    op.add_column("nudge", sa.Column("wanted_at", sa.BigInteger(), nullable=True))
