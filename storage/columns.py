"""The column types all tables share: moments, numbers that are never given twice, and words both databases can hold."""

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, ForeignKey, Integer, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LARGEST = 2**63 - 1

# SQLite numbers its rows only in a column called exactly INTEGER; there it holds 64 bits all the same.
Number = BigInteger().with_variant(Integer(), "sqlite")

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


class Unkeepable(DontWrapMixin, ValueError):
    """A value no database row can hold; the sentence tells which kind, never the value."""


def keepable(text: str) -> str:
    """The same words, with U+FFFD for what cannot be stored: NUL and halves of surrogate pairs."""
    return _UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since 1970 and cut, not rounded, to them."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise Unkeepable("A moment without a time zone cannot be kept.")
        return (value - EPOCH) // MILLISECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else EPOCH + value * MILLISECOND


class Words(TypeDecorator[str]):
    """Text that means the same on both databases: SQLite would take a NUL, PostgreSQL would not."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        if value is not None and _UNKEEPABLE.search(value):
            raise Unkeepable(
                "A text with a NUL or half a surrogate pair cannot be kept; pass it through keepable()."
            )
        return value


def belongs_to(table: str) -> ForeignKey:
    """Goes when that row goes."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


def points_to(table: str) -> ForeignKey:
    """Forgets that row when it goes."""
    return ForeignKey(f"{table}.id", ondelete="SET NULL")
