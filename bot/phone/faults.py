"""What may go wrong between a bot and Telegram, on request."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bot.phone.errors import (
    BLOCKED,
    OTHER_POLLER,
    Refused,
    bad_request,
    conflict,
    forbidden,
    too_many_requests,
)

Kind = Literal[
    "too_many_requests",
    "forbidden",
    "server_error",
    "gateway",
    "cut_before",
    "cut_after",
    "slow_before",
    "slow_after",
    "duplicate",
    "garbage",
    "truncated",
    "unauthorized",
    "migrated",
    "conflict",
    "bad_request",
]
# These answer instead of the work; the others let it be done first.
BEFORE: frozenset[Kind] = frozenset(
    {
        "too_many_requests",
        "forbidden",
        "server_error",
        "gateway",
        "cut_before",
        "slow_before",
        "unauthorized",
        "migrated",
        "conflict",
        "bad_request",
    }
)
AFTER: frozenset[Kind] = frozenset({"cut_after", "slow_after", "garbage", "truncated", "duplicate"})


@dataclass(eq=False)
class Fault:
    """One thing that is to go wrong, so many times more; `happened` counts how often it did."""

    kind: Kind
    method: str | None = None
    times: float = 1
    retry_after: int = 1
    seconds: float = 1
    description: str = ""
    chat_id: int | None = None
    migrate_to_chat_id: int = 0
    skip: int = 0
    chance: float = 1.0
    happened: int = 0

    def meets(self, method: str, params: dict[str, Any]) -> bool:
        """Whether this call is one of those meant."""
        wanted_method = self.method in {None, "*", method}
        return wanted_method and self.chat_id in {None, params.get("chat_id")}

    def refusal(self) -> Refused | None:
        """The error Telegram would answer with, if this is one of its answers."""
        said = (self.description or "chat not found").removeprefix("Bad Request: ")
        answers: dict[Kind, Callable[[], Refused]] = {
            "too_many_requests": lambda: too_many_requests(self.retry_after),
            "forbidden": lambda: forbidden(self.description or BLOCKED),
            "server_error": lambda: Refused(502, "Bad Gateway"),
            "unauthorized": lambda: Refused(401, "Unauthorized"),
            "bad_request": lambda: bad_request(said),
            "conflict": lambda: conflict(OTHER_POLLER),
            "migrated": lambda: migrated(self.migrate_to_chat_id),
        }
        return answers[self.kind]() if self.kind in answers else None


class Faults:
    """The faults still to come, in the order they were asked for."""

    def __init__(self, seed: int = 0) -> None:
        self._coming: list[Fault] = []
        self._chance = random.Random(seed)  # noqa: S311 - repeatable on purpose, guards nothing

    def add(self, kind: Kind, method: str | None = None, *, times: float = 1, **details: Any) -> Fault:
        """Let the next `times` calls of the method (or of any) go wrong; `times=math.inf` until `clear`.

        Details: `chat_id` only calls for this chat; `skip` so many calls first; `chance` of each call;
        `retry_after`; `seconds` for the slow ones; `description`; `migrate_to_chat_id`.
        """
        if kind not in BEFORE | AFTER:
            raise ValueError(f"there is no fault called {kind!r}")
        if times != math.inf and times < 1:
            raise ValueError("a fault happens at least once")
        fault = Fault(kind, method, times, **details)
        self._coming.append(fault)
        return fault

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._coming.clear()

    @property
    def coming(self) -> list[Fault]:
        """The faults that have not happened as often as they should."""
        return list(self._coming)

    def take(self, kinds: frozenset[Kind], method: str, params: dict[str, Any]) -> Fault | None:
        """The first fault of these kinds that this call meets, counted as happened."""
        for fault in self._coming:
            if fault.kind in kinds and fault.meets(method, params) and self._strikes(fault):
                return fault
        return None

    def _strikes(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            return False
        if fault.chance < 1 and self._chance.random() >= fault.chance:
            return False
        fault.happened += 1
        fault.times -= 1
        if fault.times <= 0:
            self._coming.remove(fault)
        return True


def migrated(chat_id: int) -> Refused:
    """A group that has become a supergroup, under another id."""
    return Refused(
        400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat_id}
    )
