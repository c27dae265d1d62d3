"""What an error on the wire says about a message: was it sent, and what to do now. Decides; does nothing."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

UNSENT_ERRORS = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
# What Telegram says of a call that asks for what is already so.
AS_IT_WAS = ("message is not modified",)
NO_LONGER_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")
UNREADABLE = ("can't parse entities", "can't find end of the entity")


class Outcome(Enum):
    """What is known about a message after an error."""

    DONE = auto()
    UNSENT = auto()
    UNKNOWN = auto()
    SERVER_TROUBLE = auto()
    TOO_FAST = auto()
    BLOCKED = auto()
    MOVED = auto()
    NOTHING_TO_EDIT = auto()
    UNREADABLE = auto()
    REFUSED = auto()
    TOKEN_REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, with the seconds to wait (too fast) or the new chat id (moved)."""

    outcome: Outcome
    wait: float = 0
    chat_id: int = 0


def judge(error: Exception) -> Verdict:
    """RELIABILITY's table of errors, on the aiohttp transport.

    The classes in between cannot be trusted: a refused connection and one cut after the request was read both arrive
    as TimedOut <- ConnectTimeout. So what lies beneath speaks first, and what it leaves open counts as unknown.
    """
    # PTB wraps a refused token into guesses about it.
    said = error.__cause__ if isinstance(error.__cause__, InvalidToken) else error
    if isinstance(said, TelegramError) and said.__cause__ is None:
        return _answer(said)
    return Verdict(Outcome.UNSENT if unreachable(error) else Outcome.UNKNOWN)


def unreachable(error: BaseException) -> bool:
    """Whether no connection came about: no byte of the request can have left."""
    beneath: BaseException | None = error
    while beneath is not None and not isinstance(beneath, UNSENT_ERRORS):
        beneath = beneath.__cause__
    return beneath is not None


def _answer(error: TelegramError) -> Verdict:
    """Of what Telegram itself has put into JSON; a gateway's page would have a parsing error beneath."""
    match error:
        case RetryAfter():
            return Verdict(Outcome.TOO_FAST, wait=seconds(error))
        case ChatMigrated():
            return Verdict(Outcome.MOVED, chat_id=error.new_chat_id)
        case BadRequest():
            return Verdict(_refusal(error.message.lower()))
        case InvalidToken():
            # A method that does not exist arrives as the same class.
            unauthorized = "unauthorized" in error.message.lower()
            return Verdict(Outcome.TOKEN_REFUSED if unauthorized else Outcome.REFUSED)
    if isinstance(error, Forbidden):
        return Verdict(Outcome.BLOCKED)
    return Verdict(Outcome.SERVER_TROUBLE if isinstance(error, NetworkError) else Outcome.UNKNOWN)


def seconds(error: RetryAfter) -> float:
    """`retry_after` is a number today and a timedelta tomorrow."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _refusal(message: str) -> Outcome:
    if any(phrase in message for phrase in AS_IT_WAS):
        return Outcome.DONE
    if any(phrase in message for phrase in NO_LONGER_THERE):
        return Outcome.NOTHING_TO_EDIT
    if any(phrase in message for phrase in UNREADABLE):
        return Outcome.UNREADABLE
    return Outcome.REFUSED
