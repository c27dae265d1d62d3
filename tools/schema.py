"""Draw the database for docs/schema.md: every table with its columns, and what belongs to what."""

from collections.abc import Iterator
from inspect import cleandoc

from sqlalchemy import Boolean, Column, ForeignKey, Table

from storage.columns import Moment, Words
from storage.tables import Base

HEAD = """\
# What the database looks like

Drawn from `storage/tables.py`.

A `number` has 64 bits. A `moment` is aware UTC, kept as milliseconds since 1970. A `text` holds neither NUL nor half a
surrogate pair. Along a full line a row goes when the row it belongs to goes; along a dotted one it only forgets it.
"""


def schema_page() -> str:
    return "\n".join([HEAD, "```mermaid", "erDiagram", *_lines(), "```", "", *_words()])


def _lines() -> Iterator[str]:
    for table in _tables():
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            yield f"    {_relation(key)}"
    for table in _tables():
        yield f"    {table.name} {{"
        for column in table.columns:
            yield f"        {_column(column)}"
        yield "    }"


def _tables() -> list[Table]:
    return sorted(Base.metadata.tables.values(), key=lambda table: table.name)


def _relation(key: ForeignKey) -> str:
    """A row with an owner hangs on a full line, one that only knows another on a dotted one."""
    line = "||--o{" if key.ondelete == "CASCADE" else "|o..o{"
    return f"{key.column.table.name} {line} {key.parent.table.name} : {key.parent.name}"


def _column(column: Column[object]) -> str:
    keys = [
        name
        for name, holds in (
            ("PK", column.primary_key),
            ("FK", bool(column.foreign_keys)),
            ("UK", bool(column.unique)),
        )
        if holds
    ]
    parts = [_kind(column), column.name, ", ".join(keys), '"may be empty"' if column.nullable else ""]
    return " ".join(part for part in parts if part)


def _kind(column: Column[object]) -> str:
    kinds = ((Moment, "moment"), (Words, "text"), (Boolean, "flag"))
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "number")


def _words() -> Iterator[str]:
    """What each table is for, as its class says it."""
    documents = {mapper.local_table.description: mapper.class_.__doc__ for mapper in Base.registry.mappers}
    for table in _tables():
        yield f"## {table.name}\n"
        yield f"{cleandoc(documents[table.name] or '')}\n"
