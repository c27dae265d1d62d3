"""The clock people live by on the phone: the real one, moved forward by whoever holds it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Far enough for every deadline there is, near enough for every date to be one.
FARTHEST = timedelta(days=20 * 366)


class NotThere(Exception):
    """The clock cannot be moved to that moment; the sentence says why."""


@dataclass(eq=False)
class PhoneClock:
    """`moved` is how many seconds it is ahead of the real one."""

    real: Callable[[], float]
    moved: float = 0.0

    def __call__(self) -> float:
        return self.real() + self.moved

    def now(self) -> datetime:
        """The moment as people tell it."""
        return datetime.fromtimestamp(self(), UTC)

    def ahead(self, moment: datetime) -> float:
        """How far it has to be ahead to show this moment now."""
        return moment.timestamp() - self.real()

    def goal(self, seconds: float) -> float:
        """How far ahead it is when it was moved by so many seconds."""
        if not seconds > 0:
            raise NotThere("The clock goes forward only. “Start over” sets it back.")
        if not self.moved + seconds <= FARTHEST.total_seconds():
            raise NotThere("That is too far ahead: the clock goes twenty years at most.")
        return self.moved + seconds

    def until(self, wall: str, zone: str) -> float:
        """The seconds to this time of day in a zone; a time that tells its own offset needs none."""
        try:
            moment = datetime.fromisoformat(wall)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
            return self.ahead(moment) - self.moved
        except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
            raise NotThere(
                "Give a day and a time such as 2026-11-23T09:00, and a zone such as Europe/Berlin."
            ) from None
