"""What the tests of storage begin with: a moment, two people, a message."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.inbox import RawUpdate
from storage.records import Records
from storage.tables import OutboxRow, Person

NOW = datetime(2026, 11, 22, 12, 30, 15, 250_000, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ADA, BOB = 1001, 1002


def ada(records: Records) -> Person:
    return _person(records, ADA, "Ada")


def bob(records: Records) -> Person:
    return _person(records, BOB, "Bob")


def _person(records: Records, number: int, name: str) -> Person:
    known = records.people.by_telegram(number)
    return known or records.people.add(number, number, name, "en", "guest", NOW)


def update(number: int, chat: int = ADA, payload: str = '{"text": "hello"}') -> RawUpdate:
    return RawUpdate(number, chat, payload)


def message(records: Records, chat: int = ADA, text: str = "Hello", *, live: bool = True) -> OutboxRow:
    return records.outbox.put(chat, "sendMessage", {"chat_id": chat, "text": text}, NOW, live=live)


def files_holding(words: str, folder: Path) -> list[str]:
    """The files that hold these words as bytes, whatever database they belong to."""
    return sorted(path.name for path in folder.iterdir() if words.encode() in path.read_bytes())
