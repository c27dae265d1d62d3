"""The clocks the bot goes by: what people call the time, and what outages, leases and retries are measured with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Clocks:
    """`now` is what people call the time; `real` is seconds since 1970; `steady` never jumps.

    `unmoved` is the time where people's clock may have been moved ahead of it, as on the phone.
    """

    now: Callable[[], datetime]
    real: Callable[[], float]
    steady: Callable[[], float]
    unmoved: Callable[[], datetime] | None = None

    @property
    def books(self) -> Callable[[], datetime]:
        """By which the bot keeps its own books: leases, retries, and what is old enough to go."""
        return self.unmoved or self.now
