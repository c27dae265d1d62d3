"""What is open, in which order it is shown, and the one thing to do first today. Rules over values, nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from conversations.process import OPEN
from conversations.sums.business_days import business_days_after

Kind = Literal["today", "debrief", "thank_you", "follow_up", "action", "tomorrow", "paused"]

DAY = timedelta(days=1)
# So long after an interview a look back, and a thank-you, are of use (`nudges.OF_USE`).
FRESH = timedelta(days=3)
# After this, something paused is asked about where it is taken up, not on the first page.
LONG_AGO = timedelta(days=14)
# Somebody waits for an answer of theirs.
DECIDING = frozenset({"offer", "negotiating"})


@dataclass(frozen=True, slots=True)
class Live:
    """An application as it stands: from when until when its last known interview is, aware, in the person's zone.

    `looked_back`: a look back was begun since that interview began. `rounds` counts those looked back on.
    `asked`: what follows the day they named was seen to since.
    """

    number: int
    stage: str
    begin: datetime | None = None
    until: datetime | None = None
    looked_back: bool = False
    promised_on: date | None = None
    rounds: int = 0
    asked: bool = False

    @property
    def open(self) -> bool:
        return self.stage in OPEN

    @property
    def all_day(self) -> bool:
        """Its hour is not known."""
        return self.begin is not None and self.until is not None and _is_a_day(self.begin, self.until)

    def ahead(self, now: datetime) -> bool:
        """Whether its interview is still to come, or going on."""
        return self.until is not None and self.until > now


def _is_a_day(begin: datetime, until: datetime) -> bool:
    # By the wall: on two days a year it has 23 or 25 hours.
    return begin.time() == until.time() == time() and until.date() - begin.date() == DAY


@dataclass(frozen=True, slots=True)
class Item:
    """Something open about an application, or about none: its own number, and since when, or for which day."""

    number: int
    application: int | None
    at: datetime | date


@dataclass(frozen=True, slots=True)
class Agenda:
    """All there is: applications, thank-yous not sent (by the conversation they came from), actions, what is paused.

    `now` is aware, in the person's zone; `country` tells its business days.
    """

    now: datetime
    live: tuple[Live, ...] = ()
    letters: tuple[Item, ...] = ()
    actions: tuple[Item, ...] = ()
    paused: tuple[Item, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """The one thing to do first today: about which application, if about one, and the number of what it is."""

    kind: Kind
    application: int | None
    number: int


def in_order(agenda: Agenda) -> tuple[Live, ...]:
    """The open ones as they are shown: where they decide, then by the nearest day, then the newest; on hold comes last."""
    return tuple(sorted((one for one in agenda.live if one.open), key=lambda one: _rank(one, agenda.now)))


def _rank(one: Live, now: datetime) -> tuple[int, date, int]:
    days = [one.begin.date()] if one.begin is not None and one.ahead(now) else []
    days += [one.promised_on] if one.promised_on is not None else []
    place = 0 if one.stage in DECIDING else 2 if one.stage == "on_hold" else 1
    return place, min(days, default=date.max), -one.number


def first(agenda: Agenda) -> First | None:
    """What comes first today; none where nothing has to be done."""
    return next(_things(agenda), None)


def _things(agenda: Agenda) -> Iterator[First]:
    """Everything that could, the most pressing first."""
    live, now = in_order(agenda), agenda.now
    ahead = sorted(_ahead(live, now), key=lambda one: one[0])
    yield from (First("today", one.number, one.number) for day, one in ahead if day.date() <= now.date())
    yield from (First("debrief", one.number, one.number) for one in live if _to_look_back(one, now))
    letters = (one for one in agenda.letters if isinstance(one.at, datetime) and now - one.at <= FRESH)
    yield from (First("thank_you", one.application, one.number) for one in letters)
    overdue = (one for one in live if _said_nothing(one, agenda))
    yield from (First("follow_up", one.number, one.number) for one in overdue)
    yield from (First("action", one.application, one.number) for one in _due(agenda.actions, now.date()))
    tomorrow = now.date() + DAY
    yield from (First("tomorrow", one.number, one.number) for day, one in ahead if day.date() == tomorrow)
    paused = (one for one in agenda.paused if isinstance(one.at, datetime) and now - one.at <= LONG_AGO)
    yield from (First("paused", one.application, one.number) for one in paused)


def _ahead(live: Iterable[Live], now: datetime) -> Iterator[tuple[datetime, Live]]:
    return ((one.begin, one) for one in live if one.begin is not None and one.ahead(now))


def _to_look_back(one: Live, now: datetime) -> bool:
    """Its interview is over, is fresh, and nobody has looked back on it."""
    return one.until is not None and timedelta() <= now - one.until <= FRESH and not one.looked_back


def _said_nothing(one: Live, agenda: Agenda) -> bool:
    """They had named a day, and a business day has gone by since."""
    if one.stage != "waiting" or one.promised_on is None or one.asked:
        return False
    return agenda.now.date() >= business_days_after(one.promised_on, 1, agenda.country)


def _due(actions: Iterable[Item], today: date) -> list[Item]:
    """Those for today or a day before, the oldest first."""
    days = [(one.at, one) for one in actions if not isinstance(one.at, datetime) and one.at <= today]
    return [one for _day, one in sorted(days, key=lambda pair: (pair[0], pair[1].number))]
