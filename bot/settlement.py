"""What becomes of a message after the call: decided from values alone, then written in one unit of work."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Self

from bot.verdict import Outcome, Verdict
from storage.records import Records
from storage.tables import OutboxRow

HALT_UNTIL = "halt_until"
# Long enough for an outage of half an hour; short enough that nobody is sent the same words for a day.
MOST_UNKNOWN = 12
LONGEST_REST = timedelta(seconds=30)
LONGEST_SETTLING = timedelta(minutes=5)
NEW_MESSAGE = ("send", "copy", "forward")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class Deed(Enum):
    """What to write."""

    SENT = auto()
    AGAIN = auto()
    FLAG = auto()
    KILL = auto()
    BLOCK = auto()
    MOVE = auto()
    ANEW = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """What to write, with the rest before another try or the chat's new id."""

    deed: Deed
    rest: timedelta = timedelta()
    chat_id: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """One outbox row under way, as plain values. `message_id` is the message it changes, if it changes one."""

    row_id: int
    chat_id: int
    method: str
    params: Mapping[str, Any]
    resend: bool
    anew: bool
    message_id: int | None
    attempts: int

    @classmethod
    def of(cls, row: OutboxRow, message_id: int | None) -> Self:
        return cls(
            row_id=row.id,
            chat_id=row.chat_id,
            method=row.method,
            params=json.loads(row.params or "{}"),
            resend=row.policy == "resend",
            anew=row.anew,
            message_id=message_id,
            attempts=row.attempts,
        )

    @property
    def new(self) -> bool:
        """Whether it makes a message. What only changes one may be called as often as one likes."""
        return makes_message(self.method)

    @property
    def aimless(self) -> bool:
        """A change to a message that never came to be."""
        return not self.new and self.message_id is None and "message_id" not in self.params

    @property
    def call(self) -> dict[str, Any]:
        """The parameters of the call. The chat is the row's own: it may have moved since they were written."""
        target = {} if self.new or self.message_id is None else {"message_id": self.message_id}
        return {**self.params, "chat_id": self.chat_id, **target}


def makes_message(method: str) -> bool:
    return method.startswith(NEW_MESSAGE)


# What needs no thought.
_PLAINLY = {
    Outcome.DONE: Deed.SENT,
    Outcome.BLOCKED: Deed.BLOCK,
    Outcome.TOKEN_REFUSED: Deed.AGAIN,
    Outcome.REFUSED: Deed.KILL,
}


def decide(parcel: Parcel, verdict: Verdict, unknown: int, settle: timedelta) -> Step:
    """The written policy. `unknown` is how often by now nobody knew whether this parcel arrived."""
    step = Step(_PLAINLY.get(verdict.outcome, Deed.KILL))
    match verdict.outcome:
        case Outcome.UNKNOWN:
            step = _doubt(parcel, unknown, settle)
        case Outcome.UNSENT:
            step = _later(parcel)
        case Outcome.SERVER_TROUBLE:
            step = _later(parcel) if parcel.resend or not parcel.new else Step(Deed.FLAG)
        case Outcome.TOO_FAST:
            step = Step(Deed.AGAIN, timedelta(seconds=verdict.wait))
        case Outcome.MOVED:
            step = Step(Deed.MOVE, chat_id=verdict.chat_id)
        case Outcome.NOTHING_TO_EDIT if not parcel.new:
            step = missing(parcel)
        case Outcome.UNREADABLE if "parse_mode" in parcel.params:
            step = Step(Deed.PLAIN)
    return step


def _later(parcel: Parcel) -> Step:
    return Step(Deed.AGAIN, growing(timedelta(seconds=1), parcel.attempts, LONGEST_REST))


def missing(parcel: Parcel) -> Step:
    """The message to change is not there: say it anew, or leave it."""
    return Step(Deed.ANEW if parcel.anew and "text" in parcel.params else Deed.SENT)


def _doubt(parcel: Parcel, unknown: int, settle: timedelta) -> Step:
    if parcel.new and (not parcel.resend or unknown >= MOST_UNKNOWN):
        return Step(Deed.FLAG)
    if unknown >= MOST_UNKNOWN:
        return Step(Deed.KILL)
    first = settle if parcel.new else timedelta(seconds=1)
    return Step(Deed.AGAIN, growing(first, unknown, LONGEST_SETTLING))


def growing(first: timedelta, times: int, longest: timedelta) -> timedelta:
    """Twice as long each time."""
    doublings = min(max(times - 1, 0), 20)
    return min(longest, first * (1 << doublings))


def write(records: Records, parcel: Parcel, step: Step, error: str, now: datetime) -> None:
    """One unit of work: what the step says, for a message that was called but not taken (or not surely)."""
    outbox = records.outbox
    match step.deed:
        case Deed.SENT:
            outbox.sent(parcel.row_id, parcel.message_id, now)
        case Deed.AGAIN:
            outbox.retry(parcel.row_id, now + step.rest, error)
        case Deed.FLAG:
            outbox.flag(parcel.row_id, error, now)
        case Deed.KILL:
            outbox.kill(parcel.row_id, error, now)
        case Deed.BLOCK:
            _block(records, parcel, error, now)
        case Deed.MOVE:
            outbox.move_chat(parcel.chat_id, step.chat_id)
            outbox.retry(parcel.row_id, now, error)
        case Deed.ANEW:
            params = {name: value for name, value in parcel.params.items() if name != "message_id"}
            _rewrite(records, parcel.row_id, "sendMessage", params)
            outbox.retry(parcel.row_id, now, error)
        case Deed.PLAIN:
            _rewrite(records, parcel.row_id, parcel.method, plain(parcel.params))
            outbox.retry(parcel.row_id, now, error)


def _block(records: Records, parcel: Parcel, error: str, now: datetime) -> None:
    """In a private chat the chat's id is the person's."""
    records.outbox.kill(parcel.row_id, error, now)
    person = records.people.by_telegram(parcel.chat_id)
    if person is not None:
        person.blocked_at = person.blocked_at or now
        records.outbox.cancel(person)


def _rewrite(records: Records, row_id: int, method: str, params: Mapping[str, Any]) -> None:
    row = records.outbox.get(row_id)
    if row is None or not row.params:
        return
    if method != row.method:
        row.edits = row.message_id = None
    row.method, row.params = method, json.dumps(params)


def plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """The same words without their marks."""
    bare = {name: value for name, value in params.items() if name != "parse_mode"}
    for name in ("text", "caption"):
        if name in bare:
            bare[name] = html.unescape(_TAG.sub("", str(bare[name])))
    return bare
