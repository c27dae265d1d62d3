"""Business days of a country, and the days on which it is fair to ask where nobody answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

DAY = timedelta(days=1)
SATURDAY = 5
# A promised day has to pass first; without one, a working week is a fair time, and so it is after each time of asking.
AFTER_PROMISED = 1
FAIR_TIME = 5

# What is due: to ask, to ask once more, and then to close it.
Due = Literal["follow_up_first", "follow_up_second", "close"]
DUES: tuple[Due, ...] = ("follow_up_first", "follow_up_second", "close")


@cache
def calendar(country: str) -> Callable[[date], bool]:
    """Whether a day is a business day in that country (two letters, ISO 3166); without one, Monday to Friday.

    Weekends and national holidays, and working days moved onto a weekend, are those of the `holidays` library
    (https://holidays.readthedocs.io). Holidays of a region or a city are not known.
    """
    # Imported here: it takes half a second, which a start need not pay before somebody waits for an answer.
    import holidays  # noqa: PLC0415

    try:
        return holidays.country_holidays(country).is_working_day
    except NotImplementedError:
        return lambda day: day.weekday() < SATURDAY


def is_business_day(day: date, country: str = "") -> bool:
    return calendar(country)(day)


def business_days_after(day: date, number: int, country: str = "") -> date:
    """The n-th business day after a day, from 1; the calendar's last day where there are no more."""
    while number > 0 and day < date.max:
        day += DAY
        number -= is_business_day(day, country)
    return day


def business_days_between(after: date, upto: date, country: str = "") -> int:
    """How many business days lie after the one day, up to and including the other."""
    days = (after + DAY * ahead for ahead in range(1, (upto - after).days + 1))
    return sum(is_business_day(day, country) for day in days)


@dataclass(frozen=True, slots=True)
class Rung:
    """What is due next where nobody answers, and from which day on that is fair."""

    due: Due
    day: date


def next_rung(
    promised: date | None, interviewed: date, country: str = "", sent: int = 0, last_sent: date | None = None
) -> Rung:
    """What is due after so many follow-ups, the last of them on that day, or else on the day that was fair.

    The ladder: one business day after the promised day, or five after the interview where they named none
    (https://www.indeed.com/career-advice/interviewing/how-long-to-wait-after-interview: one or two, five or more);
    a second time five later, and two is the usual ceiling
    (https://www.careernetwork.org/2366/how-long-after-an-interview-should-you-follow-up/); five after that it closes.
    """
    rung = min(sent, len(DUES) - 1)
    if rung and last_sent is not None:
        return Rung(DUES[rung], business_days_after(last_sent, FAIR_TIME, country))
    first = (
        business_days_after(promised, AFTER_PROMISED, country)
        if promised is not None
        else business_days_after(interviewed, FAIR_TIME, country)
    )
    return Rung(DUES[rung], business_days_after(first, FAIR_TIME * rung, country))
