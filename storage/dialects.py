"""The statements SQLite and PostgreSQL share, but which SQLAlchemy keeps in a module for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def speaks_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _insert(session: Session, table: Table) -> "sqlite.Insert | postgresql.Insert":
    return postgresql.insert(table) if speaks_postgresql(session) else sqlite.insert(table)


def insert_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Insert the rows that are not there yet; the first key column of each that was inserted comes back."""
    if not rows:
        return []
    key = next(iter(table.primary_key))
    statement = _insert(session, table).on_conflict_do_nothing().returning(key)
    return list(session.execute(statement, list(rows)).scalars())


def put(session: Session, table: Table, row: Mapping[str, Any]) -> None:
    """Insert the row, or change the one with its key."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(session, table).values(dict(row))
    changes = {name: statement.excluded[name] for name in row if name not in keys}
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))
