"""What a turn leaves behind: rows and messages, in a form in which two runs can be compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, inspect, select

from bot.phone.message import Message
from bot.phone.person import Person
from storage.columns import Moment
from storage.records import Records
from storage.tables import Base

# What only tells how often something was tried.
_TRIES = {("outbox", "attempts"), ("outbox", "error")}
# What is drawn anew each time it is asked for: the word that confirms an erasure, and in a new database its key.
_DRAWN = re.compile(r'(?<="erase": ").*?(?=")|^[0-9a-f]{64}$')
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person sees it."""

    mine: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    file: tuple[str, bytes] | None

    @classmethod
    def of(cls, message: Message) -> "Seen":
        buttons = tuple(tuple(row) for row in message.buttons)
        return cls(message.mine, message.html, buttons, message.document)


@dataclass(frozen=True, slots=True)
class Traces:
    """Every row of every table, the chat, and how often a pressed button was answered."""

    kept: dict[str, list[Row]]
    chat: tuple[Seen, ...]
    answered: int


def traces_of(records: Records, person: Person) -> Traces:
    return Traces(_kept(records), tuple(Seen.of(message) for message in person.chat), len(person.answers))


def _kept(records: Records) -> dict[str, list[Row]]:
    """Everything in the database; numbers as ranks, moments as whether there is one."""
    tables = Base.metadata.sorted_tables
    found = {table.name: _rows(records, table) for table in tables}
    ranks = {name: _ranks(rows) for name, rows in found.items()}
    return {table.name: [_plain(table, row, ranks) for row in found[table.name]] for table in tables}


def _rows(records: Records, table: Table) -> list[Row]:
    query = select(table).order_by(*inspect(table).primary_key)
    return [dict(row) for row in records.session.execute(query).mappings()]


def _ranks(rows: Iterable[Row]) -> dict[object, int]:
    return {row["id"]: rank for rank, row in enumerate(rows) if "id" in row}


def _plain(table: Table, row: Row, ranks: dict[str, dict[object, int]]) -> Row:
    return {
        column.name: _comparable(table, column, row[column.name], ranks)
        for column in table.columns
        if (table.name, column.name) not in _TRIES
    }


def _comparable(
    table: Table, column: Column[Any], value: object, ranks: dict[str, dict[object, int]]
) -> object:
    if isinstance(column.type, Moment):
        return value and "a moment"
    if (table.name, column.name) in {("outbox", "message_id"), ("inbox", "digest")}:
        return value and "something"
    if column.name == "id":
        return ranks[table.name][value]
    owners = [key.column.table.name for key in column.foreign_keys]
    if owners and value is not None:
        return ranks[owners[0]][value]
    drawn = (table.name, column.name) in {("person", "about"), ("fact", "value")}
    return _DRAWN.sub("drawn", value) if drawn and isinstance(value, str) else value
