"""When to speak first: the moment a person picked, never at night, on every clock there is."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Choice = Literal["hour", "evening", "tomorrow", "tomorrow_noon", "tomorrow_evening", "two_days", "week"]

MORNING, NOON, EVENING = time(9), time(12, 30), time(19)
# How many days ahead, and at which time of day.
LATER_DAYS: dict[str, tuple[int, time]] = {
    "tomorrow": (1, MORNING),
    "tomorrow_noon": (1, NOON),
    "tomorrow_evening": (1, EVENING),
    "two_days": (2, MORNING),
    "week": (7, MORNING),
}
QUIET_BEGINS, QUIET_ENDS = time(21), time(8)
HOUR = timedelta(hours=1)
# With less than this left, the evening has begun already.
EVENING_AHEAD = timedelta(minutes=30)
# Whoever says "tomorrow" before this hour means the coming morning.
NIGHT_IS_OVER = time(4)
# How long after they were planned nudges of a kind are of use: what an outage, or a night, holds up any longer is not said.
OF_USE = {
    "thank_you": timedelta(days=3),
    "second_look": timedelta(days=3),
    "debrief": timedelta(days=3),
    "letter": timedelta(days=7),
    "come_back": timedelta(days=14),
    "follow_up": timedelta(days=14),
    "action": timedelta(days=7),
    "action_again": timedelta(days=14),
}

DAY = timedelta(days=1)
# How long after an interview's end somebody may be asked about it (COACHING D4).
TO_ARRIVE = timedelta(minutes=45)
SECOND = timedelta(seconds=1)


def due(choice: Choice, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment (aware UTC, after `now`) that somebody means who picks this word now."""
    today = now.astimezone(zone)
    if choice in LATER_DAYS:
        ahead, hour = LATER_DAYS[choice]
        coming = today.date() if today.time() < NIGHT_IS_OVER else today.date() + DAY
        return moved(at(coming + (ahead - 1) * DAY, hour, zone), zone)
    if choice == "evening" and evening_ahead(now, zone):
        return moved(at(today.date(), EVENING, zone), zone)
    return moved(now + HOUR, zone)


def evening_ahead(now: datetime, zone: ZoneInfo) -> bool:
    """Whether "this evening" still lies ahead."""
    return at(now.astimezone(zone).date(), EVENING, zone) - now > EVENING_AHEAD


def quiet(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night there."""
    hour = moment.astimezone(zone).time()
    return hour >= QUIET_BEGINS or hour < QUIET_ENDS


def moved(moment: datetime, zone: ZoneInfo) -> datetime:
    """The same moment; of one in the night, the morning that follows."""
    while quiet(moment, zone):
        local = moment.astimezone(zone)
        morning = local.date() + DAY if local.time() >= QUIET_BEGINS else local.date()
        # Once more where that morning was left out of the calendar: the first time after it is midnight.
        moment = at(morning, MORNING, zone)
    return moment.astimezone(UTC)


def at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """That time of day there, in UTC: the first of two where clocks go back, the next there is where they go forward."""
    wall = datetime.combine(day, hour, zone)
    moment = wall.astimezone(UTC)
    if _shows(moment, wall, zone):
        return moment
    # In a gap, fold 1 reads the wall with the offset after it: a moment before the gap.
    before, after = wall.replace(fold=1).astimezone(UTC), moment
    while after - before > SECOND:
        middle = before + (after - before) // SECOND // 2 * SECOND
        if middle.astimezone(zone).replace(tzinfo=None) < wall.replace(tzinfo=None):
            before = middle
        else:
            after = middle
    return after


def _shows(moment: datetime, wall: datetime, zone: ZoneInfo) -> bool:
    return moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)


def say_at(kind: str, due_at: datetime, earliest: datetime, zone: ZoneInfo) -> datetime | None:
    """When to say what was due: `earliest`, the morning after that night, or never, since it is of no more use."""
    moment = moved(earliest, zone)
    return moment if moment - due_at <= OF_USE[kind] else None


def not_during(moment: datetime, busy: Sequence[tuple[datetime, datetime]], zone: ZoneInfo) -> datetime:
    """The same moment, or a while after the end of what is going on then; each from (included) until (excluded)."""
    for begin, end in sorted(busy):
        if begin <= moment < end + TO_ARRIVE:
            moment = moved(end + TO_ARRIVE, zone)
    return moment


def elsewhere(due_at: datetime, before: ZoneInfo, after: ZoneInfo, now: datetime) -> datetime:
    """The same time of day, planned where clocks stood as `before`, for somebody who lives by `after` now."""
    wall = due_at.astimezone(before)
    return moved(max(at(wall.date(), wall.time(), after), now), after)
